package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Via header under a pseudonym (RFC 9110 section 7.6.3, P-6).
 *
 * <table>
 * <caption>{@link #appendedTo} and {@link #isLoop} for the pseudonym {@code edge}</caption>
 * <tr><td>none</td><td>{@code 1.1 edge}</td><td>no loop</td></tr>
 * <tr><td>{@code 1.0 fred, 2 Edge (x, y)}</td><td>{@code 1.0 fred, 2 Edge (x, y), 1.1 edge}</td><td>no loop: once is us in front of us</td></tr>
 * <tr><td>{@code 1.1 edge, 1.1 edge}</td><td></td><td>loop</td></tr>
 * </table>
 */
public record Via(String pseudonym) {
    private static final int LOOP = 2;

    /** The value to send, for a request that came with this protocol. */
    String appendedTo(@Nullable List<String> lines, HttpString protocol) {
        String name = protocol.toString();
        String own = name.substring(name.indexOf('/') + 1) + " " + pseudonym;
        return lines == null || lines.isEmpty() ? own : String.join(", ", lines) + ", " + own;
    }

    /** The pseudonym as an item of a structured field (RFC 9651 section 3.3): a token where it is one, else a string. */
    String asItem() {
        char first = pseudonym.charAt(0);
        boolean token = first == '*' || Ascii.isAlphanumeric(first) && !Ascii.isDigit(first);
        return token ? pseudonym : "\"" + pseudonym + "\"";
    }

    /** Whether the request has passed here twice already. */
    boolean isLoop(@Nullable List<String> lines) {
        if (lines == null) {
            return false;
        }
        String own = pseudonym.toLowerCase(Locale.ROOT);
        return lines.stream()
                        .flatMap(
                                line ->
                                        List.of(line.toLowerCase(Locale.ROOT).split(",", -1))
                                                .stream())
                        .filter(member -> receivedBy(Ascii.trim(member)).equals(own))
                        .count()
                >= LOOP;
    }

    /** The second word of {@code [name/]version received-by [comment]}. */
    private static String receivedBy(String member) {
        String[] words = member.split("[ \\t]+", 3);
        return words.length < 2 ? "" : words[1];
    }
}
