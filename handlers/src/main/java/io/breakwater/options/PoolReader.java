package io.breakwater.options;

import io.breakwater.net.Ascii;
import io.breakwater.net.InvalidValue;
import io.breakwater.options.PoolOptions.Balance;
import io.breakwater.options.PoolOptions.HealthCheck;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how the requests of one route are shared out among its targets (P-16, P-17). */
final class PoolReader {
    private static final int MAX_RETRIES = 10;
    private static final int MAX_CONNECTIONS = 100_000;
    private static final Map<String, Balance> POLICIES =
            Map.of(
                    "round-robin", Balance.ROUND_ROBIN,
                    "least-connections", Balance.LEAST_CONNECTIONS,
                    "client-hash", Balance.CLIENT_HASH);

    private final SettingsReader reader;
    private final String prefix;

    /** @param prefix of the route's keys */
    PoolReader(SettingsReader reader, String prefix) {
        this.reader = reader;
        this.prefix = prefix;
    }

    PoolOptions read(int targets) {
        PoolOptions standard = PoolOptions.DEFAULT;
        Optional<String> cookie = reader.value(prefix + "sticky-cookie", PoolReader::cookieName);
        Balance balance = reader.choice(prefix + "balance", standard.balance(), POLICIES);
        OptionalInt maxConnections = reader.number(prefix + "max-connections", 1, MAX_CONNECTIONS);
        OptionalInt queue = reader.number(prefix + "queue", 0, MAX_CONNECTIONS);
        if (targets == 1) {
            warnThatOneIsEnough("sticky-cookie");
            warnThatOneIsEnough("balance");
        }
        if (maxConnections.isEmpty()) {
            needs("queue", "max-connections", "requests wait only where connections are limited");
        }
        return new PoolOptions(
                balance,
                cookie,
                reader.number(prefix + "retries", 0, MAX_RETRIES).orElse(standard.retries()),
                maxConnections,
                queue.orElse(standard.queue()),
                health());
    }

    private Optional<HealthCheck> health() {
        Optional<String> path = reader.value(prefix + "health.path", PoolReader::path);
        HealthCheck check =
                new HealthCheck(
                        path.orElse("/"),
                        reader.duration(prefix + "health.interval")
                                .orElse(HealthCheck.DEFAULT_INTERVAL),
                        reader.duration(prefix + "health.timeout")
                                .orElse(HealthCheck.DEFAULT_TIMEOUT));
        if (!reader.has(prefix + "health.path")) {
            needs("health.interval", "health.path", "nothing is checked");
            needs("health.timeout", "health.path", "nothing is checked");
        }
        return path.map(checked -> check);
    }

    private void warnThatOneIsEnough(String leaf) {
        reader.warnAt(
                prefix + leaf,
                "has no effect: the route has one target",
                "Leave it out, or name several targets in " + Keys.PREFIX + prefix + "upstream");
    }

    private void needs(String leaf, String other, String why) {
        reader.errorAt(
                prefix + leaf,
                "is set without " + Keys.PREFIX + prefix + other + ", and " + why,
                "Set that key too, or leave this one out");
    }

    /** RFC 6265 section 4.1.1. Names with a prefix of RFC 6265bis demand attributes that depend on the request. */
    private static String cookieName(String text) {
        if (!text.chars().allMatch(c -> Ascii.isTokenChar((char) c))) {
            throw new InvalidValue("is not the name of a cookie", "Use letters, digits, - and _");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("__host-") || lower.startsWith("__secure-")) {
            throw new InvalidValue(
                    "is a name that browsers do not take under every path and scheme",
                    "Leave the prefix out");
        }
        return text;
    }

    private static String path(String text) {
        if (!text.startsWith("/")) {
            throw new InvalidValue("does not begin with a slash", "Write /" + text);
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            throw new InvalidValue("has characters that a path cannot have", "Percent-encode them");
        }
        return text;
    }
}
