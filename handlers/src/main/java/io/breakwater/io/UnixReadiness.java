package io.breakwater.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.WriteReadyHandler;

/**
 * What a unix socket is ready for, and who wants to know. The poller's thread only leaves what is ready; handlers run on the I/O thread.
 */
final class UnixReadiness {
    static final int READ = SelectionKey.OP_READ;
    static final int WRITE = SelectionKey.OP_WRITE;

    private final SocketChannel channel;
    private final UnixStream stream;
    private final UnixPoller.Registration registration;
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger ready = new AtomicInteger();
    private boolean dispatching;
    private @Nullable ReadReadyHandler readHandler;
    private @Nullable WriteReadyHandler writeHandler;

    UnixReadiness(SocketChannel channel, UnixStream stream, UnixPoller poller) throws IOException {
        this.channel = channel;
        this.stream = stream;
        this.registration = poller.register(channel, this);
    }

    void onRead(ReadReadyHandler handler) {
        readHandler = handler;
    }

    void onWrite(WriteReadyHandler handler) {
        writeHandler = handler;
    }

    /** Called by the poller, and by whoever wants a handler to run although nothing has happened. */
    void ready(int operations) {
        boolean first = ready.getAndUpdate(before -> before | operations) == 0;
        if (first && !IoTasks.execute(stream.getIoThread(), this::dispatch)) {
            IoUtils.safeClose(stream);
        }
    }

    /** What was suspended meanwhile is not told; what is still resumed afterwards is asked for again. */
    private void dispatch() {
        int operations = ready.getAndSet(0);
        dispatching = true;
        try {
            if ((operations & resumed.get() & READ) != 0 && readHandler != null) {
                readHandler.readReady();
            }
            if ((operations & resumed.get() & WRITE) != 0 && writeHandler != null) {
                writeHandler.writeReady();
            }
        } finally {
            dispatching = false;
        }
        if (resumed.get() != 0 && channel.isOpen()) {
            registration.ask(resumed.get());
        }
    }

    void resume(int operation) {
        boolean already = (resumed.getAndUpdate(before -> before | operation) & operation) != 0;
        boolean askedLater = dispatching && Thread.currentThread() == stream.getIoThread();
        if (!already && !askedLater) {
            registration.ask(operation);
        }
    }

    void suspend(int operation) {
        resumed.getAndUpdate(before -> before & ~operation);
    }

    void wakeUp(int operation) {
        resumed.getAndUpdate(before -> before | operation);
        ready(operation);
    }

    boolean isResumed(int operation) {
        return (resumed.get() & operation) != 0;
    }

    void tellReadTerminated() {
        if (readHandler != null) {
            readHandler.terminated();
        }
    }

    void tellWriteTerminated() {
        if (writeHandler != null) {
            writeHandler.terminated();
        }
    }

    void stop() {
        registration.cancel();
    }
}
