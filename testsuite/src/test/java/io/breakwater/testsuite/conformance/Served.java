package io.breakwater.testsuite.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Setting;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawHeader;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.undertow.WhoamiHandler;
import io.undertow.Undertow;
import io.undertow.Undertow.ListenerBuilder;
import io.undertow.Undertow.ListenerType;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Asks a real Undertow on loopback, over http and https, with Breakwater in front of an application. Peers that are no loopback addresses are
 * asserted in a PROXY header, on listeners that expect one (B-23).
 */
final class Served implements AutoCloseable {
    private static final Pattern MALFORMED = Pattern.compile("Header \"([A-Za-z-]*)\" malformed");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int PROXIED_PORT = 50_000;

    /** The listener for https, in the order in which they are added. */
    private static final int TLS = 1;

    private final Undertow server;
    private final HttpHandler files;
    private final Surroundings surroundings;
    private final UnixFront unix;
    private volatile HttpHandler current =
            exchange -> exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    private volatile boolean reached;

    /** @param directory the files, and where a certificate can be put */
    Served(Path directory) throws IOException {
        this.surroundings = new Surroundings(directory);
        this.files = new ResourceHandler(new PathResourceManager(directory));
        SSLContext tls = ServerCertificate.in(directory);
        this.server =
                Undertow.builder()
                        .setIoThreads(1)
                        .setWorkerThreads(2)
                        .addListener(listener(ListenerType.HTTP, false))
                        .addListener(listener(ListenerType.HTTPS, false).setSslContext(tls))
                        .addListener(listener(ListenerType.HTTP, true))
                        .addListener(listener(ListenerType.HTTPS, true).setSslContext(tls))
                        .setHandler(this::handle)
                        .build();
        server.start();
        this.unix = new UnixFront(server, this::handle, directory.resolve("server.sock"));
    }

    private static ListenerBuilder listener(ListenerType type, boolean proxyProtocol) {
        return new ListenerBuilder()
                .setType(type)
                .setHost("127.0.0.1")
                .setPort(0)
                .setUseProxyProtocol(proxyProtocol);
    }

    HttpHandler files() {
        return files;
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        reached = true;
        current.handleRequest(exchange);
    }

    private int port(Request request) {
        int listener = (request.tls() ? TLS : 0) + (request.isFromThisMachine() ? 0 : 2);
        return listenerPort(listener);
    }

    private int listenerPort(int listener) {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(listener).getAddress();
        return address.getPort();
    }

    /** The settings with what is known only now. */
    List<Setting> filledIn(List<Setting> settings) {
        return surroundings.filledIn(settings, listenerPort(TLS));
    }

    /** What comes of a request that may go on to the upstream, which answers this: what both ends get, or what the application sees. */
    Outcome relay(BreakwaterOptions options, Request request, String answer) {
        surroundings.answerWith(answer);
        SortedMap<String, String> variables = new TreeMap<>();
        try (Breakwater breakwater = Breakwater.of(options, new WhoamiHandler())) {
            current = breakwater;
            reached = false;
            int port = port(request);
            try (RawClient plain = connect(request, port);
                    RawClient client = request.tls() ? plain.withTls("localhost") : plain) {
                RawResponse response = client.send(request.bytes()).read();
                variables.putAll(
                        outcome(response, plain.localAddress().getPort(), port).variables());
                Surroundings.put(Outcome.RESPONSE, lasting(response), variables);
                surroundings.takeInto(variables);
                variables.computeIfPresent(
                        Outcome.UPSTREAM + "X-Forwarded-Host",
                        (name, host) -> host.replace(":" + port, ":" + Outcome.LISTEN_PORT));
            }
        }
        return new Outcome(variables);
    }

    /** Without those that tell of the moment and of the body, which no case records. */
    private static List<RawHeader> lasting(RawResponse response) {
        return response.headers().stream()
                .filter(header -> !header.name().matches("Date|Content-Length"))
                .toList();
    }

    Outcome run(BreakwaterOptions options, Request request, HttpHandler application) {
        try (Breakwater breakwater = Breakwater.of(options, application)) {
            current = breakwater;
            reached = false;
            return exchange(request);
        }
    }

    private Outcome exchange(Request request) {
        int port = port(request);
        try (RawClient plain = connect(request, port);
                RawClient client = request.tls() ? plain.withTls("localhost") : plain) {
            RawResponse response = client.send(request.bytes()).read();
            boolean real = request.isFromThisMachine();
            return outcome(response, real ? plain.localAddress().getPort() : PROXIED_PORT, port);
        }
    }

    private RawClient connect(Request request, int port) {
        if (request.peer().equals("unix")) {
            return unix.connect();
        }
        return request.isFromThisMachine()
                ? RawClient.from(request.peer(), port)
                : RawClient.connect(port).send(request.proxyLine(PROXIED_PORT, port) + "\r\n");
    }

    private Outcome outcome(RawResponse response, int peerPort, int listenPort) {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put(Outcome.STATUS, Integer.toString(response.status()));
        if (!reached) {
            variables.put(Outcome.REFUSED_BY, "Undertow");
        } else if (response.status() == StatusCodes.FORBIDDEN) {
            variables.put(Outcome.REFUSED_BY, "the host gate");
        }
        response.header("Location").ifPresent(location -> variables.put("location", location));
        if (response.header("Content-Type").equals(Optional.of("application/json"))) {
            seen(response.text(), variables);
        } else {
            malformed(response).ifPresent(header -> variables.put(Outcome.MALFORMED, header));
        }
        variables.replace("REMOTE_PORT", Integer.toString(peerPort), Outcome.PEER_PORT);
        variables.replace("SERVER_PORT", Integer.toString(listenPort), Outcome.LISTEN_PORT);
        return new Outcome(variables);
    }

    /** The header that a refusal names, and nothing else of the request (B-14). */
    private static Optional<String> malformed(RawResponse response) {
        Matcher matcher = MALFORMED.matcher(response.text());
        if (!matcher.find()) {
            return Optional.empty();
        }
        assertThat(response.text())
                .isEqualTo("Bad Request\n\nHeader \"" + matcher.group(1) + "\" malformed.\n");
        assertThat(response.header("Connection")).contains("close");
        return Optional.of(matcher.group(1));
    }

    /** The whoami page. */
    private static void seen(String json, SortedMap<String, String> variables) {
        try {
            JsonNode page = JSON.readTree(json);
            page.get("headers")
                    .properties()
                    .forEach(
                            header ->
                                    variables.merge(
                                            Outcome.cgiName(header.getKey()),
                                            String.join(
                                                    ", ", RecordedCase.texts(header.getValue())),
                                            (a, b) -> a + ", " + b));
            page.get("environ")
                    .properties()
                    .forEach(field -> variables.put(field.getKey(), field.getValue().asText()));
            boolean trusted = page.get("decision").hasNonNull("trustedBy");
            variables.put(Outcome.TRUSTED, Boolean.toString(trusted));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    @Override
    public void close() throws IOException {
        unix.close();
        server.stop();
        surroundings.close();
    }
}
