package io.breakwater.forwarded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A forwarding header as it came with a request.
 *
 * @param name as received
 * @param known its row in the table
 * @param lines the values of all its lines, in order
 */
public record ReceivedHeader(String name, KnownHeader known, List<String> lines) {
    public ReceivedHeader {
        lines = List.copyOf(lines);
    }

    /** The header if it is a forwarding header, else null. */
    public static @Nullable ReceivedHeader of(String name, List<String> lines) {
        KnownHeader known = KnownHeaders.find(name);
        return known == null ? null : new ReceivedHeader(name, known, lines);
    }

    /** A header that carries a proxy's shared secret (B-4). */
    public static ReceivedHeader secret(String name, List<String> lines) {
        return new ReceivedHeader(name, KnownHeader.secret(name), lines);
    }

    boolean isSecret() {
        return known.use() == KnownHeader.Use.SECRET;
    }

    /** Whether the name is the known one and not an alias that only folds to it (B-7). */
    boolean isExact() {
        return known.spells(name);
    }

    /** Whether it has this one value and no other. */
    boolean says(String value) {
        return lines.size() == 1 && lines.get(0).equals(value);
    }

    /** All lines as one list value (B-8). */
    public String joined() {
        return lines.size() == 1 ? lines.get(0) : String.join(", ", lines);
    }
}
