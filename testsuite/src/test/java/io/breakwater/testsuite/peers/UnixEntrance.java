package io.breakwater.testsuite.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A unix socket through which a server on a loopback port is reached, byte for byte. */
public final class UnixEntrance implements AutoCloseable {
    private final ServerSocketChannel entrance;
    private final int port;

    private UnixEntrance(ServerSocketChannel entrance, int port) {
        this.entrance = entrance;
        this.port = port;
    }

    public static UnixEntrance to(int port, Path socket) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(socket));
            UnixEntrance entrance = new UnixEntrance(channel, port);
            daemon(entrance::accept);
            return entrance;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
                Socket server = new Socket("127.0.0.1", port)) {
            ReadableByteChannel answers = Channels.newChannel(server.getInputStream());
            daemon(() -> copy(answers, client));
            copy(client, Channels.newChannel(server.getOutputStream()));
        } catch (IOException refused) {
            // the client finds its connection closed
        }
    }

    /** Streams of a channel would not do: one that reads lets none write. */
    private static void copy(ReadableByteChannel from, WritableByteChannel to) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(8192);
            while (from.read(bytes) >= 0) {
                to.write(bytes.flip());
                bytes.clear();
            }
        } catch (IOException ended) {
            // one of the two went away
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "unix-entrance");
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
