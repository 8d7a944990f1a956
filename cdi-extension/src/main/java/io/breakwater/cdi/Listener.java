package io.breakwater.cdi;

import io.breakwater.options.ListenAddress;
import java.io.IOException;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;

/** An address that is listened on. Connections are taken once {@link #accept} has been called; until then they wait. */
interface Listener extends AutoCloseable {
    /** @throws IOException if the address cannot be listened on */
    static Listener open(
            XnioWorker worker, ListenAddress address, ChannelListener<StreamConnection> opened)
            throws IOException {
        return address.socket().isPresent()
                ? SocketFileListener.open(worker, address, opened)
                : TcpListener.open(worker, address, opened);
    }

    void accept();

    /** With the port that the system has chosen, if it was asked to. */
    ListenAddress real();

    /** Takes no more connections; those that there are go on, and those that are on their way to their thread still come. */
    void stop();

    @Override
    void close();
}
