package io.breakwater.cli.verify;

import io.breakwater.net.IpAddress;
import io.breakwater.net.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests as they are written, each over a connection of its own.
 *
 * @param from the address to connect from; empty for the usual one
 */
record Client(WebServer server, Optional<IpAddress> from) {
    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 5_000;

    /** @throws IOException if no whole answer comes within {@link #LIMIT} */
    Answer send(String request) throws IOException {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        try (Socket tcp = new Socket()) {
            if (from.isPresent()) {
                tcp.bind(new InetSocketAddress(from.get().toInetAddress(), 0));
            }
            tcp.connect(address(), CONNECT_MILLIS);
            tcp.setSoTimeout((int) LIMIT.toMillis());
            try (Socket socket = server.origin().scheme() == Scheme.HTTPS ? tls(tcp) : tcp) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                InputStream in = new DeadlineStream(socket, deadlineNanos);
                return new AnswerReader(in).read(IpAddress.of(tcp.getLocalAddress()));
            }
        }
    }

    private InetSocketAddress address() throws IOException {
        String host = server.origin().host();
        IpAddress literal = IpAddress.parse(host.replaceAll("^\\[|]$", ""));
        InetAddress address =
                literal != null ? literal.toInetAddress() : InetAddress.getByName(host);
        return new InetSocketAddress(address, server.origin().port());
    }

    private SSLSocket tls(Socket tcp) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        String host = server.origin().host();
        SSLSocket socket =
                (SSLSocket) factory.createSocket(tcp, host, server.origin().port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
