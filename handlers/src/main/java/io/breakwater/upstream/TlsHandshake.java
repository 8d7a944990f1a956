package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLHandshakeException;
import org.xnio.Cancellable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.FutureResult;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.ssl.SslConnection;

/** One TLS handshake on a new socket. Used on its I/O thread. */
final class TlsHandshake implements Cancellable {
    private final StreamConnection socket;
    private final SslConnection tls;
    private final ChannelListener<StreamConnection> listener;
    private final FutureResult<StreamConnection> result;
    private boolean over;

    /** @param listener gets the connection when the handshake is done, as does {@code result}, which gets the exception if it fails */
    TlsHandshake(
            StreamConnection socket,
            SslConnection tls,
            ChannelListener<StreamConnection> listener,
            FutureResult<StreamConnection> result) {
        this.socket = socket;
        this.tls = tls;
        this.listener = listener;
        this.result = result;
    }

    /** A handshake that fails closes the socket and says no more about it. */
    void start() {
        result.addCancelHandler(this);
        socket.getCloseSetter()
                .set(closed -> fail(new SSLHandshakeException("closed during the handshake")));
        tls.getHandshakeSetter().set(done -> IoTasks.execute(socket.getIoThread(), this::succeed));
        tls.getSourceChannel().setReadListener(this::readable);
        try {
            tls.startHandshake();
            tls.getSourceChannel().resumeReads();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Reading is what drives the handshake; there is nothing to read before a request was sent. */
    private void readable(StreamSourceChannel source) {
        try {
            if (!over && source.read(ByteBuffer.allocate(1)) != 0) {
                fail(new SSLHandshakeException("no TLS server"));
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void succeed() {
        if (over) {
            return;
        }
        over = true;
        tls.getSourceChannel().suspendReads();
        tls.getSourceChannel().setReadListener(null);
        StreamConnection plain = new TlsStream(tls, socket);
        if (result.setResult(plain)) {
            ChannelListeners.invokeChannelListener(plain, listener);
        } else {
            IoUtils.safeClose(plain);
        }
    }

    /** It took too long. */
    @Override
    public Cancellable cancel() {
        result.setCancelled();
        fail(new SSLHandshakeException("cancelled"));
        return this;
    }

    private void fail(IOException e) {
        if (!over) {
            over = true;
            IoUtils.safeClose(socket);
            result.setException(e);
        }
    }
}
