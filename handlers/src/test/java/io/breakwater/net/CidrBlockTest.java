package io.breakwater.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B-2: the blocks that an operator may write. */
class CidrBlockTest {
    private static final String AN_ADDRESS =
            "Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8";
    private static final String THE_IPV4_BLOCK = "Write the IPv4 block itself, such as 10.0.0.0/8";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            one address                        | 192.0.2.10             | 192.0.2.10  | 192.0.2.10
            one IPv6 address                   | 2001:DB8::A            | 2001:db8::a | 2001:db8::a
            a network                          | 10.0.0.0/8             | 10.0.0.0    | 10.255.255.255
            an odd prefix length               | 172.16.0.0/12          | 172.16.0.0  | 172.31.255.255
            a single address with its length   | 192.0.2.10/32          | 192.0.2.10  | 192.0.2.10
            the whole of IPv4                  | 0.0.0.0/0              | 0.0.0.0     | 255.255.255.255
            a contiguous mask                  | 10.0.0.0/255.0.0.0     | 10.0.0.0    | 10.255.255.255
            an IPv6 network                    | 2001:db8::/32          | 2001:db8::  | 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff
            the whole of IPv6                  | ::/0                   | ::          | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
            an IPv4-mapped address             | ::ffff:10.0.0.9        | 10.0.0.9    | 10.0.0.9
            an IPv4-mapped block               | ::ffff:10.0.0.0/104    | 10.0.0.0    | 10.255.255.255
            the block of all mapped addresses  | ::ffff:0:0/96          | 0.0.0.0     | 255.255.255.255
            """)
    void blocks(String name, String text, String first, String last) {
        CidrBlock block = CidrBlock.parse(text);
        assertThat(block.first()).hasToString(first);
        assertThat(block.last()).hasToString(last);
        assertThat(block.text()).isEqualTo(text);
    }

    @Nested
    class WhatIsAConfigurationError { // S4
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                10.0.0.1/8           | has bits set behind its prefix length | Write 10.0.0.0/8 for the network, or the address alone
                1.2.3.4/0            | has bits set behind its prefix length | Write 0.0.0.0/0 for the network, or the address alone
                10.0.0.1/255.0.0.0   | has bits set behind its prefix length | Write 10.0.0.0/8 for the network, or the address alone
                2001:db8::1/32       | has bits set behind its prefix length | Write 2001:db8::/32 for the network, or the address alone
                ::ffff:10.0.0.9/104  | has bits set behind its prefix length | Write ::ffff:a00:0/104 for the network, or the address alone
                """)
        void hostBits(String text, String problem, String remedy) {
            assertRefused(text, problem, remedy);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "::ffff:10.0.0.0/8",
            "::ffff:0:0/95",
            "::ffff:0:0/0",
            "::/80",
            "::8000:0:0/81",
            "::fffe:0:0/95"
        })
        void ipv4MappedAndMore(String text) {
            assertRefused(
                    text,
                    "is an IPv4-mapped block shorter than /96 and would hold other networks too",
                    THE_IPV4_BLOCK);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"10.0.0.0/255.0.255.0", "10.0.0.0/0.0.0.255", "2001:db8::/ffff::ffff"})
        void masksWithHoles(String text) {
            assertRefused(text, "has a mask that is not contiguous", AN_ADDRESS);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "10.",
            "10",
            "10.1",
            "10/8",
            "10.1.2/24",
            "010.0.0.1",
            "10.0.0.09",
            "256.1.1.1",
            "1.2.3.4.5",
            "167772161",
            "."
        })
        void shorthandAndLeadingZeros(String text) {
            assertRefused(text, "is not a complete address without leading zeros", AN_ADDRESS);
        }

        @ParameterizedTest(name = "\"{0}\"")
        @CsvSource({
            "proxy.example",
            "localhost",
            "''",
            "/8",
            "0x0a000001",
            "10.0.0.*",
            "10.0.0.0-10.0.0.9",
            "10.0.0.0 /8",
            "unix:",
            ":",
            "2001:db8:",
            "loopback/8"
        })
        void namesAndOtherText(String text) {
            assertRefused(
                    text, "is not an address literal, and names are not looked up", AN_ADDRESS);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "10.0.0.0/33",
            "2001:db8::/129",
            "10.0.0.0/-1",
            "10.0.0.0/+8",
            "10.0.0.0/",
            "10.0.0.0/8/8",
            "'10.0.0.0/8 '",
            "10.0.0.0/1000",
            "10.0.0.0/ffff::",
            "2001:db8::/255.0.0.0",
            "10.0.0.0/a",
            "10.0.0.0/4294967304"
        })
        void prefixLengthsThatTheFamilyDoesNotHave(String text) {
            assertRefused(
                    text,
                    "has a prefix length or mask that its address family does not have",
                    AN_ADDRESS);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"10.0.0.0/08", "10.0.0.0/00", "2001:db8::/032"})
        void prefixLengthsWithLeadingZeros(String text) {
            assertRefused(text, "has a prefix length with a leading zero", AN_ADDRESS);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"fe80::1%eth0", "fe80::1%1", "fe80::%1/10", "10.0.0.1%eth0"})
        void zoneIds(String text) {
            assertRefused(text, "has a zone id", AN_ADDRESS);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"[::1]", "[::1]/128", "[10.0.0.1]"})
        void brackets(String text) {
            assertRefused(text, "has brackets, which belong into URLs", AN_ADDRESS);
        }

        private static void assertRefused(String text, String problem, String remedy) {
            assertThatThrownBy(() -> CidrBlock.parse(text))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            refused -> {
                                assertThat(refused.problem()).isEqualTo(problem);
                                assertThat(refused.remedy()).isEqualTo(remedy);
                            });
        }
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 9.255.255.255, false",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "10.0.0.0/8, ::10.0.0.1, false",
        "::/0, 10.0.0.1, false",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false"
    })
    void membership(String block, String address, boolean expected) {
        assertThat(
                        CidrBlock.parse(block)
                                .contains(Objects.requireNonNull(IpAddress.parse(address))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} has {1} leading bits")
    @CsvSource({
        "0.0.0.0/0, 0",
        "10.0.0.0/8, 8",
        "192.0.2.10, 32",
        "::/0, 0",
        "2001:db8::/32, 32",
        "2001:db8::/65, 65",
        "::1, 128",
        "::ffff:10.0.0.0/104, 8",
        "::ffff:0:0/96, 0"
    })
    void prefixLength(String block, int expected) {
        assertThat(CidrBlock.parse(block).prefixLength()).isEqualTo(expected);
        assertThat(CidrBlock.parse(block).isSingle())
                .isEqualTo(expected == 128 || expected == 32 && block.indexOf('/') < 0);
    }
}
