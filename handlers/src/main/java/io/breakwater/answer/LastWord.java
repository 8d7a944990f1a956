package io.breakwater.answer;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * Answers a request that may still be coming in, and then listens for a while without hearing (RFC 9112 section 9.6). Undertow would either
 * close at once, and a client that sends would get a reset instead of the answer, or listen for ever.
 */
public final class LastWord {
    private static final long LISTENING_MILLIS = 5_000;

    private LastWord() {}

    /** Sends the body of an answer whose head is ready. */
    static void send(HttpServerExchange exchange, ByteBuffer body) {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
        }
        exchange.getResponseSender().send(body, new Closing());
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
    public static void listen(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return;
        }
        closeLater(exchange);
        StreamSourceChannel rest = exchange.getRequestChannel();
        if (rest != null) {
            drain(exchange, rest);
        }
    }

    private static void closeLater(HttpServerExchange exchange) {
        try {
            exchange.getIoThread()
                    .executeAfter(
                            () -> closeUnlessComplete(exchange),
                            LISTENING_MILLIS,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // with its server, which has closed the connection
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
