package io.breakwater.testsuite.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A loopback port on which a server can listen, and that the system gives to nobody else before and after.
 *
 * <p>Once nothing listens there, a client that goes on connecting would otherwise, once in some ten thousand times, be given that very port
 * as its own and talk to itself.
 */
public final class HeldPort implements AutoCloseable {
    private final Socket holder;

    private HeldPort(Socket holder) {
        this.holder = holder;
    }

    public static HeldPort choose() {
        try {
            Socket holder = new Socket();
            holder.setReuseAddress(true);
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new HeldPort(holder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
