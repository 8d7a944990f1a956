package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the whoami page says an application sees.
 *
 * @param environ the CGI variables and WSGI's two
 * @param url the request's URL as the application would rebuild it
 * @param headers all that is left of the request's headers, names in any case
 * @param verdict of the decision
 */
record Whoami(
        Map<String, String> environ,
        String url,
        SortedMap<String, List<String>> headers,
        String verdict) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORWARDING = List.of("x-", "x_", "forwarded", "remote");

    static Whoami ask(RawClient client, String host, String target, String... headerLines) {
        String[] all =
                Stream.concat(Stream.of("Accept: application/json"), Stream.of(headerLines))
                        .toArray(String[]::new);
        return of(client.get(host, target, all));
    }

    static Whoami ask(String from, int port, String host, String target, String... headerLines) {
        try (RawClient client = RawClient.from(from, port)) {
            return ask(client, host, target, headerLines);
        }
    }

    /** The headers that say where the request came from, as the application received them. */
    Map<String, List<String>> forwardingHeaders() {
        SortedMap<String, List<String>> forwarding = new TreeMap<>(headers);
        forwarding
                .keySet()
                .removeIf(
                        name ->
                                FORWARDING.stream()
                                        .noneMatch(name.toLowerCase(Locale.ROOT)::startsWith));
        return forwarding;
    }

    /** Reads the page, which is JSON unless a browser asks. */
    static Whoami of(RawResponse response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        try {
            JsonNode page = JSON.readTree(response.text());
            SortedMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(
                    JSON.convertValue(
                            page.path("headers"),
                            new TypeReference<Map<String, List<String>>>() {}));
            return new Whoami(
                    JSON.convertValue(
                            page.path("environ"), new TypeReference<Map<String, String>>() {}),
                    page.path("url").asText(),
                    headers,
                    page.path("decision").path("verdict").asText());
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no whoami page: " + response.text(), wrong);
        }
    }
}
