package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.Authority;
import io.breakwater.net.CidrBlock;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.IpAddress;
import io.breakwater.net.PathPrefix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever text a value was read from, its own text is read as the same value, and stays: nobody behind reads a kept header otherwise (B-16).
 * Texts are random and made of what such values are made of; the seed is fixed.
 */
class ParseAndPrintPropertyTest {
    private static final int ROUNDS = 50_000;

    private final SplittableRandom random = new SplittableRandom(3986);

    private String text(List<String> pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, most + 1); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private <T> void assertInverse(
            List<String> pieces,
            int most,
            Function<String, @Nullable T> parse,
            Function<T, String> print) {
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(pieces, most);
            T value = parse.apply(text);
            if (value != null) {
                String printed = print.apply(value);
                T again = parse.apply(printed);
                assertThat(again).as("%s, from %s", printed, text).isEqualTo(value);
                assertThat(print.apply(value)).isEqualTo(printed);
                read++;
            }
        }
        assertThat(read).as("values that could be read").isGreaterThan(ROUNDS / 1000);
    }

    private static final List<String> ADDRESSES =
            List.of(
                    "1",
                    "0",
                    "255",
                    ".",
                    ".",
                    ".",
                    "10.0.0.9",
                    "203.0.113.5",
                    ":",
                    "::",
                    "2001:db8",
                    "ffff",
                    "::ffff:",
                    "A",
                    "00ab",
                    "f",
                    "%eth0");

    @Test
    void addresses() {
        assertInverse(ADDRESSES, 5, IpAddress::parse, IpAddress::toString);
    }

    @Test
    void nodes() {
        assertInverse(
                List.of(
                        "10.0.0.9",
                        "2001:DB8::1",
                        "::ffff:10.0.0.3",
                        "[",
                        "]",
                        ":",
                        ":",
                        "443",
                        "0",
                        "65536",
                        "unknown",
                        "_h",
                        "_",
                        "-",
                        "\"",
                        "\\",
                        " "),
                5,
                Node::parse,
                Node::text);
    }

    @Test
    void authorities() {
        assertInverse(
                List.of(
                        "a",
                        "B",
                        "www.example",
                        ".",
                        "-",
                        ":",
                        ":",
                        "80",
                        "8443",
                        "0",
                        "[",
                        "]",
                        "::1",
                        "2001:DB8::1",
                        "::ffff:10.0.0.3",
                        "@",
                        "/",
                        "+",
                        "~",
                        "\u00e9"),
                5,
                Authority::parse,
                Authority::toString);
    }

    @Test
    void prefixes() {
        List<String> pieces =
                List.of(
                        "/", "/", "a", "B", ".", "%2e", "%41", "%C3%A9", "%2F", "+", "~", ";", " ",
                        "%");
        assertInverse(
                pieces,
                6,
                PathPrefix::forwarded,
                prefix -> prefix.isNone() ? "/" : prefix.toString());
        assertInverse(
                pieces, 6, text -> orNull(PathPrefix::configured, text), PathPrefix::toString);
    }

    @Test
    void blocks() {
        assertInverse(
                List.of(
                        "10.0.0.0",
                        "10.1.2.3",
                        "2001:db8::",
                        "2001:DB8::1",
                        "::",
                        "::ffff:10.0.0.0",
                        "/",
                        "/",
                        "/8",
                        "/32",
                        "/64",
                        "/104",
                        "/128",
                        "/255.0.0.0",
                        "0",
                        "1"),
                3,
                text -> orNull(CidrBlock::parse, text),
                CidrBlock::text);
    }

    @Test
    void elementsOfForwarded() {
        assertInverse(
                List.of(
                        "for=",
                        "proto=https",
                        "host=",
                        "\"[2001:db8::1]:443\"",
                        "10.0.0.9",
                        "_x",
                        ";",
                        ";",
                        ", ",
                        "\"a,\\\"b;c\"",
                        "by=",
                        "x",
                        " "),
                9,
                text -> {
                    ForwardedElement.Parsed parsed = ForwardedElement.parse(text);
                    return parsed.malformed().isPresent() ? null : parsed.elements();
                },
                elements ->
                        String.join(", ", elements.stream().map(ForwardedElement::text).toList()));
    }

    private static <T> @Nullable T orNull(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (InvalidValue invalid) {
            return null;
        }
    }
}
