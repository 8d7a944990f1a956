package io.breakwater.options;

import io.breakwater.forwarded.HeaderChoice;
import io.breakwater.forwarded.HopRule;
import io.breakwater.forwarded.NamedProxy;
import io.breakwater.forwarded.SharedSecret;
import io.breakwater.forwarded.TrustList;
import io.breakwater.forwarded.TrustPolicy;
import io.breakwater.net.Ascii;
import io.breakwater.net.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the proxies that have settings of their own (B-4). */
final class NamedProxyReader {
    private static final String GROUP = "proxies";

    private final SettingsReader reader;
    private final TrustReader trust;
    private final TrustPolicy flat;

    NamedProxyReader(SettingsReader reader, TrustReader trust, TrustPolicy flat) {
        this.reader = reader;
        this.trust = trust;
        this.flat = flat;
    }

    List<NamedProxy> read() {
        List<NamedProxy> named = reader.settings().ids(GROUP).stream().map(this::read).toList();
        TrustList hops = withoutSecret(flat.trusted(), named);
        return named.stream()
                .map(
                        proxy ->
                                new NamedProxy(
                                        proxy.id(),
                                        proxy.addresses(),
                                        proxy.policy().trusting(hops.plus(proxy.addresses())),
                                        proxy.secret()))
                .toList();
    }

    /** The hops that count as trusted whoever sends a request: an address alone is not enough where a secret is needed. */
    static TrustList withoutSecret(TrustList flat, List<NamedProxy> named) {
        TrustList hops = flat;
        for (NamedProxy proxy : named) {
            hops = proxy.secret().isEmpty() ? hops.plus(proxy.addresses()) : hops;
        }
        return hops;
    }

    private NamedProxy read(String id) {
        String prefix = GROUP + "." + id + ".";
        List<String> addresses = new ArrayList<>(trust.proxies(prefix + "addresses"));
        if (!reader.hasItems(prefix + "addresses")) {
            reader.missing(
                    prefix + "addresses",
                    Optional.empty(),
                    "Set it to the addresses of these proxies");
        }
        boolean ownHeaders = reader.hasItems(prefix + "headers");
        HeaderChoice headers = ownHeaders ? trust.headers(prefix + "headers") : flat.headers();
        boolean ownHops = reader.has(prefix + "mode") || reader.has(prefix + "count");
        HopRule hops = ownHops ? trust.hopRule(prefix + "mode", prefix + "count") : flat.hops();
        TrustPolicy policy =
                new TrustPolicy(
                        TrustList.NOBODY,
                        headers,
                        hops,
                        flat.strip(),
                        flat.keep(),
                        flat.ignoreMalformed());
        return new NamedProxy(id, TrustList.of(addresses), policy, secret(prefix));
    }

    private Optional<SharedSecret> secret(String prefix) {
        String headerKey = prefix + "secret-header";
        String secretKey = prefix + "secret";
        if (reader.has(headerKey) != reader.has(secretKey)) {
            String missing = reader.has(headerKey) ? secretKey : headerKey;
            reader.missing(
                    missing, Optional.empty(), "Set both the header and the secret, or neither");
        }
        Optional<String> header = reader.value(headerKey, NamedProxyReader::headerName);
        Optional<String> secret = SharedSecrets.read(reader, secretKey);
        return header.isPresent() && secret.isPresent()
                ? Optional.of(new SharedSecret(header.get(), secret.get()))
                : Optional.empty();
    }

    private static String headerName(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> Ascii.isTokenChar((char) c))) {
            throw new InvalidValue("is not a header name", "Write a name such as X-Edge-Secret");
        }
        return text;
    }
}
