package io.breakwater.testsuite.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream that plays a script: it records each request byte for byte and answers with the bytes given for its
 * path, however wrong they are.
 */
public final class RawUpstream implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final Script EMPTY_ANSWER =
            bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    private final ServerSocket server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final BlockingQueue<RawRequest> requests = new LinkedBlockingQueue<>();
    private volatile Script otherwise = EMPTY_ANSWER;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private RawUpstream(ServerSocket server) {
        this.server = server;
    }

    /** What happens once a request was read: returns whether the connection stays open for the next. */
    @FunctionalInterface
    public interface Script {
        boolean play(RawRequest request, Socket connection) throws IOException;
    }

    public static RawUpstream start() {
        try {
            RawUpstream upstream =
                    new RawUpstream(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
            daemon("raw-upstream", upstream::accept);
            return upstream;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Answers a path (without its query) with these bytes, one a character, and keeps the connection. */
    public RawUpstream answer(String path, String bytes) {
        return script(path, bytes(bytes));
    }

    /** Answers a path with these bytes and ends the connection. */
    public RawUpstream answerAndEnd(String path, String bytes) {
        return script(
                path,
                (request, connection) -> {
                    write(connection, bytes);
                    return false;
                });
    }

    /** Answers every other path with these bytes; without this, with an empty 200. */
    public RawUpstream answerOtherwise(String bytes) {
        otherwise = bytes(bytes);
        return this;
    }

    public RawUpstream script(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code http://127.0.0.1:port/} */
    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Takes the oldest request that was not taken; fails when none comes within ten seconds. */
    public RawRequest take() {
        try {
            RawRequest request = requests.poll(PATIENCE_SECONDS, SECONDS);
            if (request == null) {
                throw new IllegalStateException("no request reached the upstream");
            }
            return request;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a request", interrupted);
        }
    }

    /** The requests that came and were not taken. */
    public List<RawRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made to it. */
    public int connections() {
        return accepted.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes bytes, one a character; for scripts. */
    public static void write(Socket connection, String bytes) throws IOException {
        connection.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static Script bytes(String bytes) {
        return (request, connection) -> {
            write(connection, bytes);
            return true;
        };
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                daemon("raw-upstream-connection", () -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Message message = new Message(new BufferedInputStream(connection.getInputStream()));
            while (serveOne(message, connection)) {
                // the next request of this connection
            }
        } catch (IOException ended) {
            // the other side went away: what it sent until then is recorded
        } finally {
            connections.remove(connection);
        }
    }

    private boolean serveOne(Message message, Socket connection) throws IOException {
        RawRequest request = read(message, connection);
        if (request == null) {
            return false;
        }
        requests.add(request);
        String path = request.rawTarget().split("\\?", 2)[0];
        return scripts.getOrDefault(path, otherwise).play(request, connection);
    }

    /** The next request; null when the other side ended before its first byte. */
    static RawRequest read(Message message, Socket connection) throws IOException {
        byte[] head = message.head();
        return head.length == 0
                ? null
                : RawRequest.of(head, body(RawRequest.of(head, new byte[0]), message, connection));
    }

    /** The body that the request's framing claims: chunked before a length, as RFC 9112 §6.3 has it. */
    private static byte[] body(RawRequest request, Message message, Socket connection)
            throws IOException {
        if (RawHeader.hasToken(request.headers(), "Expect", "100-continue")) {
            write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (RawHeader.hasToken(request.headers(), "Transfer-Encoding", "chunked")) {
            return message.chunked().raw();
        }
        List<String> lengths = request.headers("Content-Length");
        return lengths.isEmpty() ? new byte[0] : message.exactly(Long.parseLong(lengths.get(0)));
    }
}
