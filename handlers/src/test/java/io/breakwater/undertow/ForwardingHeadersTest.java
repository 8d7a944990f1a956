package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.ReceivedHeader;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-7: forwarding headers are found whichever object stands for their name, and others are not. */
class ForwardingHeadersTest {
    private static final ForwardingHeaders FORWARDING = new ForwardingHeaders(List.of());

    /** The parser's object where it has one, and those that it makes for other spellings. */
    static Stream<HttpString> objectsForKnownNames() {
        return KnownHeaders.all().stream()
                .map(row -> row.name().replace("*", "Verify"))
                .flatMap(
                        name ->
                                Stream.of(
                                        HttpString.tryFromString(name),
                                        new HttpString(name),
                                        new HttpString(name.toLowerCase(Locale.ROOT)),
                                        new HttpString(name.replace('-', '_'))));
    }

    private static List<KnownHeader> found(HttpString... names) {
        HeaderMap headers = new HeaderMap();
        for (HttpString name : names) {
            headers.add(name, "value");
        }
        return FORWARDING.in(headers).received().stream().map(ReceivedHeader::known).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objectsForKnownNames")
    void findsKnownNames(HttpString name) {
        KnownHeader row = KnownHeaders.find(name.toString());

        assertThat(found(name)).containsExactly(row);
        assertThat(found(Headers.HOST, name, Headers.COOKIE)).containsExactly(row);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Host", "Via", "Cookie", "X-HTTP-Method-Override", "X-Forwarde"})
    void leavesOthersAlone(String name) {
        assertThat(found(HttpString.tryFromString(name))).isEmpty();
        assertThat(found(new HttpString(name))).isEmpty();
    }

    /** Names that a client makes up to stand where a known name does in a table of hashes. */
    @Test
    void isNotMisledByNamesOfEqualHash() {
        HttpString twin = twinOf(Headers.HOST);

        assertThat(twin.hashCode()).isEqualTo(Headers.HOST.hashCode());
        assertThat(found(twin, Headers.X_FORWARDED_FOR)).hasSize(1);
        assertThat(found(twinOf(Headers.X_FORWARDED_FOR))).isEmpty();
        assertThat(found(Headers.X_FORWARDED_FOR)).hasSize(1);
    }

    /** A hash is the digits of a number to the base 17: one less here is 17 more there. */
    private static HttpString twinOf(HttpString name) {
        byte[] bytes = name.toString().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        bytes[0]--;
        bytes[1] += 17;
        return new HttpString(bytes);
    }
}
