package io.breakwater.options;

import static io.breakwater.options.Key.Type.BOOLEAN;
import static io.breakwater.options.Key.Type.DURATION;
import static io.breakwater.options.Key.Type.LIST;
import static io.breakwater.options.Key.Type.NUMBER;
import static io.breakwater.options.Key.Type.PATH;
import static io.breakwater.options.Key.Type.SIZE;
import static io.breakwater.options.Key.Type.TEXT;
import static io.breakwater.options.Key.Type.URL;

import io.breakwater.options.Key.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of all keys that can be configured. README's table is checked against it. */
public final class Keys {
    /** What every key begins with outside this package. */
    public static final String PREFIX = "breakwater.";

    private static final int MAX_TYPOS = 3;
    private static final int LETTERS_PER_TYPO = 4;
    private static final List<Key> ALL = all(new ArrayList<>());

    private Keys() {}

    private static List<Key> all(List<Key> keys) {
        general(keys);
        trust(keys);
        site(keys);
        route(
                keys,
                "mounts.<id>.",
                "path",
                "the path prefix that the upstream serves; `/` for everything that nothing else serves");
        route(keys, "virtual-hosts.<id>.", "host", "the host name that the upstream serves");
        proxying(keys);
        documents(keys);
        listening(keys);
        return List.copyOf(keys);
    }

    private static void general(List<Key> keys) {
        add(keys, "enabled", BOOLEAN, "true", "whether Breakwater does anything");
        add(
                keys,
                "mode",
                TEXT,
                "enforce",
                "`observe` decides and logs, and changes, strips and refuses nothing");
        add(
                keys,
                "unknown-keys",
                TEXT,
                "error",
                "`warn` lets keys pass that this version does not know");
    }

    private static void trust(List<Key> keys) {
        add(
                keys,
                "trusted-proxies",
                LIST,
                "nobody",
                "whose forwarding headers are believed: addresses, CIDR blocks, `file:/path`, `loopback`, `link-local`, `private`, `unix`");
        add(
                keys,
                "trusted-proxy-headers",
                LIST,
                "none",
                "the headers that the proxies set: one of each group, or `Forwarded`");
        add(
                keys,
                "trusted-proxy-mode",
                TEXT,
                "walk",
                "`walk`: the client is the first hop from the right that is not trusted; `count`: it is the n-th from the right");
        add(
                keys,
                "trusted-proxy-count",
                NUMBER,
                "1 for `count`",
                "which hop `count` takes; how far `walk` goes at most");
        add(
                keys,
                "strip-untrusted",
                BOOLEAN,
                "true",
                "whether forwarding headers that are not believed are removed");
        add(
                keys,
                "log-untrusted",
                BOOLEAN,
                "true",
                "whether removed headers are logged, once for each peer and hour");
        add(
                keys,
                "keep-headers",
                LIST,
                "none",
                "forwarding headers that trusted proxies may send although they were not chosen");
        add(
                keys,
                "on-malformed",
                TEXT,
                "reject",
                "`ignore` treats a malformed header of a trusted proxy as absent instead of answering 400");
        add(
                keys,
                "insecure-trust-any-peer",
                BOOLEAN,
                "false",
                "allows trusted blocks that hold much of the Internet");
        add(
                keys,
                "allow-earlier-rewrite",
                BOOLEAN,
                "false",
                "lets requests pass whose source address something else has already rewritten");
        add(
                keys,
                "proxies.<id>.addresses",
                LIST,
                "required",
                "the addresses of proxies that have settings of their own");
        add(
                keys,
                "proxies.<id>.headers",
                LIST,
                "`trusted-proxy-headers`",
                "the headers that these proxies set");
        add(
                keys,
                "proxies.<id>.mode",
                TEXT,
                "`trusted-proxy-mode`",
                "`walk` or `count`, for these proxies");
        add(
                keys,
                "proxies.<id>.count",
                NUMBER,
                "`trusted-proxy-count`",
                "the count, for these proxies");
        add(
                keys,
                "proxies.<id>.secret-header",
                TEXT,
                "none",
                "the header in which these proxies send their secret; it is always removed");
        add(
                keys,
                "proxies.<id>.secret",
                TEXT,
                "none",
                "the secret; without it a request from these addresses is a stranger's");
        add(
                keys,
                "explain-token",
                TEXT,
                "none",
                "a request with this in `Breakwater-Explain` gets its decision in `Breakwater-Decision`");
    }

