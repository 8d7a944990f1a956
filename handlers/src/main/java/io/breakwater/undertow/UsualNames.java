package io.breakwater.undertow;

import io.breakwater.forwarded.KnownHeader;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names for which Undertow's parser has one object each, and so those of most headers: they are told by identity, without a look at a
 * single character. The table is made once, of constants; no client can add to it.
 */
final class UsualNames {
    /** What browsers and proxies send besides. */
    private static final List<HttpString> ORDINARY =
            List.of(
                    Headers.ACCEPT,
                    Headers.ACCEPT_CHARSET,
                    Headers.ACCEPT_ENCODING,
                    Headers.ACCEPT_LANGUAGE,
                    Headers.AUTHORIZATION,
                    Headers.CACHE_CONTROL,
                    Headers.CONNECTION,
                    Headers.CONTENT_LENGTH,
                    Headers.CONTENT_TYPE,
                    Headers.COOKIE,
                    Headers.EXPECT,
                    Headers.HOST,
                    Headers.IF_MATCH,
                    Headers.IF_MODIFIED_SINCE,
                    Headers.IF_NONE_MATCH,
                    Headers.IF_RANGE,
                    Headers.IF_UNMODIFIED_SINCE,
                    Headers.ORIGIN,
                    Headers.PRAGMA,
                    Headers.RANGE,
                    Headers.REFERER,
                    Headers.TE,
                    Headers.TRANSFER_ENCODING,
                    Headers.UPGRADE,
                    Headers.USER_AGENT,
                    Headers.VIA);

    private static final int SLOTS = 1_024;

    /** Each at the place that its hash gives it; of two that meet there, the first. */
    private final @Nullable HttpString[] names = new HttpString[SLOTS];

    /** At the same places; null for ordinary names. */
    private final @Nullable KnownHeader[] rows = new KnownHeader[SLOTS];

    /**
     * @param known the rows of forwarding headers, by the parser's objects where it has one
     */
    UsualNames(Map<HttpString, KnownHeader> known) {
        ORDINARY.stream().filter(name -> !known.containsKey(name)).forEach(name -> add(name, null));
        known.forEach(this::add);
    }

    private void add(HttpString name, @Nullable KnownHeader row) {
        int slot = slot(name);
        if (names[slot] == null) {
            names[slot] = name;
            rows[slot] = row;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    boolean have(HttpString name) {
        return names[slot(name)] == name;
    }

    /** The row of a name that is {@linkplain #have here}; null for an ordinary header. */
    @Nullable KnownHeader row(HttpString name) {
        return rows[slot(name)];
    }

    private static int slot(HttpString name) {
        return name.hashCode() & SLOTS - 1;
    }
}
