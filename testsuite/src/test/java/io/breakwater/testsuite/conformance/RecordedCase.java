package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One object of a case file, as it is written there. */
record RecordedCase(JsonNode json) {
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
        return json.path("level").asText().equals("config") && !expect().has("crash");
    }

    /** The request that it sends. */
    Request request() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        json.path("headers")
                .forEach(
                        line -> headers.add(Map.entry(line.get(0).asText(), line.get(1).asText())));
        String peer = json.path("peer").asText();
        int port = peer.lastIndexOf(':');
        return new Request(
                port < 0 ? peer : peer.substring(0, port),
                json.path("tls").asBoolean(),
                json.path("requestLine").asText(),
                headers);
    }

    /** The port that the peer uses, if it matters. */
    Optional<String> peerPort() {
        String peer = json.path("peer").asText();
        return peer.contains(":")
                ? Optional.of(peer.substring(peer.lastIndexOf(':') + 1))
                : Optional.empty();
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
