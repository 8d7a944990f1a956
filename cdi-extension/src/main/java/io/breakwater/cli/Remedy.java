package io.breakwater.cli;

import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.HeaderOutcome;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.NamedProxy;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The key to set if a stranger of whom forwarding headers came is a proxy after all. */
final class Remedy {
    private Remedy() {}

    static Optional<String> of(Resolution resolution, BreakwaterOptions options) {
        if (!(resolution instanceof Resolution.Untrusted)) {
            return Optional.empty();
        }
        return Optional.of(
                secretless(resolution, options).orElseGet(() -> address(resolution, options)));
    }

    /** The peer of a named entry whose secret did not come. */
    private static Optional<String> secretless(Resolution resolution, BreakwaterOptions options) {
        return options.trust().named().stream()
                .filter(proxy -> proxy.addresses().entryFor(resolution.peer()) != null)
                .findFirst()
                .map(NamedProxy::id)
                .map(
                        id ->
                                "It does not carry what "
                                        + Keys.PREFIX
                                        + "proxies."
                                        + id
                                        + ".secret wants: let the proxy send that in the header of "
                                        + Keys.PREFIX
                                        + "proxies."
                                        + id
                                        + ".secret-header.");
    }

    private static String address(Resolution resolution, BreakwaterOptions options) {
        String peer = resolution.peer().address().map(IpAddress::toString).orElse("unix");
        String trust = Keys.PREFIX + "trusted-proxies=" + peer;
        boolean chosen = !options.trust().policy().headers().isEmpty();
        return "If this peer is your proxy, set "
                + trust
                + (chosen ? "" : headers(resolution))
                + ".";
    }

    private static String headers(Resolution resolution) {
        Map<HeaderGroup, String> names = new LinkedHashMap<>();
        for (HeaderOutcome header : resolution.outcomes()) {
            KnownHeader known = KnownHeaders.selectable(header.name());
            if (known != null) {
                names.putIfAbsent(known.group(), known.name());
            }
        }
        if (names.size() > 1) {
            names.remove(HeaderGroup.FAMILY); // tells the same as the others
        }
        return names.isEmpty()
                ? ""
                : " and, of these, "
                        + Keys.PREFIX
                        + "trusted-proxy-headers="
                        + String.join(",", names.values())
                        + " if it sets them";
    }
}
