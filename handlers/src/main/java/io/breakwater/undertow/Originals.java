package io.breakwater.undertow;

import io.breakwater.forwarded.ReceivedHeader;
import java.util.List;
import java.util.Optional;

/**
 * What a request said before the decision was carried out (B-16).
 *
 * @param scheme of the connection
 * @param host the Host header
 * @param headers its forwarding headers
 */
public record Originals(String scheme, Optional<String> host, List<ReceivedHeader> headers) {
    public Originals {
        headers = List.copyOf(headers);
    }
}
