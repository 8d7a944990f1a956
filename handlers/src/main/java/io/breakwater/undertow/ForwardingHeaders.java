package io.breakwater.undertow;

import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.NamedProxy;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the forwarding headers of a request. Most others have a name that is known by its object, or fall through a sieve; what that
 * holds without reason is recognised the next time. Nothing is parsed or allocated for them, and most requests carry nothing else.
 */
final class ForwardingHeaders {
    private static final int SLOTS = 256;
    private static final int MAX_REMEMBERED_LENGTH = 64;

    /** Names known to be none of ours, at the place that their hash gives them; a lost race only costs a look-up. */
    private final @Nullable HttpString[] harmless = new HttpString[SLOTS];

    /** In any case, without aliases; never changed. */
    private final Map<HttpString, KnownHeader> byName = new HashMap<>();

    private final UsualNames usual;
    private final NameSieve sieve;

    /**
     * @param named proxies that may have secrets, whose headers are found as well
     */
    ForwardingHeaders(List<NamedProxy> named) {
        KnownHeaders.all().forEach(this::add);
        named.stream()
                .flatMap(proxy -> proxy.secret().stream())
                .forEach(secret -> add(KnownHeader.secret(secret.header())));
        this.usual = new UsualNames(byName);
        this.sieve = new NameSieve(byName.keySet().stream().map(HttpString::toString));
    }

    private void add(KnownHeader row) {
        HttpString common = Headers.fromCache(row.name()); // the parser's own: no need to compare
        byName.put(common != null ? common : new HttpString(row.name()), row);
    }

    FoundHeaders in(HeaderMap headers) {
        FoundHeaders found = FoundHeaders.NONE;
        for (long cookie = headers.fastIterateNonEmpty();
                cookie != -1L;
                cookie = headers.fiNextNonEmpty(cookie)) {
            HeaderValues values = headers.fiCurrent(cookie);
            HttpString name = values.getHeaderName();
            KnownHeader row = usual.have(name) ? usual.row(name) : find(name);
            if (row != null) {
                found = found.isEmpty() ? new FoundHeaders() : found;
                found.add(values, row);
            }
        }
        return found;
    }

    private @Nullable KnownHeader find(HttpString name) {
        if (!sieve.holds(name)) {
            return null;
        }
        KnownHeader row = byName.get(name);
        return row != null || name.equals(harmless[slot(name)]) ? row : findAlias(name);
    }

    private @Nullable KnownHeader findAlias(HttpString name) {
        KnownHeader known = KnownHeaders.find(name.toString());
        if (known == null && name.length() <= MAX_REMEMBERED_LENGTH) {
            harmless[slot(name)] = name;
        }
        return known;
    }

    private static int slot(HttpString name) {
        return name.hashCode() & SLOTS - 1;
    }
}
