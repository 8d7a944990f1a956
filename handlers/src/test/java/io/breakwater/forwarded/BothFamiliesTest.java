package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * S8: a proxy sets {@code Forwarded} or the X-Forwarded headers and a client sends the others. Only what was chosen is read (B-6), and the
 * others go (B-7), whether they say the same, something else, or nothing that can be read.
 */
class BothFamiliesTest {
    private static final String X =
            "X-Forwarded-For: 203.0.113.5 && X-Forwarded-Proto: https && X-Forwarded-Host: www.example";
    private static final String RFC = "Forwarded: for=203.0.113.5;proto=https;host=www.example";

    @ParameterizedTest(name = "X-Forwarded is chosen; Forwarded says {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            the same                 | for=203.0.113.5;proto=https;host=www.example
            something else           | for=9.9.9.9;proto=http;host=evil.example
            nothing that can be read | for="9.9.9.9
            nothing                  | ,
            """)
    void xIsChosen(String name, String forwarded) {
        Asked asked =
                Asked.of(
                        Asked.walk("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"),
                        "Forwarded: " + forwarded + " && " + X + " && Host: h");
        assertThat(asked.client()).isEqualTo("203.0.113.5:0");
        assertThat(asked.url()).isEqualTo("https www.example 443");
        assertThat(asked.left()).isEqualTo(X + " && Host: h");
    }

    @ParameterizedTest(name = "Forwarded is chosen; X-Forwarded says {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            the same                 | X-Forwarded-For: 203.0.113.5 && X-Forwarded-Proto: https && X-Forwarded-Host: www.example
            something else           | X-Forwarded-For: 9.9.9.9 && X-Forwarded-Proto: http && X-Forwarded-Host: evil && X-Forwarded-Port: 1
            nothing that can be read | X-Forwarded-For: <b> && X-Forwarded-Proto: gopher && X-Forwarded-Host: a/b && X-Forwarded-Port: x
            nothing                  | X-Forwarded-For: , && X-Forwarded-Proto: && X-Forwarded-Server: evil
            """)
    void forwardedIsChosen(String name, String others) {
        Asked asked = Asked.of(Asked.walk("Forwarded"), others + " && " + RFC + " && Host: h");
        assertThat(asked.client()).isEqualTo("203.0.113.5:0");
        assertThat(asked.url()).isEqualTo("https www.example 443");
        assertThat(asked.left()).isEqualTo(RFC + " && Host: h");
    }

    @ParameterizedTest(name = "neither is read in place of the one that did not come: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Forwarded       | X-Forwarded-For: 9.9.9.9
            X-Forwarded-For | Forwarded: for=9.9.9.9
            """)
    void theOtherIsNoSubstitute(String chosen, String other) {
        Asked asked = Asked.of(Asked.walk(chosen), other + " && Host: h");
        assertThat(asked.client()).isEqualTo("peer");
        assertThat(asked.left()).isEqualTo("Host: h");
    }
}
