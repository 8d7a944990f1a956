package io.breakwater.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Tells unix sockets that they are ready: XNIO's own selectors take no channels from outside. One daemon thread, started with the first
 * socket; a socket is told once for each time that it asked.
 *
 * <p>Safe for use by several threads.
 */
final class UnixPoller implements AutoCloseable {
    private @Nullable Selector selector;
    private volatile boolean selecting;

    /** A channel's place with the poller. */
    final class Registration {
        private final SelectionKey key;

        private Registration(SelectionKey key) {
            this.key = key;
        }

        /** Asks to be told once when one of these operations is possible. */
        void ask(int operations) {
            try {
                key.interestOpsOr(operations);
                wakeUp();
            } catch (CancelledKeyException closed) {
                // nobody will be told
            }
        }

        /** Without the wake-up the descriptor would stay open until something else happens. */
        void cancel() {
            key.cancel();
            wakeUp();
        }

        private void wakeUp() {
            if (selecting) {
                key.selector().wakeup();
            }
        }
    }

    Registration register(SocketChannel channel, UnixReadiness readiness) throws IOException {
        return new Registration(channel.register(selector(), 0, readiness));
    }

    private synchronized Selector selector() throws IOException {
        Selector open = selector;
        if (open == null) {
            open = Selector.open();
            selector = open;
            Selector polled = open;
            Thread thread = new Thread(() -> poll(polled), "breakwater-unix-poller");
            thread.setDaemon(true);
            thread.start();
        }
        return open;
    }

    private void poll(Selector polled) {
        try {
            while (polled.isOpen()) {
                selecting = true;
                polled.select(UnixPoller::tell);
            }
        } catch (ClosedSelectorException closed) {
            // as it should be
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(SelectionKey key) {
        try {
            int ready = key.readyOps();
            key.interestOpsAnd(~ready);
            ((UnixReadiness) key.attachment()).ready(ready);
        } catch (CancelledKeyException closed) {
            // between the selection and now
        }
    }

    /** Ends the thread; sockets that are still open are told nothing any more. */
    @Override
    public synchronized void close() throws IOException {
        if (selector != null) {
            selector.close();
        }
    }
}
