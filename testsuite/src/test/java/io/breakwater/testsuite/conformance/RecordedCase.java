package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** One object of a case file, as it is written there. */
record RecordedCase(JsonNode json) {
    /** {@code 10.0.0.1:99}, {@code [::1]} or {@code [::1]:99}. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(\\[.*\\]|[^:]*)(?::(\\d+|<peer-port>))?");

    String id() {
        return json.get("id").asText();
    }

    JsonNode config() {
        return json.path("config");
    }

    JsonNode expect() {
        return json.path("expect");
    }

    /** Whether only the configuration is judged. */
    boolean isConfiguration() {
        boolean said = json.path("level").asText().equals("config") && !expect().has("crash");
        return said || expect().has("configError") || expect().has("httpResponseWait");
    }

    /** The request that it sends. */
    Request request() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        json.path("headers")
                .forEach(
                        line -> headers.add(Map.entry(line.get(0).asText(), line.get(1).asText())));
        String line = json.path("requestLine").asText();
        return new Request(
                peerAddress(),
                json.path("tls").asBoolean(),
                line.equals("null") ? "GET / HTTP/1.1" : line,
                headers);
    }

    /** The peer without port, brackets and zone; {@code unix} for one without an address. */
    private String peerAddress() {
        String peer = json.path("peer").asText();
        if (peer.equals("null") || peer.startsWith("unix")) {
            return "unix";
        }
        String bare = peer.replaceFirst("%.*", "");
        Matcher withPort = WITH_PORT.matcher(bare);
        String address = withPort.matches() ? withPort.group(1) : bare;
        return address.replaceAll("[\\[\\]]", "");
    }

    /** The port that the peer uses, if it matters. */
    Optional<String> peerPort() {
        Matcher withPort = WITH_PORT.matcher(json.path("peer").asText());
        return withPort.matches() ? Optional.ofNullable(withPort.group(2)) : Optional.empty();
    }

    /** The items of an array; none if it is absent or null. */
    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    @Override
    public String toString() {
        return json.toPrettyString();
    }
}
