package io.breakwater.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Where a scripted upstream listens. */
final class Listener implements Closeable {
    private static final int BACKLOG = 200;

    private final Accepting accepting;
    private final Closeable server;
    private final String url;
    private final String authority;

    private interface Accepting {
        Wire accept() throws IOException;
    }

    private Listener(Accepting accepting, Closeable server, String url, String authority) {
        this.accepting = accepting;
        this.server = server;
        this.url = url;
        this.authority = authority;
    }

    static Listener tcp() throws IOException {
        return tcp(0);
    }

    /** @param port that was free a moment ago */
    static Listener tcp(int port) throws IOException {
        return tcp(
                new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1")),
                "http",
                "127.0.0.1");
    }

    /** @param host to be asked for, which the certificate may be for or not */
    static Listener tls(SSLContext context, String host) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        return tcp(
                context.getServerSocketFactory().createServerSocket(0, BACKLOG, loopback),
                "https",
                host);
    }

    /** The same, which accepts only those who show a certificate that the context believes. */
    static Listener mutualTls(SSLContext context, String host) throws IOException {
        SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        server.setNeedClientAuth(true);
        return tcp(server, "https", host);
    }

    private static Listener tcp(ServerSocket server, String scheme, String host) {
        String authority = host + ":" + server.getLocalPort();
        return new Listener(
                () -> Wire.of(server.accept()),
                server,
                scheme + "://" + authority + "/",
                authority);
    }

    static Listener unix(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
        return new Listener(
                () -> Wire.of(server.accept()),
                server,
                "unix:" + path + "|http://localhost/",
                "localhost");
    }

    Wire accept() throws IOException {
        return accepting.accept();
    }

    String url() {
        return url;
    }

    String authority() {
        return authority;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
