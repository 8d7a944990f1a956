package io.breakwater.testsuite.bench;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A connection as Undertow has it, from 127.0.0.1, that waits for an answer until the JVM ends: exchanges can be made for it
 * without a byte on the wire.
 */
final class OpenConnection {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private OpenConnection() {}

    static ServerConnection open() {
        BlockingQueue<HttpServerExchange> received = new ArrayBlockingQueue<>(1);
        Undertow server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setIoThreads(1)
                        .setWorkerThreads(1)
                        .setHandler(exchange -> exchange.dispatch(() -> received.add(exchange)))
                        .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        try {
            Socket client = new Socket(address.getAddress(), address.getPort());
            client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return received.take().getConnection();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no connection to measure on", e);
        }
    }
}
