package io.breakwater.testsuite.peers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of any number of connections, each with a thread, that keeps nothing of what it did. */
public final class FaultyServer implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final RawUpstream.Script script;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** @param script what happens once a request was read */
    public FaultyServer(RawUpstream.Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon("faulty-server", this::accept);
    }

    /** {@code http://127.0.0.1:port/} */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** Ends all connections that there are. */
    public void hangUp() {
        connections.forEach(FaultyServer::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        hangUp();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon("faulty-server-connection", () -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Message message = new Message(new BufferedInputStream(connection.getInputStream()));
            boolean open = true;
            while (open) {
                RawRequest request = RawUpstream.read(message, connection);
                open = request != null && script.play(request, connection);
            }
        } catch (IOException ended) {
            // the other side went away
        } finally {
            connections.remove(connection);
        }
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
