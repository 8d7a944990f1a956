package io.breakwater.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests share an HTTP/2 connection to one target: the one that was opened last, or, where it is known that it will be one, the one
 * that is being opened. Used on one I/O thread.
 */
final class Http2Sharing {
    private final boolean http2Only;
    private final List<Http2Connection> opened = new ArrayList<>();
    private @Nullable Http2Connection last;
    private @Nullable List<Connector.Outcome> waiting; // for the one that is being opened

    /** @param http2Only whether the target speaks nothing else */
    Http2Sharing(boolean http2Only) {
        this.http2Only = http2Only;
    }

    /** @param opening opens a connection and tells what came of it */
    void join(Consumer<Connector.Outcome> opening, Connector.Outcome outcome) {
        if (last != null && last.hasRoom()) {
            outcome.connected(last.lane());
        } else if (waiting != null) {
            waiting.add(outcome);
        } else {
            if (http2Only || last != null) {
                waiting = new ArrayList<>();
            }
            opening.accept(new Shared(opening, outcome));
        }
    }

    /** What comes of a connection, for whoever asked for it and those who wait. */
    private final class Shared implements Connector.Outcome {
        private final Consumer<Connector.Outcome> opening;
        private final Connector.Outcome outcome;

        Shared(Consumer<Connector.Outcome> opening, Connector.Outcome outcome) {
            this.opening = opening;
            this.outcome = outcome;
        }

        @Override
        public void connected(UpstreamConnection connection) {
            last = connection instanceof Http2Lane lane ? remembered(lane.connection()) : null;
            List<Connector.Outcome> joined = joined();
            outcome.connected(connection);
            joined.forEach(each -> join(opening, each));
        }

        @Override
        public void failed(Failure failure) {
            List<Connector.Outcome> joined = joined();
            outcome.failed(failure);
            joined.forEach(each -> each.failed(failure));
        }
    }

    private Http2Connection remembered(Http2Connection connection) {
        opened.removeIf(other -> !other.isOpen());
        opened.add(connection);
        return connection;
    }

    /** Requests under way are answered first. */
    void close() {
        opened.forEach(Http2Connection::drain);
    }

    private List<Connector.Outcome> joined() {
        List<Connector.Outcome> joined = waiting == null ? List.of() : waiting;
        waiting = null;
        return joined;
    }
}
