package io.breakwater.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-2 and B-10: address literals, and nothing else. */
class IpAddressTest {
    private static String canonical(String text) {
        return Objects.toString(IpAddress.parse(text), "none");
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            four octets                         | 203.0.113.5                             | 203.0.113.5
            the lowest address                  | 0.0.0.0                                 | 0.0.0.0
            the highest address                 | 255.255.255.255                         | 255.255.255.255
            IPv6 in full                        | 2001:0db8:0000:0000:0000:0000:0000:0001 | 2001:db8::1
            IPv6 in upper case                  | 2001:DB8::A                             | 2001:db8::a
            the unspecified address             | ::                                      | ::
            loopback                            | ::1                                     | ::1
            a gap at the end                    | 2001:db8::                              | 2001:db8::
            a gap for one group                 | 1:2:3:4:5:6:7::                         | 1:2:3:4:5:6:7:0
            a gap for one group in front        | ::2:3:4:5:6:7:8                         | 0:2:3:4:5:6:7:8
            the first of two longest runs       | 1:0:0:2:0:0:3:4                         | 1::2:0:0:3:4
            the longest run                     | 1:0:0:2:0:0:0:3                         | 1:0:0:2::3
            a single zero stays                 | 1:0:2:3:4:5:6:7                         | 1:0:2:3:4:5:6:7
            an IPv4 tail                        | 64:ff9b::192.0.2.33                     | 64:ff9b::c000:221
            IPv4-mapped is IPv4                 | ::ffff:10.0.0.9                         | 10.0.0.9
            IPv4-mapped in hexadecimal too      | ::ffff:a00:9                            | 10.0.0.9
            IPv4-mapped in full                 | 0:0:0:0:0:FFFF:10.0.0.9                 | 10.0.0.9
            IPv4-compatible is not IPv4-mapped  | ::10.0.0.9                              | ::a00:9
            """)
    void literals(String name, String text, String expected) {
        assertThat(canonical(text)).isEqualTo(expected);
    }

    @Nested
    class WhatAnAttackerTries { // S5
        @ParameterizedTest(name = "no address: \"{0}\"")
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "localhost",
                    "example.com",
                    "unknown",
                    "10",
                    "10.9",
                    "10.0.9",
                    "10.",
                    "10.0.0.",
                    ".10.0.0.9",
                    "10.0.0.9.",
                    "10..0.9",
                    "1.2.3.4.5",
                    "256.1.1.1",
                    "1.2.3.999",
                    "1.2.3.4444",
                    "010.0.0.1",
                    "10.0.0.09",
                    "00.0.0.0",
                    "0x0a.0.0.1",
                    "0x0a000001",
                    "167772161",
                    "-1.0.0.0",
                    "+1.0.0.0",
                    "1.2.3.4 ",
                    " 1.2.3.4",
                    "1.2.3.4\t",
                    "1.2.3.4/32",
                    "1.2.3.4:80",
                    "1.2.3.4%eth0",
                    "1.2.3.a",
                    "１.2.3.4",
                    "1.2.3.4\u0000",
                    ":",
                    ":::",
                    "1",
                    "1:",
                    ":1",
                    "1:2",
                    "1::2::3",
                    "::1::",
                    "1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:8:9",
                    "1:2:3:4:5:6:7:8:",
                    ":1:2:3:4:5:6:7:8",
                    "1:2:3:4:5:6:7:8::",
                    "::1:2:3:4:5:6:7:8",
                    "12345::",
                    "0001f::1",
                    "g::1",
                    "::g",
                    "fe80::1%eth0",
                    "fe80::1%25eth0",
                    "[::1]",
                    "::1]",
                    "::1/128",
                    "::1 ",
                    "::١",
                    "::1.2.3",
                    "::1.2.3.4.5",
                    "::1.2.3.4:5",
                    "1:2:3:4:5:6:7:1.2.3.4",
                    "::ffff:10.0.0.09",
                    "::ffff:10.0.0",
                    "1.2.3.4::"
                })
        void isNoLiteral(String text) {
            assertThat(canonical(text)).isEqualTo("none");
        }
    }

    @Test
    void onlyTheGivenPartOfTheTextIsRead() {
        assertThat(IpAddress.parse("[::1]:80", 1, 4)).isEqualTo(IpAddress.parse("::1"));
        assertThat(IpAddress.parse("x10.0.0.9y", 1, 9)).isEqualTo(IpAddress.parse("10.0.0.9"));
        assertThat(IpAddress.parse("10.0.0.99", 0, 8)).isEqualTo(IpAddress.parse("10.0.0.9"));
        assertThat(IpAddress.parse("::ffff:1.2.3.45", 0, 14)).isEqualTo(IpAddress.parse("1.2.3.4"));
    }

    @Test
    void oneHostIsOneValueHoweverItWasWritten() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 9};
        IpAddress address = Objects.requireNonNull(IpAddress.parse("10.0.0.9"));
        assertThat(IpAddress.parse("::ffff:10.0.0.9"))
                .isEqualTo(address)
                .hasSameHashCodeAs(address);
        assertThat(IpAddress.of(InetAddress.getByAddress(mapped))).isEqualTo(address);
        assertThat(IpAddress.of(mapped)).isEqualTo(address);
        assertThat(IpAddress.parse("::10.0.0.9")).isNotEqualTo(address);
    }

    @ParameterizedTest(name = "{0} is loopback: {1}")
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.254, true",
        "::1, true",
        "::ffff:127.0.0.1, true",
        "128.0.0.1, false",
        "126.255.255.255, false",
        "0.0.0.0, false",
        "::, false",
        "::2, false",
        "::127.0.0.1, false"
    })
    void loopback(String text, boolean expected) {
        assertThat(Objects.requireNonNull(IpAddress.parse(text)).isLoopback()).isEqualTo(expected);
    }

    /** The JDK's own reading of bytes is the oracle; its text form is not RFC 5952, so values are compared. */
    @Test
    void anyAddressSurvivesTheWayToTextAndToTheJdkAndBack() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = randomBytes(random, random.nextBoolean() ? 4 : 16);
            IpAddress address = IpAddress.of(bytes);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            assertThat(IpAddress.of(address.toInetAddress())).isEqualTo(address);
            assertThat(address.toInetAddress()).isEqualTo(InetAddress.getByAddress(bytes));
            assertThat(InetAddress.getByName(address.toString()))
                    .isEqualTo(address.toInetAddress());
        }
    }

    /** Zero bytes are frequent, as runs of them are what text forms differ in. */
    private static byte[] randomBytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i += 2) {
            if (random.nextBoolean()) {
                bytes[i] = 0;
                bytes[i + 1] = 0;
            }
        }
        return bytes;
    }

    @Test
    void familiesAreOrderedAndAddressesCountUnsigned() {
        assertThat(Objects.requireNonNull(IpAddress.parse("255.255.255.255")))
                .isLessThan(IpAddress.parse("::"));
        assertThat(Objects.requireNonNull(IpAddress.parse("127.255.255.255")))
                .isLessThan(IpAddress.parse("128.0.0.0"));
        assertThat(Objects.requireNonNull(IpAddress.parse("7fff::")))
                .isLessThan(IpAddress.parse("8000::"));
        assertThat(Objects.requireNonNull(IpAddress.parse("::7fff:0:0:0")))
                .isLessThan(IpAddress.parse("::8000:0:0:0"));
    }

    @Test
    void aUrlHasBracketsAroundIpv6() {
        assertThat(Objects.requireNonNull(IpAddress.parse("2001:db8::1")).toUriHost())
                .isEqualTo("[2001:db8::1]");
        assertThat(Objects.requireNonNull(IpAddress.parse("10.0.0.9")).toUriHost())
                .isEqualTo("10.0.0.9");
    }
}
