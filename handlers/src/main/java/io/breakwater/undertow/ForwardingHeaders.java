package io.breakwater.undertow;

import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.NamedProxy;
import io.breakwater.forwarded.ReceivedHeader;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the forwarding headers of a request. Most other headers fall through a sieve; what it holds without reason is recognised the next
 * time. Neither parses or allocates anything, and most requests carry nothing else.
 */
final class ForwardingHeaders {
    private static final int SLOTS = 256;
    private static final int MAX_REMEMBERED_LENGTH = 64;

    /** Names known to be none of ours, at the place that their hash gives them; a lost race only costs a look-up. */
    private final @Nullable HttpString[] harmless = new HttpString[SLOTS];

    private final Set<HttpString> secretHeaders;
    private final NameSieve sieve;

    /**
     * @param named proxies that may have secrets, whose headers are found as well
     */
    ForwardingHeaders(List<NamedProxy> named) {
        this.secretHeaders =
                named.stream()
                        .flatMap(proxy -> proxy.secret().stream())
                        .map(secret -> new HttpString(secret.header()))
                        .collect(Collectors.toUnmodifiableSet());
        this.sieve =
                new NameSieve(
                        Stream.concat(
                                KnownHeaders.all().stream().map(KnownHeader::name),
                                secretHeaders.stream().map(HttpString::toString)));
    }

    FoundHeaders in(HeaderMap headers) {
        List<ReceivedHeader> found = List.of();
        List<HttpString> names = List.of();
        for (long cookie = headers.fastIterateNonEmpty();
                cookie != -1L;
                cookie = headers.fiNextNonEmpty(cookie)) {
            HeaderValues values = headers.fiCurrent(cookie);
            HttpString name = values.getHeaderName();
            ReceivedHeader header = isHarmless(name) ? null : received(name, values);
            if (header != null) {
                found = found.isEmpty() ? new ArrayList<>(4) : found;
                names = names.isEmpty() ? new ArrayList<>(4) : names;
                found.add(header);
                names.add(name);
            }
        }
        return found.isEmpty() ? FoundHeaders.NONE : new FoundHeaders(found, names);
    }

    private boolean isHarmless(HttpString name) {
        return !sieve.holds(name) || name.equals(harmless[slot(name)]);
    }

    private static int slot(HttpString name) {
        return name.hashCode() & SLOTS - 1;
    }

    private @Nullable ReceivedHeader received(HttpString name, HeaderValues values) {
        if (secretHeaders.contains(name)) {
            return ReceivedHeader.secret(name.toString(), lines(values));
        }
        KnownHeader known = KnownHeaders.find(name.toString());
        if (known != null) {
            return new ReceivedHeader(name.toString(), known, lines(values));
        }
        if (name.length() <= MAX_REMEMBERED_LENGTH) {
            harmless[slot(name)] = name;
        }
        return null;
    }

    private static List<String> lines(HeaderValues values) {
        return values.size() == 1 ? List.of(values.getFirst()) : List.copyOf(values);
    }
}
