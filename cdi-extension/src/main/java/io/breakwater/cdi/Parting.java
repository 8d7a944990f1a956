package io.breakwater.cdi;

import java.io.Closeable;
import java.io.IOException;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The end of a connection whose client has still to take the last bytes: says no more, and hears without listening until the client closes it
 * (RFC 9112 section 9.6). Were it closed at once, the next that the client says, be it that there is room for more, would be answered with a
 * reset, which takes away what is on its way.
 */
final class Parting {
    private final StreamConnection connection;
    private final Closeable all;

    private Parting(StreamConnection connection, Closeable all) {
        this.connection = connection;
        this.all = all;
    }

    /**
     * On the thread of the connection.
     *
     * @param all is closed when the client has closed it
     */
    static void begin(StreamConnection connection, Closeable all) {
        Parting parting = new Parting(connection, all);
        try {
            parting.say();
        } catch (IOException e) {
            IoUtils.safeClose(all);
        }
    }

    private void say() throws IOException {
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        sink.shutdownWrites();
        if (sink.flush()) {
            hear();
        } else {
            sink.setWriteListener(
                    ChannelListeners.flushingChannelListener(
                            flushed -> hear(), (failed, e) -> IoUtils.safeClose(all)));
            sink.resumeWrites();
        }
    }

    private void hear() {
        connection
                .getSourceChannel()
                .setReadListener(
                        ChannelListeners.drainListener(
                                Long.MAX_VALUE,
                                ended -> IoUtils.safeClose(all),
                                (failed, e) -> IoUtils.safeClose(all)));
        connection.getSourceChannel().wakeupReads();
    }
}
