package io.breakwater.route;

import static io.breakwater.fuzz.Readings.inverse;
import static io.breakwater.fuzz.Readings.orInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.breakwater.fuzz.Grammar;
import io.breakwater.net.Authority;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where requests go and what upstreams answer of themselves: from any text. */
class RouteFuzz {
    enum Value implements Grammar {
        UPSTREAM(
                inverse(orInvalid(UpstreamUrl::parse), UpstreamUrl::toString),
                "http://api.internal:9000/base/",
                "https://[::1]/",
                "unix:/run/a b.sock|http://localhost/x",
                "h2c://x",
                "http://user@x/",
                "ftp://x"),
        TARGET(Value::target, "/a%2Fb/;c", "/%2e./x", "/a\\b", "/..;v=1/x", "/a%2F..%2Fb", "/%00"),
        SENT(Value::sent, "/a b#c?d", "/\u00e9\ud800", "/x\r\ny"),
        UPSTREAMS_URL(
                Value::mapped,
                "http://up:9000/base/x?q#f",
                "//up:9000/base/",
                "/base/../base/x",
                "http://up:9000@evil/",
                "http://up:9000/base//evil",
                "https://www.example.com/api/x"),
        HOST(HostPattern::nameIn, "www.example.com:80", "[::1]:80", ":", "[");

        private static final ReverseMap MAP = map();

        private final Reading reading;

        Value(Consumer<String> check, String... seeds) {
            this.reading = new Reading(check, List.of(seeds));
        }

        @Override
        public Reading reading() {
            return reading;
        }

        private static ReverseMap map() {
            UpstreamUrl up = UpstreamUrl.parse("http://up:9000/base/");
            Authority www = Objects.requireNonNull(Authority.parse("www.example.com"));
            return new ReverseMap(
                    List.of(up.origin()),
                    Optional.empty(),
                    up.basePath(),
                    Origin.of(Scheme.HTTPS, www),
                    PathPrefix.configured("/api"),
                    true);
        }

        /** P-2: whatever decodes it, and as often, an unambiguous path stays below where it begins. */
        private static void target(String path) {
            if (TargetPath.isUnambiguous(path)) {
                int depth = 0;
                for (String segment : decodedOnce(path).split("/", -1)) {
                    String name = segment.replaceFirst(";.*", "");
                    depth += name.equals("..") ? -1 : 1;
                    assertThat(name).isNotIn(".", "..");
                    assertThat(depth).isPositive();
                }
            }
        }

        private static String decodedOnce(String path) {
            StringBuilder decoded = new StringBuilder();
            for (int i = 0; i < path.length(); i++) {
                if (path.charAt(i) == '%') {
                    decoded.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
                    i += 2;
                } else {
                    decoded.append(path.charAt(i));
                }
            }
            return decoded.toString();
        }

        /** RFC 9112 section 3.2: nothing in a target can end it. */
        private static void sent(String text) {
            assertThat(TargetPath.withQuery(text, text)).matches("[!-~&&[^#]]*");
        }

        /** P-11: what is made leads to the public origin and below the prefix, and once is enough. */
        private static void mapped(String url) {
            String mapped = MAP.map(url);
            if (!mapped.equals(url)) {
                assertThat(mapped).matches("(https://www\\.example\\.com)?/api(?!//)([/?#].*)?");
                assertThat(MAP.map(mapped)).isEqualTo(mapped);
            }
        }
    }

    static Stream<Arguments> seeds() {
        return Grammar.seeds(Value.values());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2s")
    void reading(@NotNull Value value, boolean atLength, @NotNull String text) {
        value.read(text, atLength);
    }
}
