package io.breakwater.testsuite.peers;

import java.util.List;
import java.util.Locale;

/** One header line as it was on the wire: the name as spelled, the value without the white space around it. */
public record RawHeader(String name, String value) {
    static RawHeader parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a header line without a colon: " + line);
        }
        return new RawHeader(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    /** All values of a name, in any case, in their order. */
    static List<String> values(List<RawHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .map(RawHeader::value)
                .toList();
    }

    /** True when a list header carries the token, in any case. */
    static boolean hasToken(List<RawHeader> headers, String name, String token) {
        return values(headers, name).stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .flatMap(value -> List.of(value.split("[ \t]*,[ \t]*")).stream())
                .anyMatch(token::equals);
    }
}
