package io.breakwater.cdi;

import io.breakwater.io.UnixListener;
import io.breakwater.options.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;

/**
 * A unix socket that is listened on.
 *
 * @param real as configured, as nothing about it is the system's choice
 */
record SocketFileListener(ListenAddress real, UnixListener listener) implements Listener {
    static SocketFileListener open(
            XnioWorker worker, ListenAddress address, ChannelListener<StreamConnection> opened)
            throws IOException {
        ListenAddress.SocketFile file = address.socket().orElseThrow();
        return new SocketFileListener(
                address,
                UnixListener.open(worker, Path.of(file.path()), file.permissions(), opened));
    }

    @Override
    public void accept() {
        listener.accept();
    }

    @Override
    public void stop() {
        listener.stop();
    }

    @Override
    public void close() {
        IoUtils.safeClose(listener);
    }
}
