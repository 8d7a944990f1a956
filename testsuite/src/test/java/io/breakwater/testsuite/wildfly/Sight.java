package io.breakwater.testsuite.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a servlet says that it saw.
 *
 * @param facts by name
 * @param headers all that arrived, names in any case
 */
record Sight(SortedMap<String, String> facts, SortedMap<String, String> headers) {
    static final String HOST = "www.example.com";

    /** Asks from a loopback address, for {@value #HOST}. */
    static Sight of(String from, int port, String target, String... headerLines) {
        return of(RawClient.get(from, port, HOST, target, headerLines));
    }

    static Sight of(RawResponse response) {
        assertThat(response.status()).as(response.head() + response.text()).isIn(200, 409);
        SortedMap<String, String> facts = new TreeMap<>();
        SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : response.text().lines().toList()) {
            int colon = line.indexOf(": ");
            int equals = line.indexOf('=');
            if (colon > 0 && (equals < 0 || colon < equals)) {
                headers.put(line.substring(0, colon), line.substring(colon + 2));
            } else {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Sight(facts, headers);
    }

    String fact(String name) {
        return String.valueOf(facts.get(name));
    }

    /** The names of the headers that say where a request came from. */
    List<String> forwardingHeaders() {
        return headers.keySet().stream()
                .filter(
                        name ->
                                name.regionMatches(true, 0, "X-", 0, 2)
                                        || name.equalsIgnoreCase("Forwarded"))
                .toList();
    }
}
