package io.breakwater.upstream;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * Answers a request that may still be coming in, and then listens for a while without hearing (RFC 9112 section 9.6). Undertow would either
 * close at once, and a client that sends would get a reset instead of the answer, or listen for ever.
 */
final class LastWord {
    private static final long LISTENING_MILLIS = 5_000;

    private LastWord() {}

    /** Sends the body of an answer whose head is ready. */
    static void send(HttpServerExchange exchange, String text) {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
        }
        exchange.getResponseSender().send(text, new Closing());
    }

    private static final class Closing implements IoCallback {
        private boolean sent;

        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            if (sent) {
                listen(exchange);
            } else {
                sent = true;
                sender.close(this);
            }
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException e) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    /** Takes what is left of a request that has its answer; if somebody reads it already, that is left to them. */
    static void listen(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return;
        }
        IoTasks.executeAfter(
                exchange.getIoThread(), () -> closeUnlessComplete(exchange), LISTENING_MILLIS);
        StreamSourceChannel rest = exchange.getRequestChannel();
        if (rest != null) {
            drain(exchange, rest);
        }
    }

    private static void drain(HttpServerExchange exchange, StreamSourceChannel rest) {
        try {
            long drained = Channels.drain(rest, Long.MAX_VALUE);
            while (drained > 0) {
                drained = Channels.drain(rest, Long.MAX_VALUE);
            }
            if (drained == 0) {
                rest.getReadSetter()
                        .set(
                                ChannelListeners.drainListener(
                                        Long.MAX_VALUE,
                                        end -> {},
                                        (channel, e) ->
                                                IoUtils.safeClose(exchange.getConnection())));
                rest.resumeReads();
            }
        } catch (IOException clientGone) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static void closeUnlessComplete(HttpServerExchange exchange) {
        if (!exchange.isComplete()) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
