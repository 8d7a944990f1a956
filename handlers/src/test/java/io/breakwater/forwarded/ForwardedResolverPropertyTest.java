package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for all requests, tried on random ones; the seed is fixed, so that a failure is found again. */
class ForwardedResolverPropertyTest {
    private static final int ROUNDS = 20_000;
    private static final List<String> PEERS =
            List.of("10.0.0.7", "127.0.0.1", "203.0.113.9", "unix");
    private static final List<String> NODES =
            List.of(
                    "203.0.113.5",
                    "10.0.0.9",
                    "10.0.0.8:5000",
                    "198.51.100.1:99",
                    "2001:DB8::1",
                    "[2001:db8:aaaa::7]:443",
                    "\"10.0.0.1\"",
                    "unknown",
                    "_hidden",
                    "::ffff:10.0.0.3",
                    "localhost",
                    "<b>",
                    "\"",
                    "",
                    "10.9");
    private static final List<String> GOOD_NODES = NODES.subList(0, 10);
    private static final List<String> SCHEMES =
            List.of("http", "https", "HTTPS", "on", "", "gopher");
    private static final List<String> HOSTS =
            List.of(
                    "a.example",
                    "B.example:8443",
                    "[2001:db8::1]",
                    "c:80",
                    "d:443",
                    "e/f",
                    "",
                    "g h");
    private static final List<String> PORTS = List.of("80", "443", "8443", "0443", "0", "x", "");
    private static final List<String> PREFIXES = List.of("/shop", "/a/b/", "/", "//x", "x", "");

    private static final List<String> CLIENTS =
            List.of("203.0.113.5", "198.51.100.1:99", "[2001:db8::1]:443", "unknown", "_hidden");
    private static final List<String> TRUSTED_NODES =
            List.of("10.0.0.9", "10.0.0.8:5000", "127.0.0.1", "[2001:db8:aaaa::7]");
    private static final List<String> FORGED =
            List.of(
                    "127.0.0.1",
                    "10.0.0.1",
                    "unknown",
                    "https",
                    "evil.example",
                    "<b>",
                    "443",
                    "x y");
    private static final List<String> FORGED_TOKENS =
            List.of("127.0.0.1", "https", "evil.example", "443", "gopher");

