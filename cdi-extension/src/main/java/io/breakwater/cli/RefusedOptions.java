package io.breakwater.cli;

import java.util.List;
import java.util.Optional;

/** Options of mod_wsgi-express and Waitress that are not taken, with what there is instead. */
final class RefusedOptions {
    private static final String TABLE =
            """
            not needed; see io-threads | --processes --threads --max-clients --initial-workers --minimum-spare-workers
            not needed; see io-threads | --maximum-spare-workers --asyncore-use-poll --asyncore-loop-timeout --server-mpm
            not needed; see socket-timeout | --channel-timeout --request-timeout --connect-timeout --header-timeout
            not needed; see socket-timeout | --header-max-timeout --header-min-rate --body-timeout --body-max-timeout --body-min-rate
            not needed; see socket-timeout | --inactivity-timeout --keep-alive-timeout --response-socket-timeout --cleanup-interval
            not needed; see max-request-body | --max-request-body-size
            see proxy-timeout and the timeout of each mount | --queue-timeout --deadlock-timeout --graceful-timeout --eviction-timeout
            not needed; heads and bodies are streamed | --recv-bytes --send-bytes --inbuf-overflow --outbuf-overflow
            not needed; heads and bodies are streamed | --outbuf-high-watermark --send-buffer-size --receive-buffer-size
            not needed; heads and bodies are streamed | --header-buffer-size --response-buffer-size --max-request-header-size
            not needed; heads and bodies are streamed | --enable-sendfile --channel-request-lookahead
            not needed; connections are not counted | --connection-limit --backlog --server-backlog
            HTTP/2 is always on | --http2
            write the addresses with --listen | --ipv4 --ipv6 --no-ipv4 --no-ipv6 --sockets
            see java.util.logging.config.file of Java | --log-directory --log-level --log-to-terminal --error-log-name --error-log-format
            see java.util.logging.config.file of Java | --access-log-name --access-log-format --startup-log --startup-log-name
            see java.util.logging.config.file of Java | --rotate-logs --max-log-size --log-socket-errors --no-log-socket-errors
            see java.util.logging.config.file of Java | --verbose-debugging
            the service manager does that | --user --group --pid-file --server-root --working-directory --setup-only
            the service manager does that | --maximum-requests --restart-interval --reload-on-changes --startup-timeout
            see shutdown-timeout | --shutdown-timeout
            the service manager does that | --envvars-script --setenv --passenv
            there is no Apache here | --include-file --rewrite-rules --modules-directory --httpd-executable --allow-override
            there is no Apache here | --directory-listing --compress-responses --host-access-script --auth-user-script --auth-type
            there is no Apache here | --server-status --server-metrics --map-head-to-get
            runs Python; see --proxy-mount-point for a server that does | --application-type --entry-point --callable-object
            runs Python; see --proxy-mount-point for a server that does | --python-path --python-eggs --lang --locale --call --app
            runs Python; see --proxy-mount-point for a server that does | --app-dir --expose-tracebacks --no-expose-tracebacks
            runs Python; see --proxy-mount-point for a server that does | --enable-debugger --enable-profiler --ident --process-name
            """;

    private RefusedOptions() {}

    /** Why an option is not taken; empty if nobody knows it. */
    static Optional<String> why(String option) {
        return TABLE.lines()
                .map(line -> line.split(" \\| "))
                .filter(row -> List.of(row[1].split(" ")).contains(option))
                .map(row -> row[0])
                .findFirst();
    }
}
