package io.breakwater.cli;

import java.util.ArrayList;
import java.util.List;

/** Options of mod_wsgi-express and Waitress that are not taken, with what there is instead. */
final class RefusedOptions {
    /**
     * One of them.
     *
     * @param parameters how many words may follow it
     */
    record Refused(String name, int parameters, String why) {}

    private static final String NOT_YET = "not there yet in this version";
    private static final List<Refused> ALL = all(new ArrayList<>());

    private RefusedOptions() {}

    private static List<Refused> all(List<Refused> all) {
        add(all, NOT_YET, 2, "--error-document", "--url-alias");
        add(
                all,
                NOT_YET,
                1,
                "--error-override",
                "--document-root",
                "--directory-index",
                "--https-port",
                "--ssl-certificate-file",
                "--ssl-certificate-key-file",
                "--https-only",
                "--hsts-policy",
                "--access-log",
                "--unix-socket",
                "--unix-socket-perms");
        add(
                all,
                "not needed; see io-threads",
                1,
                "--processes",
                "--threads",
                "--max-clients",
                "--initial-workers",
                "--minimum-spare-workers",
                "--maximum-spare-workers",
                "--asyncore-use-poll",
                "--asyncore-loop-timeout",
                "--server-mpm");
        add(
                all,
                "not needed; see socket-timeout",
                1,
                "--channel-timeout",
                "--request-timeout",
                "--connect-timeout",
                "--header-timeout",
                "--body-timeout",
                "--inactivity-timeout",
                "--keep-alive-timeout",
                "--response-socket-timeout",
                "--cleanup-interval");
        add(all, "not needed; see max-request-body", 1, "--max-request-body-size");
        add(
                all,
                "see proxy-timeout and the timeout of each mount",
                1,
                "--queue-timeout",
                "--deadlock-timeout",
                "--graceful-timeout");
        add(
                all,
                "not needed; bodies and heads are streamed through",
                1,
                "--recv-bytes",
                "--send-bytes",
                "--inbuf-overflow",
                "--outbuf-overflow",
                "--outbuf-high-watermark",
                "--send-buffer-size",
                "--receive-buffer-size",
                "--header-buffer-size",
                "--response-buffer-size",
                "--enable-sendfile",
                "--channel-request-lookahead");
        add(
                all,
                "not needed; connections are not counted",
                1,
                "--connection-limit",
                "--backlog",
                "--server-backlog");
        add(all, "HTTP/2 is always on", 0, "--http2");
        add(
                all,
                "write the addresses with --listen",
                1,
                "--ipv4",
                "--ipv6",
                "--no-ipv4",
                "--no-ipv6",
                "--sockets");
        add(
                all,
                "Java's logging does that; see java.util.logging.config.file",
                1,
                "--log-directory",
                "--log-level",
                "--log-to-terminal",
                "--error-log-name",
                "--error-log-format",
                "--access-log-name",
                "--access-log-format",
                "--startup-log",
                "--rotate-logs",
                "--max-log-size",
                "--log-socket-errors",
                "--verbose-debugging");
        add(
                all,
                "the service manager does that",
                1,
                "--user",
                "--group",
                "--pid-file",
                "--server-root",
                "--working-directory",
                "--setup-only",
                "--maximum-requests",
                "--restart-interval",
                "--reload-on-changes",
                "--startup-timeout",
                "--shutdown-timeout",
                "--envvars-script");
        add(
                all,
                "there is no Apache here; use the keys of Breakwater",
                1,
                "--include-file",
                "--rewrite-rules",
                "--modules-directory",
                "--httpd-executable",
                "--allow-override",
                "--directory-listing",
                "--compress-responses",
                "--host-access-script",
                "--auth-user-script",
                "--auth-type");
        add(
                all,
                "runs Python, which another server does: see --proxy-mount-point /",
                1,
                "--application-type",
                "--entry-point",
                "--callable-object",
                "--python-path",
                "--python-eggs",
                "--lang",
                "--locale",
                "--call",
                "--app",
                "--app-dir",
                "--expose-tracebacks",
                "--enable-debugger",
                "--enable-profiler",
                "--ident");
        return List.copyOf(all);
    }

    private static void add(List<Refused> all, String why, int parameters, String... names) {
        for (String name : names) {
            all.add(new Refused(name, parameters, why));
        }
    }

    static List<Refused> rows() {
        return ALL;
    }
}
