package io.breakwater.options;

import io.breakwater.forwarded.HeaderChoice;
import io.breakwater.forwarded.HopRule;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.NamedProxy;
import io.breakwater.forwarded.TrustList;
import io.breakwater.forwarded.TrustPolicy;
import io.breakwater.net.InvalidValue;
import java.nio.file.Path;
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
    private static final String MODE = "trusted-proxy-mode";
    private static final String COUNT = "trusted-proxy-count";

    private final SettingsReader reader;
    private final TrustBreadth breadth;
    private final List<Path> files = new ArrayList<>();

    TrustReader(SettingsReader reader) {
        this.reader = reader;
        this.breadth = new TrustBreadth(reader, reader.flag("insecure-trust-any-peer", false));
    }

    TrustOptions read() {
        boolean ignoreMalformed =
                reader.choice("on-malformed", false, Map.of("reject", false, "ignore", true));
        TrustPolicy flat =
                new TrustPolicy(
                        TrustList.of(proxies(PROXIES)),
                        headers(HEADERS),
                        hopRule(MODE, COUNT),
                        reader.flag("strip-untrusted", true),
                        keptHeaders(),
                        ignoreMalformed);
        List<NamedProxy> named = new NamedProxyReader(reader, this, flat).read();
        checkTogether(!named.isEmpty());
        boolean observe = reader.choice("mode", false, Map.of("enforce", false, "observe", true));
        return new TrustOptions(
                flat.trusting(NamedProxyReader.withoutSecret(flat.trusted(), named)),
                named,
                reader.flag("log-untrusted", true),
                reader.flag("allow-earlier-rewrite", false),
                observe,
                new WatchedFiles(files, reader.settings()),
                SharedSecrets.read(reader, "explain-token"));
    }

    /** The entries of a trust list that may stand, those of files included. */
    List<String> proxies(String key) {
        List<String> entries = new ArrayList<>();
        for (SettingsReader.Item item : reader.list(key)) {
            if (item.text().startsWith(TrustFile.PREFIX)) {
                addFile(item, entries);
            } else {
                add(item, entries);
            }
        }
        return entries;
    }

    private void addFile(SettingsReader.Item item, List<String> entries) {
        try {
            TrustFile file = TrustFile.parse(item.text());
            files.add(file.path());
            file.entries(item.setting()).forEach(entry -> add(entry, entries));
        } catch (InvalidValue e) {
            reader.error(item.setting(), item.text(), e.problem(), e.remedy());
        }
    }

    private void add(SettingsReader.Item item, List<String> entries) {
        try {
            if (breadth.accepts(item, TrustList.blocksOf(item.text()))) {
                entries.add(item.text());
            }
        } catch (InvalidValue e) {
            reader.error(item.setting(), item.text(), e.problem(), e.remedy());
        }
    }

    HeaderChoice headers(String key) {
        List<SettingsReader.Item> items = reader.list(key);
        List<String> names = items.stream().map(SettingsReader.Item::text).distinct().toList();
        return HeaderChoice.parse(
                names,
                refused ->
                        items.stream()
                                .filter(item -> item.text().equals(refused.name()))
                                .findFirst()
                                .ifPresent(
                                        item ->
                                                reader.error(
                                                        item.setting(),
                                                        item.text(),
                                                        refused.why().problem(),
                                                        refused.why().remedy())));
    }

    HopRule hopRule(String modeKey, String countKey) {
        OptionalInt count = reader.number(countKey, 1, 32);
        HopRule.Mode mode =
                reader.choice(
                        modeKey,
                        HopRule.Mode.WALK,
                        Map.of("walk", HopRule.Mode.WALK, "count", HopRule.Mode.COUNT));
        return mode == HopRule.Mode.COUNT
                ? new HopRule(mode, OptionalInt.of(count.orElse(1)))
                : new HopRule(mode, count);
    }

    private Set<String> keptHeaders() {
        return new HashSet<>(
                reader.list(
                        "keep-headers",
                        name -> {
                            if (KnownHeaders.find(name) == null) {
                                throw new InvalidValue(
                                        "is not a forwarding header and is never removed",
                                        "Leave it out");
                            }
                            return name;
                        }));
    }

    /** B-3: headers that nobody may send would be believed from everybody elsewhere; here that is refused. */
    private void checkTogether(boolean hasNamed) {
        if (!reader.hasItems(PROXIES) && !hasNamed) {
            String remedy =
                    "Set breakwater."
                            + PROXIES
                            + " to the addresses of your proxies, such as 192.0.2.10 or 10.0.0.0/8";
            reader.errorAt(
                    HEADERS, "is to be believed, but from nobody: no proxy is trusted", remedy);
            reader.errorAt(COUNT, "counts hops, but no proxy is trusted", remedy);
        } else if (!reader.hasItems(HEADERS)) {
            reader.warnAt(
                    PROXIES,
                    "is trusted, but no header is chosen, so nothing will be believed",
                    "Set breakwater."
                            + HEADERS
                            + " to the headers that your proxies set, such as X-Forwarded-For");
        }
    }
}
