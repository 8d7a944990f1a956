package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.undertow.util.HttpString;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-7: what is let go without a proper look is none of the known headers, however it is spelled. */
class NameSieveTest {
    private static final NameSieve SIEVE =
            new NameSieve(KnownHeaders.all().stream().map(KnownHeader::name));

    static Stream<String> knownInAllSpellings() {
        return KnownHeaders.all().stream()
                .map(row -> row.name().replace("*", "Verify"))
                .flatMap(
                        name ->
                                Stream.of(
                                        name,
                                        name.toLowerCase(Locale.ROOT),
                                        name.toUpperCase(Locale.ROOT),
                                        name.replace('-', '_'),
                                        name.replace('-', '.'),
                                        name.replace('-', ' ')));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("knownInAllSpellings")
    void holdsWhatIsKnown(String name) { // S17
        assertThat(KnownHeaders.find(name)).isNotNull();
        assertThat(SIEVE.holds(new HttpString(name))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "X-Forwarded-Tls-Client-Cert",
                "X-SSL-Client-",
                "SSL-Client-S-DN-of-somebody-whose-name-is-longer-than-any-name-of-a-header"
            })
    void holdsWhatAnAsteriskStandsFor(String name) {
        assertThat(KnownHeaders.find(name)).isNotNull();
        assertThat(SIEVE.holds(new HttpString(name))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Host",
                "User-Agent",
                "Accept",
                "Accept-Encoding",
                "Cookie",
                "Content-Length",
                "Content-Type",
                "Referer",
                "Sec-Fetch-Mode",
                "TE",
                "Priority",
                "traceparent",
                "Via",
                "-",
                "\u00e9\u00e9",
                ""
            })
    void letsGoOfWhatBrowsersSend(String name) {
        assertThat(SIEVE.holds(new HttpString(name))).isFalse();
    }
}
