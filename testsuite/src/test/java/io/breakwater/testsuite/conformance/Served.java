package io.breakwater.testsuite.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.undertow.WhoamiHandler;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a real Undertow on loopback, over http and https, with Breakwater in front of an application. */
final class Served implements AutoCloseable {
    private static final Pattern MALFORMED = Pattern.compile("Header \"([A-Za-z-]*)\" malformed");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Undertow server;
    private final HttpHandler files;
    private volatile HttpHandler current =
            exchange -> exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    private volatile boolean reached;

    /** @param directory the files, and where a certificate can be put */
    Served(Path directory) {
        this.files = new ResourceHandler(new PathResourceManager(directory));
        this.server =
                Undertow.builder()
                        .setIoThreads(1)
                        .setWorkerThreads(2)
                        .addHttpListener(0, "127.0.0.1")
                        .addHttpsListener(0, "127.0.0.1", ServerCertificate.in(directory))
                        .setHandler(this::handle)
                        .build();
        server.start();
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        reached = true;
        current.handleRequest(exchange);
    }

    private int port(boolean tls) {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(tls ? 1 : 0).getAddress();
        return address.getPort();
    }

    Outcome run(BreakwaterOptions options, Request request, Adapter.Application application) {
        try (Breakwater breakwater =
                Breakwater.of(
                        options,
                        application == Adapter.Application.FILES ? files : new WhoamiHandler())) {
            current = breakwater;
            reached = false;
            return exchange(request, port(request.tls()));
        }
    }

    private Outcome exchange(Request request, int port) {
        try (RawClient plain =
                request.tls()
                        ? RawClient.overTls(request.peer(), port, "localhost")
                        : RawClient.from(request.peer(), port)) {
            RawResponse response = plain.send(request.bytes()).read();
            return outcome(response, plain.localAddress().getPort(), port);
        }
    }

    private Outcome outcome(RawResponse response, int peerPort, int listenPort) {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put(Outcome.STATUS, Integer.toString(response.status()));
        if (!reached) {
            variables.put(Outcome.REFUSED_BY, "Undertow");
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
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
