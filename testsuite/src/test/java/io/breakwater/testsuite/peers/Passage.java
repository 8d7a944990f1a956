package io.breakwater.testsuite.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Joins a unix socket and a loopback port, byte for byte: a client on the one side reaches a server on the other. */
public final class Passage implements AutoCloseable {
    private static final int BUFFER_BYTES = 8192;

    private final ServerSocketChannel entrance;
    private final SocketAddress exit;

    private Passage(ServerSocketChannel entrance, SocketAddress exit) {
        this.entrance = entrance;
        this.exit = exit;
        daemon(this::accept);
    }

    /** From a unix socket, which is made, to a server on a port. */
    public static Passage fromUnix(Path socket, int port) {
        try {
            ServerSocketChannel entrance = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            entrance.bind(UnixDomainSocketAddress.of(socket));
            return new Passage(entrance, loopback(port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From a port to a server on a unix socket. */
    public static Passage toUnix(Path socket) {
        try {
            ServerSocketChannel entrance = ServerSocketChannel.open();
            entrance.bind(loopback(0));
            return new Passage(entrance, UnixDomainSocketAddress.of(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    }

    /** The port at which it is entered. */
    public int port() {
        return entrance.socket().getLocalPort();
    }

    private void accept() {
        while (entrance.isOpen()) {
            try {
                SocketChannel client = entrance.accept();
                daemon(() -> join(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Ends when the client does; what is behind ends with it. */
    private void join(SocketChannel client) {
        try (client;
                SocketChannel server = SocketChannel.open(exit)) {
            daemon(() -> copy(server, client));
            copy(client, server);
        } catch (IOException refused) {
            // the client finds its connection closed
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
            while (from.read(bytes) >= 0) {
                to.write(bytes.flip());
                bytes.clear();
            }
        } catch (IOException ended) {
            // one of the two went away
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "passage");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
