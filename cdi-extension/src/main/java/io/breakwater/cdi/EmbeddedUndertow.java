package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.LimitOptions;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.time.Duration;
import org.xnio.OptionMap;

/** An Undertow as Breakwater wants it. */
final class EmbeddedUndertow {
    private static final long UNLIMITED = -1;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private static final int MANAGEMENT_MILLIS = 10_000;

    /** For those who look after the server. */
    static final OptionMap MANAGEMENT =
            OptionMap.create(
                    UndertowOptions.NO_REQUEST_TIMEOUT,
                    MANAGEMENT_MILLIS,
                    UndertowOptions.REQUEST_PARSE_TIMEOUT,
                    MANAGEMENT_MILLIS);

    private EmbeddedUndertow() {}

    /** Not started yet. It has threads and no listeners: those are {@link Listeners}. */
    static Undertow of(BreakwaterOptions options) {
        Undertow.Builder builder =
                Undertow.builder()
                        .setServerOption(
                                UndertowOptions.SHUTDOWN_TIMEOUT, (int) STOP_LIMIT.toMillis());
        options.listen().ioThreads().ifPresent(builder::setIoThreads);
        return builder.build();
    }

    /**
     * P-14: how long a client may take to send a head and its next request; bodies and answers are the affair of
     * {@link io.breakwater.undertow.ClientIdleTimeout}. READ_TIMEOUT and WRITE_TIMEOUT stay unset: they would also end requests whose
     * application takes its time, and WebSockets. P-18: Undertow's own limit of 2 MiB answers with a reset; ours is 413.
     */
    static OptionMap serverOptions(LimitOptions limits) {
        int socketTimeout = (int) Math.min(limits.socketTimeout().toMillis(), Integer.MAX_VALUE);
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.RECORD_REQUEST_START_TIME, true)
                // decoded text in the request line could be sent on to an upstream as it is
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, socketTimeout)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, socketTimeout)
                .set(UndertowOptions.MAX_ENTITY_SIZE, UNLIMITED)
                .getMap();
    }
}
