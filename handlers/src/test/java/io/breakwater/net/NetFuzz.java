package io.breakwater.net;

import static io.breakwater.fuzz.Readings.inverse;
import static io.breakwater.fuzz.Readings.orInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.breakwater.fuzz.Grammar;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses, authorities, prefixes, ports, schemes, blocks, paths: from any text. */
class NetFuzz {
    enum Value implements Grammar {
        ADDRESS(
                inverse(IpAddress::parse, IpAddress::toString),
                "203.0.113.5",
                "010.0.0.9",
                "2001:DB8::1",
                "::ffff:10.0.0.3",
                "1:2:3:4:5:6:7:8",
                "fe80::1%eth0"),
        AUTHORITY(
                inverse(Authority::parse, Authority::toString),
                "www.Example.com:8443",
                "[2001:db8::1]:80",
                "user@host",
                "a..b",
                "a+b~c=:0"),
        FORWARDED_PREFIX(
                inverse(PathPrefix::forwarded, prefix -> prefix.isNone() ? "/" : prefix.toString()),
                "/",
                "/shop/de/",
                "/a%20b/c:d@e",
                "/a/../b",
                "//evil",
                "/a%2Fb"),
        CONFIGURED_PREFIX(
                inverse(orInvalid(PathPrefix::configured), PathPrefix::toString),
                "shop",
                "///foo//",
                "/caf\u00e9 \u00e9",
                "/caf%C3%A9%20%C3%A9",
                "/a;b"),
        PREFIX_OF_PATH(Value::cutAndPutBack, "/shop/x", "//%73hop//y;z?q", "/shop%2Fx", "/shopx"),
        PORT(
                inverse(
                        text -> Ports.parse(text) == Ports.NONE ? null : Ports.parse(text),
                        String::valueOf),
                "1",
                "65535",
                "0443",
                "99999"),
        SCHEME(inverse(Scheme::parse, Scheme::toString), "http", "HTTPS", "wss"),
        BLOCK(
                inverse(orInvalid(CidrBlock::parse), CidrBlock::text),
                "10.0.0.0/8",
                "10.0.0.0/255.0.0.0",
                "2001:DB8::/32",
                "::ffff:10.0.0.0/104",
                "10.",
                "10.0.0.1/8",
                "fe80::1%eth0/64"),
        CHUNKS(
                Value::chunks,
                "5\r\n12345\r\n0\r\n\r\n",
                "5;a=b\r\n12345\r\n0\r\nA: b\r\n\r\nGET ",
                "0_2e\r\n",
                "5\r\r;a\r\n"),
        DECODED(RawPath::decode, "/a%2Fb", "/%e4%bd", "%", "/\u00e9%zz"),
        JSON(JsonText::of, "\"<\\", "\u0001\ud800\u00ff");

        private final Reading reading;

        Value(Consumer<String> check, String... seeds) {
            this.reading = new Reading(check, List.of(seeds));
        }

        @Override
        public Reading reading() {
            return reading;
        }

        /** It makes no difference how the bytes come. */
        private static void chunks(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer whole = ByteBuffer.wrap(bytes);
            ChunkFraming atOnce = new ChunkFraming();
            boolean inOrder = atOnce.follow(whole);
            ChunkFraming oneByOne = new ChunkFraming();
            boolean soFar = true;
            for (int i = 0; i < bytes.length && soFar && !oneByOne.isComplete(); i++) {
                soFar = oneByOne.follow(ByteBuffer.wrap(bytes, i, 1));
                assertThat(soFar && i + 1 < whole.position() || i + 1 == whole.position()).isTrue();
            }
            assertThat(soFar).isEqualTo(inOrder);
            assertThat(oneByOne.isComplete()).isEqualTo(atOnce.isComplete());
        }

        /** B-19: what is cut off is on a segment boundary, and what is left is the end of the path as it was written. */
        private static void cutAndPutBack(String path) {
            PathPrefix prefix = PathPrefix.configured("/shop");
            String rest = prefix.cutFrom(path);
            if (rest != null) {
                assertThat(path).startsWith("/").endsWith(rest);
                assertThat(rest.isEmpty() || rest.startsWith("/")).isTrue();
                assertThat(prefix.under(rest)).startsWith("/shop/").doesNotStartWith("/shop//");
                assertThat(prefix.contains(prefix.under(rest))).isTrue();
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
