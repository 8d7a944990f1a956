package io.breakwater.testsuite.conformance;

import io.breakwater.options.Setting;
import io.breakwater.testsuite.peers.Passage;
import io.breakwater.testsuite.peers.RawHeader;
import io.breakwater.testsuite.peers.RawRequest;
import io.breakwater.testsuite.peers.RawUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What settings can lead to besides the server itself: an upstream, on a port and on a unix socket, and a port where nobody listens. */
final class Surroundings implements AutoCloseable {
    private final RawUpstream upstream = RawUpstream.start();
    private final Socket closedPort = new Socket();
    private final Passage entrance;
    private final Path directory;
    private final Path socket;

    Surroundings(Path directory) throws IOException {
        this.directory = directory;
        this.socket = directory.resolve("upstream.sock");
        this.entrance = Passage.fromUnix(socket, upstream.port());
        closedPort.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    /** The settings with what is known only now. */
    List<Setting> filledIn(List<Setting> settings, int tlsPort) {
        Map<String, String> places =
                Map.of(
                        Outcome.UPSTREAM_PORT, Integer.toString(upstream.port()),
                        Outcome.UPSTREAM_SOCKET, socket.toString(),
                        Outcome.CLOSED_PORT, Integer.toString(closedPort.getLocalPort()),
                        Outcome.TLS_PORT, Integer.toString(tlsPort),
                        Outcome.FILES, directory.toString());
        return settings.stream()
                .map(
                        setting ->
                                new Setting(
                                        setting.key(),
                                        filledIn(setting.value(), places),
                                        setting.source()))
                .toList();
    }

    private static String filledIn(String text, Map<String, String> places) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }

    void answerWith(String answer) {
        upstream.answerOtherwise(answer.replace(Outcome.UPSTREAM_PORT, port()));
    }

    private String port() {
        return Integer.toString(upstream.port());
    }

    /** The request that the upstream got, if it got one; more than one where one was sent fails. */
    void takeInto(SortedMap<String, String> variables) {
        if (!upstream.requests().isEmpty()) {
            RawRequest request = upstream.take();
            variables.put(Outcome.UPSTREAM_LINE, request.requestLine());
            put(Outcome.UPSTREAM, request.headers(), variables);
            if (!request.body().isEmpty()) {
                variables.put(Outcome.UPSTREAM + "body", request.body());
            }
        }
        if (!upstream.requests().isEmpty()) {
            throw new AssertionError("a second request reached the upstream: " + upstream.take());
        }
        variables.replace(Outcome.UPSTREAM + "X-Forwarded-Server", localName(), Outcome.LOCAL_NAME);
        variables.replaceAll(
                (name, value) -> value.replace(":" + port(), ":" + Outcome.UPSTREAM_PORT));
    }

    /** What is told of a server that has no configured name (P-6). */
    private static String localName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "127.0.0.1";
        }
    }

    static void put(String which, List<RawHeader> headers, SortedMap<String, String> variables) {
        headers.forEach(
                header ->
                        variables.merge(
                                which + header.name(), header.value(), (a, b) -> a + ", " + b));
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        closedPort.close();
        upstream.close();
    }
}
