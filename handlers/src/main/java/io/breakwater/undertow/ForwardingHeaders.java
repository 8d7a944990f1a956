package io.breakwater.undertow;

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
import org.jspecify.annotations.Nullable;

/**
 * Finds the forwarding headers of a request. Header names seen before are recognised without parsing or allocating anything; most requests
 * carry nothing else.
 */
final class ForwardingHeaders {
    private static final int SLOTS = 256;
    private static final int MAX_REMEMBERED_LENGTH = 64;

    /** Names known to be none of ours, at the place that their hash gives them; a lost race only costs a look-up. */
    private final @Nullable HttpString[] harmless = new HttpString[SLOTS];

    private final Set<HttpString> secretHeaders;

    /**
     * @param named proxies that may have secrets, whose headers are found as well
     */
    ForwardingHeaders(List<NamedProxy> named) {
        this.secretHeaders =
                named.stream()
                        .flatMap(proxy -> proxy.secret().stream())
                        .map(secret -> new HttpString(secret.header()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    List<ReceivedHeader> in(HeaderMap headers) {
        List<ReceivedHeader> found = List.of();
        for (long cookie = headers.fastIterateNonEmpty();
                cookie != -1L;
                cookie = headers.fiNextNonEmpty(cookie)) {
            HeaderValues values = headers.fiCurrent(cookie);
            if (!isHarmless(values.getHeaderName())) {
                found = plus(found, values);
            }
        }
        return found;
    }

    private boolean isHarmless(HttpString name) {
        int slot = name.hashCode() & SLOTS - 1;
        HttpString remembered = harmless[slot];
        if (remembered != null && remembered.equals(name)) {
            return true;
        }
        if (secretHeaders.contains(name) || KnownHeaders.find(name.toString()) != null) {
            return false;
        }
        if (name.length() <= MAX_REMEMBERED_LENGTH) {
            harmless[slot] = name;
        }
        return true;
    }

    private List<ReceivedHeader> plus(List<ReceivedHeader> found, HeaderValues values) {
        List<ReceivedHeader> more = found.isEmpty() ? new ArrayList<>(4) : found;
        String name = values.getHeaderName().toString();
        boolean secret = secretHeaders.contains(values.getHeaderName());
        ReceivedHeader header =
                secret ? ReceivedHeader.secret(name, values) : ReceivedHeader.of(name, values);
        if (header != null) {
            more.add(header);
        }
        return more;
    }
}
