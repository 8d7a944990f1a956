package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a client writes left of what proxies append, whatever it is, moves nothing: the result stays, or the request is refused (S1, S6, S7,
 * S9). What strangers write moves nothing at all (S2, S3). The seed is fixed, so that a failure is found again.
 */
class ForgedPrefixPropertyTest {
    private static final int ROUNDS = 20_000;
    private static final List<String> PIECES =
            List.of(
                    "for=",
                    "proto=https",
                    "host=evil.example",
                    "by=",
                    ";",
                    ";;",
                    ",",
                    ", ",
                    "=",
                    "\"",
                    "\\",
                    "\\\"",
                    " ",
                    "\t",
                    "unknown",
                    "_x",
                    "127.0.0.1",
                    "10.0.0.1",
                    "[::1]:80",
                    "[",
                    "]",
                    ":",
                    "https",
                    "evil.example",
                    "443",
                    "0",
                    "%00",
                    "<b>",
                    "\u00e9",
                    "\u0001",
                    "'",
                    "for=\"",
                    "x=\"",
                    "\";",
                    "for=127.0.0.1;proto=https;host=evil.example, ");
    private static final List<String> CLIENTS =
            List.of(
                    "203.0.113.5",
                    "198.51.100.1:99",
                    "\"[2001:db8::1]:443\"",
                    "unknown",
                    "_hidden");
    private static final List<String> TRUSTED =
            List.of("10.0.0.9", "10.0.0.8:5000", "127.0.0.1", "\"[2001:db8:aaaa::7]\"");
    private static final String[] LISTS = {
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port"
    };

    private final SplittableRandom random = new SplittableRandom(9110);

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String garbage() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    /** A header line of proxies that append, and what a client may have sent before them: nothing, a line of its own, or the same line. */
    private String line(String name, String appended, boolean forged) {
        if (!forged || random.nextInt(3) == 0) {
            return name + ": " + appended;
        }
        String garbage = garbage();
        return random.nextBoolean()
                ? name + ": " + garbage + ", " + appended
                : name + ": " + garbage + Asked.SEPARATOR + name + ": " + appended;
    }

    private static String request(List<String> lines) {
        return "Host: h" + Asked.SEPARATOR + String.join(Asked.SEPARATOR, lines);
    }

    private List<String> hops(int trusted) {
        List<String> hops = new ArrayList<>(List.of(any(CLIENTS)));
        for (int i = 0; i < trusted; i++) {
            hops.add(any(TRUSTED));
        }
        return hops;
    }

    private List<String> each(List<String> hops, List<String> of) {
        return hops.stream().map(hop -> any(of)).toList();
    }

    @Test
    void leftOfSeparateListsItIsTheSameOrAListIsRefused() {
        int same = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int trusted = random.nextInt(4);
            List<String> hops = hops(trusted);
            List<String> values =
                    List.of(
                            String.join(", ", hops),
                            String.join(", ", each(hops, List.of("http", "https"))),
                            String.join(", ", each(hops, List.of("a.example", "b.example:8443"))),
                            String.join(", ", each(hops, List.of("443", "8443"))));
            List<String> honest = new ArrayList<>();
            List<String> forged = new ArrayList<>();
            for (int k = 0; k < LISTS.length; k++) {
                honest.add(line(LISTS[k], values.get(k), false));
                forged.add(line(LISTS[k], values.get(k), true));
            }
            TrustPolicy policy =
                    random.nextBoolean() ? Asked.walk(LISTS) : Asked.count(trusted + 1, LISTS);
            same +=
                    sameOrRefused(
                            Asked.of(policy, request(honest)),
                            Asked.of(policy, request(forged)),
                            Set.of("X-Forwarded-Proto", "X-Forwarded-Port"));
        }
        assertThat(same).isGreaterThan(ROUNDS / 50);
    }

    @Test
    void leftOfForwardedItIsTheSameOrRefused() {
        int same = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int trusted = random.nextInt(4);
            List<String> elements = new ArrayList<>();
            for (String hop : hops(trusted)) {
                elements.add(
                        "for="
                                + hop
                                + any(List.of("", ";proto=https", ";proto=http"))
                                + any(List.of("", ";host=a.example", ";host=\"b.example:8443\"")));
            }
            String appended = String.join(", ", elements);
            TrustPolicy policy =
                    random.nextBoolean()
                            ? Asked.walk("Forwarded")
                            : Asked.count(trusted + 1, "Forwarded");
            same +=
                    sameOrRefused(
                            Asked.of(policy, request(List.of(line("Forwarded", appended, false)))),
                            Asked.of(policy, request(List.of(line("Forwarded", appended, true)))),
                            Set.of("Forwarded"));
        }
        assertThat(same).isGreaterThan(ROUNDS / 50);
    }

    /** How many were the same: 1 or 0. */
    private static int sameOrRefused(Asked honest, Asked forged, Set<String> refusable) {
        assertThat(honest.resolve()).as("%s", honest).isInstanceOf(Resolution.Forwarded.class);
        if (forged.resolve() instanceof Resolution.Malformed malformed) {
            assertThat(refusable).as("%s", forged).contains(malformed.header());
            return 0;
        }
        assertThat(forged.client()).as("client of %s", forged).isEqualTo(honest.client());
        assertThat(forged.url()).as("URL of %s", forged).isEqualTo(honest.url());
        assertThat(forged.left()).as("headers of %s", forged).isEqualTo(honest.left());
        return 1;
    }

    /** Whichever headers are known, chosen or not, and under whatever alias. */
    @Test
    void fromAStrangerItIsAsIfItHadNotCome() {
        for (int i = 0; i < ROUNDS; i++) {
            String peer = any(List.of("203.0.113.9", "2001:db8::9", "11.0.0.1", "::1", "unix"));
            TrustPolicy policy =
                    any(
                            List.of(
                                    Asked.walk(LISTS),
                                    Asked.count(2, LISTS),
                                    Asked.walk("Forwarded", "X-Forwarded-Prefix", "Client-Cert"),
                                    Asked.ignoringMalformed("X-Real-IP", "X-Forwarded-SSL")));
            String plain = "Host: h && Cookie: a=b && Via: 1.1 x";
            StringBuilder forging = new StringBuilder(plain);
            for (int k = random.nextInt(1, 6); k > 0; k--) {
                forging.append(Asked.SEPARATOR).append(anyName()).append(": ").append(garbage());
            }
            Scheme scheme = any(List.of(Scheme.values()));
            Asked without = Asked.from(peer, scheme, policy, plain);
            Asked with = Asked.from(peer, scheme, policy, forging.toString());
            assertThat(with.client()).as("client of %s", with).isEqualTo("peer");
            assertThat(with.url()).as("URL of %s", with).isEqualTo(without.url());
            assertThat(with.left()).as("headers of %s", with).isEqualTo(without.left());
        }
    }

    private String anyName() {
        String name = any(KnownHeaders.all()).name().replace("*", "Verify");
        return switch (random.nextInt(4)) {
            case 0 -> name.replace('-', '_');
            case 1 -> name.replace('-', '.');
            case 2 -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }
}
