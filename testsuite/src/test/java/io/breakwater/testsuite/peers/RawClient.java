package io.breakwater.testsuite.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * One client connection that sends exactly the bytes it is given and reads what comes back.
 *
 * <p>It can come from any loopback address, which is how a test is a client, a proxy or a stranger. Nothing waits
 * longer than ten seconds.
 */
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.1";

    private final Socket socket;
    private final Message message;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.message = new Message(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects to 127.0.0.1 from 127.0.0.1. */
    public static RawClient connect(int port) {
        return from(LOOPBACK, port);
    }

    /** Connects to 127.0.0.1 from another loopback address such as 127.0.0.2. */
    public static RawClient from(String localAddress, int port) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(localAddress, 0));
            socket.connect(
                    new InetSocketAddress(LOOPBACK, port), Math.toIntExact(PATIENCE.toMillis()));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            return new RawClient(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same over TLS, naming the host (SNI) and believing any certificate. */
    public static RawClient overTls(String localAddress, int port, String host) {
        return from(localAddress, port).withTls(host);
    }

    /** The same connection from here on over TLS, naming the host (SNI) and believing any certificate. */
    public RawClient withTls(String host) {
        try {
            return new RawClient(
                    SelfSigned.believingAny().createSocket(socket, host, socket.getPort(), true));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends one request from 127.0.0.1 on a connection of its own. */
    public static RawResponse get(int port, String host, String target, String... headerLines) {
        return get(LOOPBACK, port, host, target, headerLines);
    }

    /** Sends one request from a loopback address on a connection of its own. */
    public static RawResponse get(
            String localAddress, int port, String host, String target, String... headerLines) {
        try (RawClient client = from(localAddress, port)) {
            return client.get(host, target, headerLines);
        }
    }

    /** The address and port that the other side sees. */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Sends a GET with the header lines given and reads its answer. */
    public RawResponse get(String host, String target, String... headerLines) {
        send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        List.of(headerLines).forEach(line -> send(line + "\r\n"));
        return send("\r\n").read();
    }

    /** Sends the text, one byte a character. */
    public RawClient send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the sending half; answers can still be read. */
    public RawClient endOfRequests() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads the next response, an interim one as well. */
    public RawResponse read() {
        return read(true);
    }

    /** Reads the next response to a HEAD request: a head, whatever it says about a body. */
    public RawResponse readHead() {
        return read(false);
    }

    /** Reads whatever comes until the other side ends the connection. */
    public String readToTheEnd() {
        try {
            return new String(message.toTheEnd(), ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** True when the other side ends the connection without another byte. */
    public boolean ended() {
        return readToTheEnd().isEmpty();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RawResponse read(boolean withBody) {
        try {
            String head = new String(message.head(), ISO_8859_1);
            if (head.isEmpty()) {
                throw new EOFException("the connection ended without an answer");
            }
            RawResponse bodiless = new RawResponse(head, "", List.of());
            return withBody ? withBody(bodiless) : bodiless;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** RFC 9112 §6.3: no body, chunked, a length, or up to the connection's end. */
    private RawResponse withBody(RawResponse response) throws IOException {
        int status = response.status();
        if (status < 200 || status == 204 || status == 304) {
            return response;
        }
        if (RawHeader.hasToken(response.headers(), "Transfer-Encoding", "chunked")) {
            Message.Chunked body = message.chunked();
            return new RawResponse(
                    response.head(), new String(body.data(), ISO_8859_1), body.trailers());
        }
        List<String> lengths = response.headers("Content-Length");
        byte[] body =
                lengths.isEmpty()
                        ? message.toTheEnd()
                        : message.exactly(Long.parseLong(lengths.get(0)));
        return new RawResponse(response.head(), new String(body, ISO_8859_1), List.of());
    }
}
