package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import io.breakwater.net.Ascii;
import io.breakwater.net.JsonText;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole decision, about requests with any headers. */
class ForwardedResolverFuzz {
    /** What the operator wrote, and what proxies that append send for an honest client then. */
    enum Setup {
        LISTS(
                Asked.walk(
                        "X-Forwarded-For",
                        "X-Forwarded-Proto",
                        "X-Forwarded-Host",
                        "X-Forwarded-Port"),
                "203.0.113.5, 10.0.0.9",
                Map.of("X-Forwarded-Host", "a.example, b.example:8443")),
        COUNTED(
                Asked.count(2, "X-Forwarded-For", "X-Forwarded-Host"),
                "203.0.113.5, 10.0.0.9",
                Map.of("X-Forwarded-Host", "a.example, b.example")),
        FAMILY(
                Asked.walk("Forwarded", "X-Forwarded-Prefix", "Client-Cert"),
                "for=203.0.113.5;proto=https;host=a.example, for=10.0.0.9",
                Map.of()),
        SINGLE(
                Asked.walk("X-Real-IP", "X-Forwarded-SSL", "X-Forwarded-Server", "SSL_CLIENT_CERT"),
                "203.0.113.5",
                Map.of()),
        LENIENT(
                Asked.ignoringMalformed(
                        "X-Forwarded-For", "X-Forwarded-SSL", "X-Forwarded-Host", "X-Script-Name"),
                "203.0.113.5",
                Map.of());

        private final TrustPolicy policy;
        private final String chain;
        private final Map<String, String> otherLists;

        Setup(TrustPolicy policy, String chain, Map<String, String> otherLists) {
            this.policy = policy;
            this.chain = chain;
            this.otherLists = otherLists;
        }

        /** The headers of an honest client's request, with what it wrote itself in front of each list. */
        private List<Map.Entry<String, String>> chain(String forged) {
            String name =
                    this == FAMILY ? "Forwarded" : this == SINGLE ? "X-Real-IP" : "X-Forwarded-For";
            List<Map.Entry<String, String>> lines =
                    new ArrayList<>(List.of(Map.entry("Host", "h")));
            lines.add(Map.entry(name, forged + chain));
            otherLists.forEach((list, value) -> lines.add(Map.entry(list, forged + value)));
            return lines;
        }
    }

    /**
     * A forwarding header.
     *
     * @param row in the table of known ones
     * @param alias whether it is written with an underscore
     */
    record Line(@InRange(min = 0, max = 40) int row, boolean alias, @NotNull String value) {
        private Map.Entry<String, String> header() {
            String name = KnownHeaders.all().get(row % KnownHeaders.all().size()).name();
            String spelled = name.replace("*", "Verify");
            return Map.entry(alias ? spelled.replace('-', '_') : spelled, value);
        }
    }

    private static final List<String> SEEDS =
            List.of(
                    "",
                    "127.0.0.1",
                    "for=127.0.0.1;proto=https",
                    "\"",
                    "unknown, on, http, <b>",
                    ",".repeat(64 * 1024));

    static Stream<Arguments> seeds() {
        return Stream.of(Setup.values())
                .flatMap(setup -> SEEDS.stream().map(text -> seed(setup, text)));
    }

    private static Arguments seed(Setup setup, String text) {
        return Arguments.of(
                setup, true, text, List.of(new Line(0, false, text), new Line(7, true, text)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "4s")
    void deciding(
            @NotNull Setup setup,
            boolean https,
            @NotNull String forged,
            @NotNull @WithSize(max = 6) List<@NotNull Line> headers) {
        Scheme scheme = https ? Scheme.HTTPS : Scheme.HTTP;
        List<Map.Entry<String, String>> plain =
                List.of(Map.entry("Host", "h"), Map.entry("Cookie", "a=b"));
        List<Map.Entry<String, String>> lines = new ArrayList<>(plain);
        headers.forEach(line -> lines.add(line.header()));

        fromAStranger(asked("203.0.113.9", scheme, setup, lines), plain);
        fromATrustedProxy(asked("10.0.0.7", scheme, setup, lines));
        leftOfAChain(
                asked("10.0.0.7", scheme, setup, setup.chain("")),
                asked("10.0.0.7", scheme, setup, setup.chain(forged + ", ")));
    }

    private static Asked asked(
            String peer, Scheme scheme, Setup setup, List<Map.Entry<String, String>> lines) {
        Peer from = Asked.from(peer, scheme, setup.policy, "").peer();
        return new Asked(setup.policy, from, ForwardedRequest.of(scheme, lines), lines);
    }

    /** B-7: it is as if nothing had come. */
    private static void fromAStranger(Asked asked, List<Map.Entry<String, String>> plain) {
        assertThat(asked.resolve().verdict()).isIn("direct", "untrusted");
        assertThat(asked.client()).isEqualTo("peer");
        assertThat(asked.again().lines()).isEqualTo(plain);
        printable(asked);
    }

    /** B-16, B-17: what it becomes can be sent, and deciding again changes nothing. */
    private static void fromATrustedProxy(Asked asked) {
        printable(asked);
        if (!asked.resolve().verdict().equals("malformed")) {
            Asked again = asked.again();
            assertThat(again.client()).as("%s", asked).isEqualTo(asked.client());
            assertThat(again.again().lines()).as("%s", asked).isEqualTo(again.lines());
        }
    }

    private static void printable(Asked asked) {
        Resolution resolution = asked.resolve();
        resolution.edits().stream()
                .map(HeaderEdit::value)
                .flatMap(Optional::stream)
                .forEach(value -> assertThat(Ascii.isFieldValue(value)).as(value).isTrue());
        assertThat(JsonText.of(ResolutionJson.of(resolution))).matches("[ -~]*");
    }

    /** B-9 to B-11: the same, or 400; of single values, which nobody appends to, whatever it is. */
    private static void leftOfAChain(Asked honest, Asked forged) {
        assertThat(honest.resolve()).as("%s", honest).isInstanceOf(Resolution.Forwarded.class);
        boolean list = forged.lines().stream().noneMatch(l -> l.getKey().equals("X-Real-IP"));
        if (list && forged.resolve() instanceof Resolution.Forwarded) {
            assertThat(forged.client()).as("%s", forged).isEqualTo(honest.client());
            assertThat(forged.url()).as("%s", forged).isEqualTo(honest.url());
            assertThat(forged.left()).as("%s", forged).isEqualTo(honest.left());
        }
    }
}
