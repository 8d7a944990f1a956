package io.breakwater.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An Undertow on a free port of this machine, and a client that sends exactly what it is told. */
public final class LiveServer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Undertow undertow;

    public LiveServer(HttpHandler handler) {
        this(handler, false);
    }

    private LiveServer(HttpHandler handler, boolean http2) {
        undertow =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, http2)
                        .setHandler(handler)
                        .build();
        undertow.start();
    }

    /** One that also speaks HTTP/2, whether or not a connection begins with HTTP/1.1. */
    static LiveServer speakingHttp2(HttpHandler handler) {
        return new LiveServer(handler, true);
    }

    /** An application that answers with what it sees: one line for each fact and header. */
    static void application(HttpServerExchange exchange) {
        StringBuilder seen = new StringBuilder();
        InetSocketAddress source = exchange.getSourceAddress();
        seen.append("client=")
                .append(source.getAddress().getHostAddress())
                .append(' ')
                .append(source.getPort())
                .append('\n');
        seen.append("url=").append(exchange.getRequestURL()).append('\n');
        seen.append("secure=").append(exchange.isSecure()).append('\n');
        seen.append("path=")
                .append(exchange.getResolvedPath())
                .append('|')
                .append(exchange.getRelativePath())
                .append('\n');
        seen.append("public=")
                .append(PublicPath.of(exchange).prefix())
                .append('|')
                .append(PublicPath.of(exchange).rawRest())
                .append('\n');
        seen.append("verdict=")
                .append(Decision.of(exchange).map(Decision::verdict).orElse("none"))
                .append('\n');
        for (HeaderValues values : exchange.getRequestHeaders()) {
            seen.append(values.getHeaderName())
                    .append(": ")
                    .append(String.join(" & ", values))
                    .append('\n');
        }
        exchange.getResponseSender().send(seen.toString());
    }

    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** What comes back for these lines, sent from 127.0.0.1. */
    public String send(String... lines) throws IOException {
        return sendFrom("127.0.0.1", lines);
    }

    /** What comes back until the connection is closed, for a request of these lines without a body. */
    public String sendFrom(String localAddress, String... lines) throws IOException {
        return sendBodyFrom(localAddress, "", lines);
    }

    /** The same for a request with a body, whose length is among the lines. */
    public String sendBodyFrom(String localAddress, String body, String... lines)
            throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(localAddress), 0));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port()), TIMEOUT_MILLIS);
            String head = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            return answer(socket, head + body);
        }
    }

    /** The same for exactly this text. */
    String sendRaw(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return answer(socket, text);
        }
    }

    private static String answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