    private static void site(List<Key> keys) {
        add(
                keys,
                "url-scheme",
                TEXT,
                "the connection's",
                "`http` or `https` for requests of which no trusted proxy tells the scheme");
        add(
                keys,
                "url-prefix",
                PATH,
                "none",
                "the path that this server is known under; it is cut from the path and put before URLs");
        add(keys, "url-prefix-strict", BOOLEAN, "false", "answers 404 outside `url-prefix`");
        add(
                keys,
                "server-name",
                TEXT,
                "any",
                "the public host name; requests for other hosts are refused");
        add(
                keys,
                "server-aliases",
                LIST,
                "none",
                "further host names; `*.example.com` stands for all below it");
        add(keys, "server-name-status", NUMBER, "403", "`403` or `421` for refused hosts");
        add(
                keys,
                "redirect-www",
                BOOLEAN,
                "false",
                "with `server-name=www.x`, redirects `x` there");
        add(
                keys,
                "allow-localhost",
                BOOLEAN,
                "false",
                "lets requests from this machine to `localhost` pass the host gate");
        add(
                keys,
                "probe-paths",
                LIST,
                "none",
                "exact paths of health checks, which pass the host gate and the redirect to `https`");
    }

    private static void route(List<Key> keys, String group, String selector, String selectorText) {
        add(keys, group + selector, TEXT, "required", selectorText);
        add(
                keys,
                group + "upstream",
                URL,
                "required",
                "where it is, or a list of such targets: `http://host[:port]/[base/]`, `https://…`, `h2c://…`, or `unix:/path`, a bar and such a URL");
        add(
                keys,
                group + "preserve-host",
                BOOLEAN,
                "false",
                "whether the upstream gets the client's `Host`");
        add(keys, group + "connect-timeout", DURATION, "5s", "how long connecting may take");
        add(
                keys,
                group + "timeout",
                DURATION,
                "`proxy-timeout`",
                "how long nothing may happen on the connection");
        add(keys, group + "websocket-timeout", DURATION, "`timeout`", "the same for a WebSocket");
        add(
                keys,
                group + "forwarded",
                TEXT,
                "x",
                "which headers tell the upstream of the client: `x`, `rfc7239`, `both`, `none`");
        pool(keys, group);
        add(
                keys,
                group + "client-cert",
                TEXT,
                "none",
                "`rfc9440` tells the upstream of the client's TLS certificate in `Client-Cert`");
        add(
                keys,
                group + "rewrite-absolute-paths",
                BOOLEAN,
                "false",
                "maps `Location: /x` back although the upstream's base is `/`");
        add(
                keys,
                group + "error-override",
                BOOLEAN,
                "`error-override`",
                "whether our pages replace the upstream's errors");
        pages(keys, group);
        add(
                keys,
                group + "tls.trust",
                PATH,
                "the Java runtime's",
                "a file of certificates in PEM that an `https` upstream's is issued by");
        add(
                keys,
                group + "tls.verify",
                BOOLEAN,
                "true",
                "whether the certificate of an `https` upstream is checked");
        add(
                keys,
                group + "tls.certificate",
                PATH,
                "none",
                "a file of certificates in PEM that an `https` upstream is shown: ours first, then its issuers'");
        add(
                keys,
                group + "tls.key",
                PATH,
                "none",
                "the file of its key, in PEM without a password");
    }

    private static void pages(List<Key> keys, String group) {
        add(
                keys,
                group + "rewrite-html",
                BOOLEAN,
                "false",
                "whether URLs in the upstream's HTML pages are mapped as those in its headers, and `/x` too");
        add(
                keys,
                group + "html-map.<id>.from",
                TEXT,
                "none",
                "with `rewrite-html`: the beginning of further URLs in pages; the longest one counts");
        add(keys, group + "html-map.<id>.to", TEXT, "none", "what stands in its place");
    }

    private static void pool(List<Key> keys, String group) {
        add(
                keys,
                group + "balance",
                TEXT,
                "round-robin",
                "which of several targets gets a request: `round-robin`, `least-connections`, or by `client-hash`");
        add(
                keys,
                group + "sticky-cookie",
                TEXT,
                "none",
                "the name of a cookie that leads a client to the target it was at before");
        add(
                keys,
                group + "retries",
                NUMBER,
                "1",
                "how often at most a request is sent again that got no answer and may be sent twice; connections that were closed while they waited do not count");
        add(
                keys,
                group + "max-connections",
                NUMBER,
                "as many as requests need",
                "how many connections to each target there are at most");
        add(
                keys,
                group + "queue",
                NUMBER,
                "1000",
                "how many requests wait, for up to `connect-timeout`, where there are `max-connections`; more are 503");
        add(
                keys,
                group + "health.path",
                PATH,
                "none",
                "a path that each target is asked for now and then; it gets requests only if it answers that with 2xx or 3xx");
        add(keys, group + "health.interval", DURATION, "10s", "how often");
        add(keys, group + "health.timeout", DURATION, "5s", "how long it has for that");
    }