    private final SplittableRandom random = new SplittableRandom(7239);

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String list(List<String> of, int most) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            items.add(any(of));
        }
        return String.join(", ", items);
    }

    private TrustPolicy policy() {
        List<String> names = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            names.add("Forwarded");
        } else {
            names.add(
                    any(
                            List.of(
                                    "X-Forwarded-For",
                                    "X-Forwarded-For",
                                    "X-Forwarded-For",
                                    "X-Real-IP")));
            names.add(any(List.of("X-Forwarded-Proto", "X-Forwarded-SSL")));
            names.addAll(List.of("X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Server"));
        }
        String[] chosen = names.toArray(String[]::new);
        return switch (random.nextInt(4)) {
            case 0 -> Asked.walk(chosen);
            case 1 -> Asked.walkAtMost(random.nextInt(1, 4), chosen);
            case 2 -> Asked.count(random.nextInt(1, 4), chosen);
            default -> Asked.ignoringMalformed(chosen);
        };
    }

    private String headers() {
        List<String> lines =
                new ArrayList<>(List.of("Host: " + any(List.of("h", "h:8080", "h:443"))));
        maybe(lines, "X-Forwarded-For: " + list(NODES, 4));
        maybe(lines, "X-Forwarded-For: " + list(NODES, 2));
        maybe(lines, "X-Real-IP: " + any(NODES));
        maybe(lines, "X-Forwarded-Proto: " + list(SCHEMES, 2));
        maybe(lines, "X-Forwarded-SSL: " + any(SCHEMES));
        maybe(lines, "X-Forwarded-Host: " + list(HOSTS, 3));
        maybe(lines, "X-Forwarded-Server: " + list(HOSTS, 2));
        maybe(lines, "X-Forwarded-Port: " + list(PORTS, 2));
        maybe(lines, "X-Forwarded-Prefix: " + any(PREFIXES));
        maybe(lines, "Forwarded: for=" + list(NODES, 3).replace(", ", ", for="));
        maybe(
                lines,
                "Forwarded: for="
                        + any(GOOD_NODES)
                        + ";proto="
                        + any(SCHEMES)
                        + ";host=\""
                        + any(HOSTS)
                        + "\"");
        return String.join(Asked.SEPARATOR, lines);
    }

    private void maybe(List<String> lines, String line) {
        if (random.nextInt(2) == 0) {
            lines.add(line);
        }
    }

    private Asked anything() {
        return Asked.from(any(PEERS), any(List.of(Scheme.values())), policy(), headers());
    }

    /** B-16, B-17: an application, or a second copy of Breakwater, that asks again is told the same. */
    @Test
    void decidingAgainOnWhatWasLeftChangesNothing() {
        int believed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Asked asked = anything();
            if (!(asked.resolve() instanceof Resolution.Malformed)) {
                Asked again = asked.again();
                assertThat(again.client()).as("client of %s", asked).isEqualTo(asked.client());
                assertThat(schemeAndHost(again))
                        .as("URL of %s", asked)
                        .isEqualTo(schemeAndHost(asked));
                assertThat(again.again().lines())
                        .as("headers of %s", asked)
                        .isEqualTo(again.lines());
                believed += asked.client().equals("peer") ? 0 : 1;
            }
        }
        assertThat(believed).isGreaterThan(ROUNDS / 20);
    }

    /** The prefix is left out: its header is gone, and the exchange carries it. */
    private static String schemeAndHost(Asked asked) {
        String[] words = asked.url().split(" ");
        return words[0] + " " + words[1];
    }

    /** B-9 to B-11: a client decides what lies left of what the proxies append, and nothing else. */
    @Test
    void addingEntriesOnTheLeftNeverChangesTheResult() {
        for (int i = 0; i < ROUNDS; i++) {
            int trustedHops = random.nextInt(4);
            Chain chain =
                    new Chain(
                            any(CLIENTS), trustedHops, random.nextBoolean(), random.nextBoolean());
            int forged = random.nextInt(1, 5);
            String[] chosen = {
                "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port"
            };
            TrustPolicy policy =
                    random.nextBoolean()
                            ? Asked.walk(chosen)
                            : Asked.count(trustedHops + 1, chosen);
            assertSame(Asked.of(policy, chain.lines(0)), Asked.of(policy, chain.lines(forged)));
        }
    }

    @Test
    void addingElementsOnTheLeftNeverChangesTheResult() {
        for (int i = 0; i < ROUNDS; i++) {
            int trustedHops = random.nextInt(4);
            String elements = "for=" + any(CLIENTS) + parameters() + trustedElements(trustedHops);
            StringBuilder forged = new StringBuilder();
            for (int k = random.nextInt(1, 5); k > 0; k--) {
                forged.append("for=\"")
                        .append(any(FORGED))
                        .append("\";proto=")
                        .append(any(FORGED_TOKENS))
                        .append(";host=")
                        .append(any(FORGED_TOKENS))
                        .append(", ");
            }
            TrustPolicy policy =
                    random.nextBoolean()
                            ? Asked.walk("Forwarded")
                            : Asked.count(trustedHops + 1, "Forwarded");
            assertSame(
                    Asked.of(policy, "Host: h && Forwarded: " + elements),
                    Asked.of(policy, "Host: h && Forwarded: " + forged + elements));
        }
    }

    private String parameters() {
        return (random.nextBoolean() ? ";proto=" + any(List.of("http", "https")) : "")
                + (random.nextBoolean()
                        ? ";host=" + any(List.of("a.example", "b.example:8443"))
                        : "");
    }

    private String trustedElements(int hops) {
        StringBuilder elements = new StringBuilder();
        for (int k = 0; k < hops; k++) {
            elements.append(", for=").append(any(TRUSTED_NODES)).append(parameters());
        }
        return elements.toString();
    }

    private static void assertSame(Asked honest, Asked forged) {
        assertThat(honest.resolve()).as("%s", honest).isInstanceOf(Resolution.Forwarded.class);
        assertThat(forged.client()).as("client of %s", forged).isEqualTo(honest.client());
        assertThat(forged.url()).as("URL of %s", forged).isEqualTo(honest.url());
        assertThat(forged.left()).as("headers of %s", forged).isEqualTo(honest.left());
    }

    /** What proxies that append make of a client's request, with so many forged entries in front. */
    private final class Chain {
        private final List<String> hops;
        private final List<String> hosts;
        private final List<String> schemes;
        private final List<String> ports;

        Chain(String client, int trustedHops, boolean schemePerHop, boolean portPerHop) {
            this.hops = new ArrayList<>(List.of(client));
            for (int k = 0; k < trustedHops; k++) {
                hops.add(any(TRUSTED_NODES));
            }
            this.hosts =
                    hops.stream().map(hop -> any(List.of("a.example", "b.example:8443"))).toList();
            this.schemes =
                    schemePerHop
                            ? hops.stream().map(hop -> any(List.of("http", "https"))).toList()
                            : List.of("https");
            this.ports =
                    portPerHop
                            ? hops.stream().map(hop -> any(List.of("443", "8443"))).toList()
                            : List.of("8443");
        }

        String lines(int forged) {
            return "Host: h && X-Forwarded-For: "
                    + forged(forged)
                    + String.join(", ", hops)
                    + " && X-Forwarded-Host: "
                    + forged(forged)
                    + String.join(", ", hosts)
                    + " && X-Forwarded-Proto: "
                    + forged(schemes.size() == hops.size() ? forged : 0)
                    + String.join(", ", schemes)
                    + " && X-Forwarded-Port: "
                    + forged(ports.size() == hops.size() ? forged : 0)
                    + String.join(", ", ports);
        }

        private String forged(int count) {
            StringBuilder entries = new StringBuilder();
            for (int k = 0; k < count; k++) {
                entries.append(any(FORGED)).append(", ");
            }
            return entries.toString();
        }
    }
}
