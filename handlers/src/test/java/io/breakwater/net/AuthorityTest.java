package io.breakwater.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-13 and B-15: hosts with optional ports. */
class AuthorityTest {
    private static final Authority PLAIN = new Authority("www.example.com", OptionalInt.empty());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a name                        | www.example.com              | www.example.com
            a name with a port            | www.example.com:8443         | www.example.com:8443
            upper case is kept            | WWW.Example.com              | WWW.Example.com
            a trailing dot                | www.example.com.             | www.example.com.
            an underscore                 | my_host                      | my_host
            sub-delims of RFC 3986        | a!$&()*+;=b                  | a!$&()*+;=b
            an IPv4 address               | 203.0.113.5:80               | 203.0.113.5:80
            an IPv6 address               | [2001:DB8:0::1]              | [2001:db8::1]
            an IPv6 address with a port   | [2001:db8::1]:443            | [2001:db8::1]:443
            an IPv4-mapped address        | [::FFFF:10.0.0.9]:1          | [::ffff:10.0.0.9]:1
            the lowest and highest port   | a:65535                      | a:65535
            a port with leading zeros     | a:0443                       | a:443
            """)
    void authorities(String name, String text, String expected) {
        assertThat(Authority.parse(text)).hasToString(expected);
    }

    @Nested
    class WhatAnAttackerTries { // S19, S22
        @ParameterizedTest(name = "no authority: \"{0}\"")
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "user@host",
                    "user:pw@host",
                    "@host",
                    "http://host/",
                    "//host",
                    "host/",
                    "host/path",
                    "host?q",
                    "host#f",
                    "host\\evil",
                    "a,b",
                    "a, b",
                    "a b",
                    "a\tb",
                    " a",
                    "a ",
                    "a\r\nSet-Cookie: x",
                    "a\u0000",
                    "a\u007f",
                    "a%2fb",
                    "a%00",
                    "a..b",
                    ".a",
                    "..",
                    ".",
                    "host:",
                    "host:0",
                    "host:65536",
                    "host:-1",
                    "host:+80",
                    "host:abc",
                    "host:80:90",
                    "host:8080808",
                    "host: 80",
                    ":80",
                    ":",
                    "2001:db8::1",
                    "::1",
                    "[",
                    "]",
                    "[]",
                    "[]:80",
                    "[::1",
                    "::1]",
                    "[::1]x",
                    "[::1]80",
                    "[::1]:",
                    "[::1]:0",
                    "[[::1]]",
                    "[fe80::1%eth0]",
                    "[fe80::1%25eth0]",
                    "[v1.x]",
                    "[10.0.0.1]",
                    "[localhost]",
                    "x[::1]",
                    "\"host\"",
                    "<script>",
                    "a|b",
                    "a^b",
                    "a`b",
                    "a{b}",
                    "héllo",
                    "ｅvil"
                })
        void isNoAuthority(String text) {
            assertThat(Authority.parse(text)).isNull();
        }

        @Test
        void aHostIsNotLongerThan255Characters() {
            assertThat(Authority.parse("a".repeat(255))).isNotNull();
            assertThat(Authority.parse("a".repeat(256))).isNull();
        }

        @Test
        void aBadAuthorityCannotBeMadeByHandEither() {
            assertThatThrownBy(() -> new Authority("a b", OptionalInt.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Authority("::1", OptionalInt.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Authority("a", OptionalInt.of(0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> PLAIN.withPort(65_536, Scheme.HTTP))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest(name = "{0} over {1} is port {2} and written {3}")
    @CsvSource({
        "a, HTTP, 80, a",
        "a, HTTPS, 443, a",
        "a:80, HTTP, 80, a",
        "a:443, HTTPS, 443, a",
        "a:80, HTTPS, 80, a:80",
        "a:443, HTTP, 443, a:443",
        "a:8443, HTTPS, 8443, a:8443",
        "[::1]:443, HTTPS, 443, [::1]"
    })
    void theDefaultPortIsLeftOut(String text, Scheme scheme, int port, String expected) {
        Authority authority = Objects.requireNonNull(Authority.parse(text));
        assertThat(authority.effectivePort(scheme)).isEqualTo(port);
        assertThat(authority.withPort(port, scheme)).hasToString(expected);
    }

    @Test
    void hostsAreLoweredWithoutAsTurkeyDoes() {
        assertThat(Objects.requireNonNull(Authority.parse("WWW.IIS.EXAMPLE:81")).toLowerCase())
                .hasToString("www.iis.example:81");
    }
}