    private static void proxying(List<Key> keys) {
        add(keys, "socket-timeout", DURATION, "60s", "how long a client may send or take nothing");
        add(
                keys,
                "proxy-timeout",
                DURATION,
                "`socket-timeout`",
                "how long an upstream may send or take nothing");
        add(keys, "max-request-body", SIZE, "unlimited", "the longest request body; more is 413");
        add(keys, "via", TEXT, "breakwater", "the pseudonym in `Via`");
    }

    private static void documents(List<Key> keys) {
        add(
                keys,
                "error-documents.<id>",
                TEXT,
                "a small page",
                "what is answered with a status, which stands in place of `<id>`: a path of this server's files, `file:/path`, a URL to redirect to, or text in HTML");
        add(
                keys,
                "error-override",
                BOOLEAN,
                "false",
                "whether these documents and pages also replace errors of the application and of upstreams");
        add(keys, "document-root", PATH, "none", "the directory whose files are served");
        add(
                keys,
                "directory-index",
                LIST,
                "none",
                "the names of files that are served for a directory, such as `index.html`");
        add(
                keys,
                "url-aliases.<id>.path",
                PATH,
                "required",
                "a path that is served from elsewhere than `document-root`");
        add(
                keys,
                "url-aliases.<id>.target",
                PATH,
                "required",
                "the file or directory that is served there");
    }

    private static void listening(List<Key> keys) {
        add(
                keys,
                "listen",
                LIST,
                "nowhere; the runnable jar: 127.0.0.1:8080",
                "where the embedded server listens: `host:port` or `unix:/path`");
        add(
                keys,
                "listen-tls",
                LIST,
                "nowhere",
                "where it listens for TLS, with HTTP/2 for clients that speak it: `host:port`");
        add(
                keys,
                "tls.certificate",
                LIST,
                "required for `listen-tls`",
                "files of certificates in PEM, each with those of its issuers behind it; read again when they change");
        add(
                keys,
                "tls.key",
                LIST,
                "required for `listen-tls`",
                "the files of their keys in PEM, in the same order; a client gets the certificate for the name that it asks for, else the first");
        add(
                keys,
                "https-only",
                BOOLEAN,
                "false",
                "redirects requests whose scheme is `http`, as a trusted proxy or the connection tells it");
        add(
                keys,
                "hsts",
                TEXT,
                "none",
                "the policy in `Strict-Transport-Security` of answers over `https`: `max-age=63072000; includeSubDomains`");
        add(
                keys,
                "listen-unix-mode",
                TEXT,
                "0660",
                "who may connect to a unix socket: the mode of its file");
        add(keys, "io-threads", NUMBER, "Undertow's", "how many threads serve connections");
        add(
                keys,
                "listen-proxy-protocol",
                BOOLEAN,
                "false",
                "whether every connection has to begin with a PROXY header, version 1 or 2");
        add(
                keys,
                "proxy-protocol-trusted",
                LIST,
                "nobody",
                "who may send PROXY headers, as in `trusted-proxies`; connections of others are closed");
        add(
                keys,
                "whoami",
                BOOLEAN,
                "false",
                "answers unmatched paths with what the application would see");
        add(
                keys,
                "access-log",
                TEXT,
                "none",
                "where requests are written down: `-` for standard output or the path of a file; `json:` before it for JSON");
        add(
                keys,
                "management-listen",
                TEXT,
                "nowhere",
                "where `/live`, `/ready` and `/metrics` are answered: `host:port`, not to be reached by the public");
        add(
                keys,
                "shutdown-delay",
                DURATION,
                "none",
                "how long the server goes on when it is to stop, saying only that it is not ready");
        add(
                keys,
                "shutdown-timeout",
                DURATION,
                "30s",
                "how long it then waits for answers that are under way");
    }

    private static void add(
            List<Key> keys, String name, Type type, String defaultText, String description) {
        keys.add(new Key(name, type, defaultText, description));
    }

    /** The table, in the order of README. */
    public static List<Key> all() {
        return ALL;
    }

    /** The row of a key as written, without the prefix. */
    public static Optional<Key> find(String written) {
        return ALL.stream().filter(key -> key.matches(written)).findFirst();
    }

    /** The known key that is so near to an unknown one that it can be meant, with the operator's own words kept. */
    static Optional<String> nearest(String written) {
        String best = null;
        int bestDistance = Math.min(MAX_TYPOS, written.length() / LETTERS_PER_TYPO) + 1;
        for (Key key : ALL) {
            String candidate = withIdOf(written, key.name());
            int distance = EditDistance.between(written, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String withIdOf(String written, String name) {
        String[] given = written.split("\\.");
        String[] words = name.split("\\.");
        for (int i = 0; i < Math.min(words.length, given.length); i++) {
            words[i] = words[i].equals(Key.ID) ? given[i] : words[i];
        }
        return String.join(".", words);
    }
}
