package io.breakwater.testsuite.conformance;

import io.breakwater.io.UnixListener;
import io.breakwater.testsuite.peers.Passage;
import io.breakwater.testsuite.peers.RawClient;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.xnio.OptionMap;

/** The unix socket of a server, on which clients have no address. */
final class UnixFront implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES);
    private final UnixListener listener;
    private final Passage passage;

    UnixFront(Undertow server, HttpHandler handler, Path socket) throws IOException {
        HttpOpenListener http = new HttpOpenListener(buffers, OptionMap.EMPTY);
        http.setRootHandler(handler);
        this.listener =
                UnixListener.open(
                        server.getWorker(),
                        socket,
                        PosixFilePermissions.fromString("rw-------"),
                        http);
        listener.accept();
        this.passage = Passage.toUnix(socket);
    }

    RawClient connect() {
        return RawClient.connect(passage.port());
    }

    @Override
    public void close() throws IOException {
        passage.close();
        listener.close();
        buffers.close();
    }
}
