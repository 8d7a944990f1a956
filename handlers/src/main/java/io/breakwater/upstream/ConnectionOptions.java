package io.breakwater.upstream;

import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.Ascii;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a message's Connection header names (RFC 9110 section 7.6.1): fields that go no further.
 *
 * @param names all members that are tokens
 */
record ConnectionOptions(List<HttpString> names) {
    private static final Set<HttpString> PROTECTED =
            Set.of(Headers.HOST, Headers.COOKIE, Headers.AUTHORIZATION, Headers.TRANSFER_ENCODING);

    static final ConnectionOptions NONE = new ConnectionOptions(List.of());

    static ConnectionOptions of(HeaderMap headers) {
        HeaderValues lines = headers.get(Headers.CONNECTION);
        if (lines == null || lines.size() == 1 && isOrdinary(lines.getFirst())) {
            return NONE;
        }
        List<HttpString> names = new ArrayList<>();
        for (String line : lines) {
            for (String member : line.split(",", -1)) {
                addTo(names, Ascii.trim(member));
            }
        }
        return new ConnectionOptions(List.copyOf(names));
    }

    private static boolean isOrdinary(String line) {
        return line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close");
    }

    private static void addTo(List<HttpString> names, String member) {
        if (!member.isEmpty() && member.chars().allMatch(c -> Ascii.isTokenChar((char) c))) {
            names.add(new HttpString(member));
        }
    }

    boolean contains(HttpString name) {
        return names.contains(name);
    }

    /** Whether a field is named that nobody may make disappear: who asks, for what, as whom, and how long the message is (P-5). */
    boolean namesProtectedField() {
        return names.stream().anyMatch(ConnectionOptions::isProtected);
    }

    private static boolean isProtected(HttpString name) {
        boolean content = name.toString().toLowerCase(Locale.ROOT).startsWith("content-");
        return content || PROTECTED.contains(name) || KnownHeaders.find(name.toString()) != null;
    }

    void removeFrom(HeaderMap headers) {
        names.forEach(headers::remove);
    }
}
