package io.breakwater.cli;

import static io.breakwater.cli.OptionRow.flag;
import static io.breakwater.cli.OptionRow.route;
import static io.breakwater.cli.OptionRow.value;

import java.util.List;
import java.util.Map;

/** The options of {@code start-server} and {@code check}: mod_wsgi-express's and Waitress's names for the keys of README. */
final class OptionTable {
    static final String HOST = "--host";
    static final String PORT = "--port";
    static final String HTTPS_PORT = "--https-port";

    private static final String TRUSTED =
            "an address or block whose forwarding headers are believed; may be repeated";

    static final List<OptionRow> ROWS =
            List.of(
                    // where to listen; host and port become one address
                    new OptionRow(
                            HOST,
                            List.of("ADDRESS"),
                            "the address to listen on; 127.0.0.1 by default",
                            (values, number) -> Map.of()),
                    new OptionRow(
                            PORT,
                            List.of("PORT"),
                            "the port to listen on; 8080 by default, 0 for any",
                            (values, number) -> Map.of()),
                    value(
                            "--listen",
                            "ADDRESS:PORT",
                            "listen",
                            "an address and port to listen on; may be repeated"),
                    new OptionRow(
                            "--unix-socket",
                            List.of("PATH"),
                            "a unix socket to listen on",
                            (values, number) -> Map.of("listen", "unix:" + values.get(0))),
                    value(
                            "--unix-socket-perms",
                            "MODE",
                            "listen-unix-mode",
                            "the mode of its file; 0660 by default"),
                    new OptionRow(
                            HTTPS_PORT,
                            List.of("PORT"),
                            "the port to listen on for TLS, at the address of --host",
                            (values, number) -> Map.of()),
                    value(
                            "--ssl-certificate-file",
                            "FILE",
                            "tls.certificate",
                            "a certificate in PEM; may be repeated"),
                    value(
                            "--ssl-certificate-key-file",
                            "FILE",
                            "tls.key",
                            "its key in PEM; may be repeated"),
                    flag(
                            "--https-only",
                            "https-only",
                            "true",
                            "redirects to https what does not come by it"),
                    value(
                            "--hsts-policy",
                            "POLICY",
                            "hsts",
                            "what browsers are told of https: max-age=63072000"),
                    value(
                            "--access-log",
                            "FILE",
                            "access-log",
                            "where requests are written down; - for standard output"),
                    // behind a proxy
                    value("--trust-proxy", "ADDRESS", "trusted-proxies", TRUSTED),
                    value("--trusted-proxy", "ADDRESS", "trusted-proxies", TRUSTED),
                    value(
                            "--trust-proxy-header",
                            "NAME",
                            "trusted-proxy-headers",
                            "a header that those proxies set; may be repeated"),
                    value(
                            "--trusted-proxy-headers",
                            "NAMES",
                            "trusted-proxy-headers",
                            "the same, several in one"),
                    new OptionRow(
                            "--trusted-proxy-count",
                            List.of("N"),
                            "the client is the N-th hop from the right",
                            (values, number) ->
                                    Map.of(
                                            "trusted-proxy-mode",
                                            "count",
                                            "trusted-proxy-count",
                                            values.get(0))),
                    flag(
                            "--clear-untrusted-proxy-headers",
                            "strip-untrusted",
                            "true",
                            "removes headers that are not believed; so by default"),
                    flag(
                            "--no-clear-untrusted-proxy-headers",
                            "strip-untrusted",
                            "false",
                            "leaves them to the application"),
                    flag(
                            "--log-untrusted-proxy-headers",
                            "log-untrusted",
                            "true",
                            "logs what is removed; so by default"),
                    flag("--no-log-untrusted-proxy-headers", "log-untrusted", "false", "does not"),
                    // this server
                    value(
                            "--url-scheme",
                            "SCHEME",
                            "url-scheme",
                            "http or https, where no trusted proxy tells"),
                    value(
                            "--url-prefix",
                            "PATH",
                            "url-prefix",
                            "the path that this server is known under"),
                    new OptionRow(
                            "--mount-point",
                            List.of("PATH"),
                            "the same, and 404 outside of it",
                            OptionTable::mountPoint),
                    value(
                            "--server-name",
                            "HOST",
                            "server-name",
                            "the public host name; others are refused"),
                    value(
                            "--server-alias",
                            "HOST",
                            "server-aliases",
                            "a further host name; may be repeated"),
                    flag(
                            "--allow-localhost",
                            "allow-localhost",
                            "true",
                            "lets this machine ask for localhost all the same"),
                    // as a proxy
                    route(
                            "--proxy-mount-point",
                            "PATH",
                            "mounts",
                            "path",
                            "serves a path from another server; may be repeated"),
                    route("--proxy-url-alias", "PATH", "mounts", "path", "the same"),
                    route(
                            "--proxy-virtual-host",
                            "HOST",
                            "virtual-hosts",
                            "host",
                            "serves a host name from another server; may be repeated"),
                    // files and errors
                    value(
                            "--document-root",
                            "DIRECTORY",
                            "document-root",
                            "serves the files in a directory"),
                    value(
                            "--directory-index",
                            "NAME",
                            "directory-index",
                            "the file that is served for a directory; may be repeated"),
                    new OptionRow(
                            "--url-alias",
                            List.of("PATH", "TARGET"),
                            "serves a file or directory under a path; may be repeated",
                            OptionTable::urlAlias),
                    new OptionRow(
                            "--error-document",
                            List.of("STATUS", "DOCUMENT"),
                            "what is answered with a status; may be repeated",
                            (values, number) ->
                                    Map.of("error-documents." + values.get(0), values.get(1))),
                    flag(
                            "--error-override",
                            "error-override",
                            "true",
                            "answers so for other servers and the application too"),
                    // times and sizes
                    value(
                            "--proxy-timeout",
                            "SECONDS",
                            "proxy-timeout",
                            "how long other servers may send nothing"),
                    value(
                            "--socket-timeout",
                            "SECONDS",
                            "socket-timeout",
                            "how long clients may send nothing; 60 by default"),
                    new OptionRow(
                            "--limit-request-body",
                            List.of("BYTES"),
                            "the longest request body; 0 for any",
                            OptionTable::limit));

    private OptionTable() {}

    private static Map<String, String> mountPoint(List<String> values, int number) {
        String path = values.get(0);
        return path.equals("/")
                ? Map.of("url-prefix", path)
                : Map.of("url-prefix", path, "url-prefix-strict", "true");
    }

    private static Map<String, String> urlAlias(List<String> values, int number) {
        String alias = "url-aliases.url-alias-" + number + ".";
        return Map.of(alias + "path", values.get(0), alias + "target", values.get(1));
    }

    /** Apache's 0 is no limit at all. */
    private static Map<String, String> limit(List<String> values, int number) {
        return Map.of("max-request-body", values.get(0).equals("0") ? "unlimited" : values.get(0));
    }
}
