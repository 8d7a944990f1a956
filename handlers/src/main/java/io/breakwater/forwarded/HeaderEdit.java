package io.breakwater.forwarded;

import java.util.Optional;

/**
 * What to do to a received header so that the request says no more than what was believed (B-16).
 *
 * <p>A header that says so already has none.
 *
 * @param name as received
 * @param value the one value it is to have, or empty to remove it
 */
public record HeaderEdit(String name, Optional<String> value) {
    static HeaderEdit remove(String name) {
        return new HeaderEdit(name, Optional.empty());
    }

    static HeaderEdit set(String name, String value) {
        return new HeaderEdit(name, Optional.of(value));
    }
}
