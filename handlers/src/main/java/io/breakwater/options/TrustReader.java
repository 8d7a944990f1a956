package io.breakwater.options;

import io.breakwater.forwarded.HeaderChoice;
import io.breakwater.forwarded.HopRule;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.TrustList;
import io.breakwater.forwarded.TrustPolicy;
import io.breakwater.net.InvalidValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads whom and what to believe (B-2 to B-9, B-14). */
final class TrustReader {
    private static final String PROXIES = "trusted-proxies";
    private static final String HEADERS = "trusted-proxy-headers";
    private static final String COUNT = "trusted-proxy-count";

    private final SettingsReader reader;

    TrustReader(SettingsReader reader) {
        this.reader = reader;
    }

    TrustOptions read() {
        TrustList trusted = proxies();
        HeaderChoice headers = headers();
        boolean ignoreMalformed = reader.choice("on-malformed", false, Map.of("reject", false, "ignore", true));
        TrustPolicy policy = new TrustPolicy(
                trusted, headers, hopRule(), reader.flag("strip-untrusted", true), keptHeaders(), ignoreMalformed);
        checkTogether();
        boolean observe = reader.choice("mode", false, Map.of("enforce", false, "observe", true));
        return new TrustOptions(
                policy, reader.flag("log-untrusted", true), reader.flag("allow-earlier-rewrite", false), observe);
    }

    private TrustList proxies() {
        TrustBreadth breadth = new TrustBreadth(reader, reader.flag("insecure-trust-any-peer", false));
        List<String> entries = new ArrayList<>();
        for (SettingsReader.Item item : reader.list(PROXIES)) {
            try {
                if (breadth.accepts(item, TrustList.blocksOf(item.text()))) {
                    entries.add(item.text());
                }
            } catch (InvalidValue e) {
                reader.error(item.setting(), item.text(), e.problem(), e.remedy());
            }
        }
        return TrustList.of(entries);
    }

    private HeaderChoice headers() {
        List<SettingsReader.Item> items = reader.list(HEADERS);
        List<String> names = items.stream().map(SettingsReader.Item::text).distinct().toList();
        return HeaderChoice.parse(names, refused -> items.stream()
                .filter(item -> item.text().equals(refused.name()))
                .findFirst()
                .ifPresent(item -> reader.error(
                        item.setting(), item.text(), refused.why().problem(), refused.why().remedy())));
    }

    private HopRule hopRule() {
        OptionalInt count = reader.number(COUNT, 1, 32);
        HopRule.Mode mode =
                reader.choice("trusted-proxy-mode", HopRule.Mode.WALK, Map.of("walk", HopRule.Mode.WALK, "count", HopRule.Mode.COUNT));
        return mode == HopRule.Mode.COUNT ? new HopRule(mode, OptionalInt.of(count.orElse(1))) : new HopRule(mode, count);
    }

    private Set<String> keptHeaders() {
        return new HashSet<>(reader.list("keep-headers", name -> {
            if (KnownHeaders.find(name) == null) {
                throw new InvalidValue("is not a forwarding header and is never removed", "Leave it out");
            }
            return name;
        }));
    }

    /** B-3: headers that nobody may send would be believed from everybody elsewhere; here that is refused. */
    private void checkTogether() {
        if (!reader.has(PROXIES)) {
            String remedy = "Set breakwater." + PROXIES + " to the addresses of your proxies, such as 192.0.2.10 or 10.0.0.0/8";
            reader.errorAt(HEADERS, "is to be believed, but from nobody: no proxy is trusted", remedy);
            reader.errorAt(COUNT, "counts hops, but no proxy is trusted", remedy);
        } else if (!reader.has(HEADERS)) {
            reader.warnAt(
                    PROXIES,
                    "is trusted, but no header is chosen, so nothing will be believed",
                    "Set breakwater." + HEADERS + " to the headers that your proxies set, such as X-Forwarded-For");
        }
    }
}
