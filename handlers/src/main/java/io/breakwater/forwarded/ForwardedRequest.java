package io.breakwater.forwarded;

import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a decision needs to know of a request.
 *
 * @param scheme the connection's, or the one that stands in for it ({@code url-scheme})
 * @param host the Host header, empty if there is none
 * @param headers the forwarding headers that it carries
 */
public record ForwardedRequest(Scheme scheme, Optional<String> host, List<ReceivedHeader> headers) {
    public ForwardedRequest {
        headers = List.copyOf(headers);
    }

    /** The request that has these header lines, in any case and order; the Host header is found among them. */
    public static ForwardedRequest of(Scheme scheme, List<Map.Entry<String, String>> headerLines) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> spelling = new LinkedHashMap<>();
        for (Map.Entry<String, String> line : headerLines) {
            String key = line.getKey().toLowerCase(Locale.ROOT);
            spelling.putIfAbsent(key, line.getKey());
            values.computeIfAbsent(key, k -> new ArrayList<>()).add(line.getValue());
        }
        List<ReceivedHeader> known = new ArrayList<>();
        values.forEach(
                (key, lines) -> {
                    ReceivedHeader header =
                            ReceivedHeader.of(spelling.getOrDefault(key, key), lines);
                    if (header != null) {
                        known.add(header);
                    }
                });
        return new ForwardedRequest(
                scheme, Optional.ofNullable(values.get("host")).map(lines -> lines.get(0)), known);
    }
}
