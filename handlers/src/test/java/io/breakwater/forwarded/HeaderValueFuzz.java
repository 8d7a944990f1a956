package io.breakwater.forwarded;

import static io.breakwater.fuzz.Readings.inverse;
import static io.breakwater.fuzz.Readings.orInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.breakwater.fuzz.Grammar;
import io.breakwater.net.Ascii;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What forwarding headers and trust lists are written in: from any text. */
class HeaderValueFuzz {
    enum Value implements Grammar {
        NODE(
                inverse(Node::parse, Node::text),
                "203.0.113.5:4711",
                "\"[2001:db8::1]:443\"",
                "2001:db8::1",
                "unknown",
                "_hidden:_port",
                "localhost",
                "\"10.0.0.9"),
        LIST(Value::list, "203.0.113.5, 10.0.0.9", ",, ,", " a\t,b ", ",a"),
        ELEMENTS(
                inverse(Value::elements, Value::text),
                "for=203.0.113.5;proto=https;host=a.example, for=10.0.0.9",
                "for=\"[2001:db8::1]:443\"; by=_x",
                "for=\"a,\\\"b;c\"",
                "for =1",
                "FOR=1;for=2",
                ";;,;x=\"\\"),
        QUOTED(Value::quoted, "\"a\\\"b\"", "\"\\", "\"a\"b", "\""),
        CERTIFICATE_BYTES(
                text -> ClientCertificates.parse(KnownHeader.Form.CERTIFICATE_BYTES, text),
                ":MIIB:",
                ":MIIBCg==:, :MIIBCg==:",
                "::",
                ":MAA=:"),
        CERTIFICATE_PEM(
                text -> ClientCertificates.parse(KnownHeader.Form.CERTIFICATE_PEM, text),
                "-----BEGIN CERTIFICATE----- MAA= -----END CERTIFICATE-----",
                "-----BEGIN%20CERTIFICATE-----%0AMAA%3D%0A-----END%20CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----"),
        TRUST_ENTRY(
                orInvalid(TrustList::blocksOf)::apply,
                "private",
                "localhost",
                "*",
                "unix",
                "10.0.0.0/8",
                "file:/x"),
        HEADER_NAME(KnownHeaders::find, "x_forwarded.for", "X-SSL-Client-S-DN", "Forwarded");

        private final Reading reading;

        Value(Consumer<String> check, String... seeds) {
            this.reading = new Reading(check, List.of(seeds));
        }

        @Override
        public Reading reading() {
            return reading;
        }

        /** B-8: from the right it is what a split from the left gives, without what is empty. */
        private static void list(String text) {
            List<String> split =
                    Stream.of(text.split(",", -1))
                            .map(Ascii::trim)
                            .filter(element -> !element.isEmpty())
                            .toList();
            ListTail tail = new ListTail(List.of(text));
            for (int i = split.size() - 1; i >= 0; i--) {
                assertThat(tail.previous()).isEqualTo(split.get(i));
            }
            assertThat(tail.previous()).isNull();
            assertThat(ListTail.count(List.of(text))).isEqualTo(split.size());
        }

        private static List<ForwardedElement> elements(String text) {
            ForwardedElement.Parsed parsed = ForwardedElement.parse(text);
            return parsed.malformed().isPresent() ? null : parsed.elements();
        }

        private static String text(List<ForwardedElement> elements) {
            return elements.stream().map(ForwardedElement::text).collect(Collectors.joining(", "));
        }

        /** RFC 9110 section 5.6.4: a backslash before each character means the same. */
        private static void quoted(String text) {
            String unquoted = QuotedString.unquote(text);
            if (unquoted != null) {
                String escaped = unquoted.replaceAll("(?s).", "\\\\$0");
                assertThat(QuotedString.unquote('"' + escaped + '"')).isEqualTo(unquoted);
                assertThat(QuotedString.end(text, 0)).isEqualTo(text.length());
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
