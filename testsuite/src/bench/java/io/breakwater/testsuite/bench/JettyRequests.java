package io.breakwater.testsuite.bench;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Requests of Jetty's core server. Its customizers wrap them and change nothing in them, so their headers serve again. */
final class JettyRequests implements Requests {
    private static final HttpURI URI = HttpURI.from("http://backend.internal:8080/cart");

    private final List<HttpFields> requests;
    private final HttpConfiguration.Customizer customizer;
    private final ConnectionMetaData connection = new Connection();
    private Request last;
    private int turn;

    private JettyRequests(Row row, HttpConfiguration.Customizer customizer) {
        this.requests = row.requests().stream().map(JettyRequests::fields).toList();
        this.customizer = customizer;
    }

    static Requests alone(Row row) {
        return new JettyRequests(row, (request, responseHeaders) -> request);
    }

    static Requests forwarded(Row row) {
        return new JettyRequests(row, new ForwardedRequestCustomizer());
    }

    private static HttpFields fields(List<Map.Entry<String, String>> lines) {
        HttpFields.Mutable fields = HttpFields.build();
        lines.forEach(line -> fields.add(line.getKey(), line.getValue()));
        return fields.asImmutable();
    }

    @Override
    public Object next() {
        HttpFields headers = requests.get(turn);
        turn = turn + 1 == requests.size() ? 0 : turn + 1;
        last = customizer.customize(new Received(headers, connection), HttpFields.build());
        return last;
    }

    @Override
    public String seen() {
        HttpURI uri = last.getHttpURI();
        return Seen.text(
                uri.getScheme(), uri.getHost(), uri.getPort(), Request.getRemoteAddr(last));
    }

    /** What the customizer asks a request for. */
    private static final class Received extends Request.Wrapper {
        private static final Request NONE = NoOp.of(Request.class);

        private final HttpFields headers;
        private final ConnectionMetaData connection;

        Received(HttpFields headers, ConnectionMetaData connection) {
            super(NONE);
            this.headers = headers;
            this.connection = connection;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpURI getHttpURI() {
            return URI;
        }

        @Override
        public boolean isSecure() {
            return false;
        }
    }

    /** What the customizer asks a connection for. */
    private static final class Connection extends ConnectionMetaData.Wrapper {
        private static final HttpConfiguration CONFIGURATION = new HttpConfiguration();
        private static final SocketAddress PEER =
                new InetSocketAddress("127.0.0.1", 51_234);

        Connection() {
            super(Objects.requireNonNull(NoOp.of(ConnectionMetaData.class)));
        }

        @Override
        public HttpConfiguration getHttpConfiguration() {
            return CONFIGURATION;
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return PEER;
        }
    }
}
