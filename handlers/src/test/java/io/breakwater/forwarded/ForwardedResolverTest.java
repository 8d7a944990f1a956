package io.breakwater.forwarded;

import static io.breakwater.forwarded.Asked.count;
import static io.breakwater.forwarded.Asked.ignoringMalformed;
import static io.breakwater.forwarded.Asked.walk;
import static io.breakwater.forwarded.Asked.walkAtMost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.net.Scheme;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * B-1 to B-16, as far as they are a matter of deciding. Header lines are divided by {@code &&}; the peer is 10.0.0.7 and trusted, like all
 * of 10.0.0.0/8, 127.0.0.1 and 2001:db8:aaaa::/48, unless a row says otherwise.
 */
class ForwardedResolverTest {
    private static final TrustPolicy FOR = walk("X-Forwarded-For");
    private static final TrustPolicy ALL =
            walk(
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Prefix",
                    "X-Forwarded-Server");

    @Nested
    class B1AndB2WhoIsTrusted {
        @ParameterizedTest(name = "{0}: {1} is {2}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                a block                          | 10.0.0.7           | forwarded 10.0.0.0/8
                the last address of the block    | 10.255.255.255     | forwarded 10.0.0.0/8
                a single address                 | 127.0.0.1          | forwarded 127.0.0.1
                an IPv6 block                    | 2001:db8:aaaa::7   | forwarded 2001:db8:aaaa::/48
                IPv4-mapped IPv6 is IPv4         | ::ffff:10.0.0.7    | forwarded 10.0.0.0/8
                next to the block                | 11.0.0.0           | untrusted
                next to the address              | 127.0.0.2          | untrusted
                IPv4-compatible IPv6 is not IPv4 | ::10.0.0.7         | untrusted
                a stranger                       | 203.0.113.9        | untrusted
                a unix socket                    | unix               | untrusted
                """)
        void peers(String name, String peer, String expected) {
            Resolution resolution =
                    Asked.from(peer, Scheme.HTTP, FOR, "X-Forwarded-For: 203.0.113.5").resolve();
            assertThat(
                            resolution.verdict()
                                    + resolution.trustedBy().map(entry -> " " + entry).orElse(""))
                    .isEqualTo(expected);
        }

        @ParameterizedTest(name = "{0} holds {1}")
        @CsvSource({
            "loopback, 127.0.0.1",
            "loopback, 127.9.9.9",
            "loopback, ::1",
            "link-local, 169.254.169.254",
            "link-local, fe80::1",
            "private, 10.1.2.3",
            "private, 172.31.255.255",
            "private, 192.168.0.1",
            "private, fd00::1",
            "unix, unix",
            "*, 203.0.113.9",
            "*, 2001:db8::1",
            "*, unix"
        })
        void names(String entry, String peer) {
            TrustPolicy policy = FOR.trusting(TrustList.of(List.of(entry)));
            assertThat(
                            Asked.from(peer, Scheme.HTTP, policy, "X-Forwarded-For: 203.0.113.5")
                                    .client())
                    .isEqualTo("203.0.113.5:0");
        }

        @ParameterizedTest(name = "{0} does not hold {1}")
        @CsvSource({
            "loopback, unix",
            "loopback, 0.0.0.0",
            "loopback, ::",
            "link-local, fec0::1",
            "private, 172.32.0.0",
            "private, 100.64.0.1",
            "private, unix",
            "unix, 127.0.0.1",
            "unix, 0.0.0.0",
            "unix, ::1",
            "10.0.0.0/8, unix"
        })
        void namesHoldNothingElse(String entry, String peer) {
            TrustPolicy policy = FOR.trusting(TrustList.of(List.of(entry)));
            assertThat(
                            Asked.from(peer, Scheme.HTTP, policy, "X-Forwarded-For: 203.0.113.5")
                                    .client())
                    .isEqualTo("peer");
        }

        @Test
        void aUnixPeerWithoutABelievedClientIsNeverLoopback() {
            TrustPolicy policy = FOR.trusting(TrustList.of(List.of("unix")));
            assertThat(Asked.from("unix", Scheme.HTTP, policy, "X-Forwarded-For: unknown").client())
                    .isEqualTo("unix unknown");
        }
    }

    @Nested
    class B3AnEmptyListTrustsNobody { // S4
        @Test
        void whoeverAsks() {
            TrustPolicy policy = FOR.trusting(TrustList.NOBODY);
            assertThat(
                            Asked.from(
                                            "127.0.0.1",
                                            Scheme.HTTP,
                                            policy,
                                            "X-Forwarded-For: 203.0.113.5")
                                    .left())
                    .isEmpty();
            assertThat(
                            Asked.from("unix", Scheme.HTTP, policy, "X-Forwarded-For: 203.0.113.5")
                                    .client())
                    .isEqualTo("peer");
        }
    }

    @Nested
    class B7WhatIsRemoved {
        private static final String SPOOFED =
                "X-Forwarded-For: 9.9.9.9 && X-Client-IP: 9.9.9.8 && X-Real-IP: 9.9.9.7 && X-Host: h && "
                        + "X-Forwarded-SSL: on && X-Script-Name: /b && Forwarded: for=6.6.6.6 && X-Forwarded-By: z && X-Original-Host: o && "
                        + "Client-Cert: :x: && X_Forwarded_Proto: https && x.forwarded.host: evil && Remote-User: root && Proxy: p && "
                        + "X-Original-URL: /admin && X-SSL-Client-Verify: SUCCESS";

        @Test
        void everythingKnownFromAStranger() { // S3, S17, S20
            Asked asked =
                    Asked.from(
                            "203.0.113.9",
                            Scheme.HTTP,
                            FOR,
                            "Host: a && Via: 1.1 x && X-HTTP-Method-Override: PUT && " + SPOOFED);
            assertThat(asked.left())
                    .isEqualTo("Host: a && Via: 1.1 x && X-HTTP-Method-Override: PUT");
            assertThat(asked.outcomes().split(", "))
                    .allMatch(outcome -> outcome.endsWith("stripped untrusted-peer"));
        }

        @Test
        void everythingNotChosenFromATrustedPeer() { // S3
            Asked asked = Asked.of(FOR, SPOOFED);
            assertThat(asked.left())
                    .isEqualTo(
                            "X-Forwarded-For: 9.9.9.9 && Remote-User: root && Proxy: p && X-Original-URL: /admin");
            assertThat(asked.outcomes())
                    .isEqualTo(
                            "X-Client-IP stripped not-chosen, X-Real-IP stripped not-chosen, "
                                    + "X-Host stripped not-chosen, X-Forwarded-SSL stripped not-chosen, X-Script-Name stripped not-chosen, "
                                    + "Forwarded stripped not-chosen, X-Forwarded-By stripped not-chosen, X-Original-Host stripped not-chosen, "
                                    + "Client-Cert stripped not-chosen, X_Forwarded_Proto stripped alias, x.forwarded.host stripped alias, "
                                    + "X-SSL-Client-Verify stripped not-chosen, X-Forwarded-For accepted");
        }

        @Test
        void aSynonymIsRemovedAndNotUsedWhereTheChosenOneIsAbsent() { // S3, S21
            Asked asked = Asked.of(walk("X-Real-IP"), "X-Forwarded-For: 9.9.9.9");
            assertThat(asked.client()).isEqualTo("peer");
            assertThat(asked.left()).isEmpty();
        }

        @Test
        void anAliasOfTheChosenNameIsNotTheChosenName() { // S17
            Asked asked =
                    Asked.of(
                            FOR,
                            "X_Forwarded_For: 9.9.9.9 && x-forwarded-FOR: 203.0.113.5 && X.Forwarded.For: 9.9.9.8");
            assertThat(asked.client()).isEqualTo("203.0.113.5:0");
            assertThat(asked.left()).isEqualTo("x-forwarded-FOR: 203.0.113.5");
        }

        @Test
        void keptHeadersAreKeptFromTrustedPeersOnly() {
            TrustPolicy policy =
                    new TrustPolicy(
                            Asked.TRUSTED,
                            FOR.headers(),
                            HopRule.WALK,
                            true,
                            Set.of("X-Real-IP", "x-ssl-client-verify"),
                            false);
            String headers =
                    "x-real-ip: 9.9.9.9 && X-SSL-Client-Verify: SUCCESS && X-SSL-Client-Cert: x";
            assertThat(Asked.of(policy, headers).left())
                    .isEqualTo("x-real-ip: 9.9.9.9 && X-SSL-Client-Verify: SUCCESS");
            assertThat(Asked.of(policy, headers).client()).isEqualTo("peer");
            assertThat(Asked.of(policy, headers).outcomes())
                    .isEqualTo(
                            "x-real-ip rejected kept, X-SSL-Client-Verify rejected kept, X-SSL-Client-Cert stripped not-chosen");
            assertThat(Asked.from("203.0.113.9", Scheme.HTTP, policy, headers).left()).isEmpty();
        }

        @Test
        void withoutStrippingNothingIsRemovedAndNothingBelieved() {
            TrustPolicy policy =
                    new TrustPolicy(
                            Asked.TRUSTED, FOR.headers(), HopRule.WALK, false, Set.of(), false);
            Asked stranger = Asked.from("203.0.113.9", Scheme.HTTP, policy, SPOOFED);
            assertThat(stranger.left()).isEqualTo(SPOOFED);
            assertThat(stranger.client()).isEqualTo("peer");
            Asked proxy =
                    Asked.of(policy, "X-Real-IP: 9.9.9.9 && X-Forwarded-For: 1.1.1.1, 203.0.113.5");
            assertThat(proxy.left())
                    .isEqualTo("X-Real-IP: 9.9.9.9 && X-Forwarded-For: 203.0.113.5");
        }

        @Test
        void withoutForwardingHeadersThereIsNothingToDo() {
            assertThat(Asked.of(ALL, "Host: a && Cookie: b").resolve())
                    .isInstanceOf(Resolution.Direct.class);
            assertThat(Asked.from("203.0.113.9", Scheme.HTTP, ALL, "Host: a").resolve())
                    .isInstanceOf(Resolution.Direct.class);
        }
    }

    @Nested
    class B8Lines { // S18
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                lines are one list               | X-Forwarded-For: 203.0.113.5 && X-Forwarded-For: 10.0.0.9  | 203.0.113.5:0 | X-Forwarded-For: 203.0.113.5, 10.0.0.9
                the last line is the right end   | X-Forwarded-For: 1.1.1.1 && X-Forwarded-For: 203.0.113.5   | 203.0.113.5:0 | X-Forwarded-For: 203.0.113.5
                lines in different case          | x-forwarded-for: 203.0.113.5 && X-FORWARDED-FOR: 10.0.0.9  | 203.0.113.5:0 | x-forwarded-for: 203.0.113.5, 10.0.0.9
                an empty last line               | X-Forwarded-For: 203.0.113.5 && X-Forwarded-For:           | 203.0.113.5:0 | X-Forwarded-For: 203.0.113.5
                empty elements                   | X-Forwarded-For: , 203.0.113.5,,10.0.0.9, ,                | 203.0.113.5:0 | X-Forwarded-For: 203.0.113.5, 10.0.0.9
                an empty header is absent        | X-Forwarded-For:                                           | peer          | ''
                commas are an empty header       | X-Forwarded-For: , ,,                                      | peer          | ''
                two empty lines                  | X-Forwarded-For: && X-Forwarded-For: ,                     | peer          | ''
                """)
        void clients(String name, String headers, String client, String left) {
            assertThat(Asked.of(FOR, headers).client()).isEqualTo(client);
            assertThat(Asked.of(FOR, headers).left()).isEqualTo(left);
        }

        @Test
        void tabsAreTrimmedAndOtherSpacesAreMalformed() {
            assertThat(Asked.of(FOR, "X-Forwarded-For: \t203.0.113.5 \t,\t10.0.0.9\t").client())
                    .isEqualTo("203.0.113.5:0");
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5\u00a0").client())
                    .isEqualTo("X-Forwarded-For bad-node");
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5\u000b").client())
                    .isEqualTo("X-Forwarded-For bad-node");
        }
    }

    @Nested
    class B9Walk {
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                one hop                              | 203.0.113.5                                       | 203.0.113.5:0        | 203.0.113.5
                the first that is not trusted        | 203.0.113.5, 10.0.0.9, 127.0.0.1                  | 203.0.113.5:0        | 203.0.113.5, 10.0.0.9, 127.0.0.1
                trusted hops with ports              | 203.0.113.5, 10.0.0.9:5000                        | 203.0.113.5:0        | 203.0.113.5, 10.0.0.9:5000
                IPv6                                 | 2001:DB8::1, 2001:db8:aaaa::7                     | 2001:db8::1:0        | 2001:db8::1, 2001:db8:aaaa::7
                an IPv4-mapped trusted hop           | 203.0.113.5, ::ffff:10.0.0.9                      | 203.0.113.5:0        | 203.0.113.5, 10.0.0.9
                all trusted: the left-most           | 10.0.0.8, 10.0.0.9                                | 10.0.0.8:0           | 10.0.0.8, 10.0.0.9
                the client's port                    | 203.0.113.5:4711, 10.0.0.9                        | 203.0.113.5:4711     | 203.0.113.5:4711, 10.0.0.9
                a client with IPv6 and a port        | "[2001:DB8::1]:443", 10.0.0.9                     | [2001:db8::1]:443    | [2001:db8::1]:443, 10.0.0.9
                """)
        void fromTheTrustedSide(String name, String chain, String client, String left) {
            Asked asked = Asked.of(FOR, "X-Forwarded-For: " + chain);
            assertThat(asked.client().replace("[2001:db8::1]:0", "2001:db8::1:0"))
                    .isEqualTo(client);
            assertThat(asked.left()).isEqualTo("X-Forwarded-For: " + left);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                the left-most entry is the client's       | 127.0.0.1, 203.0.113.5                       | 203.0.113.5:0  | 203.0.113.5
                a trusted address further left            | 1.1.1.1, 10.0.0.1, 203.0.113.5, 10.0.0.2     | 203.0.113.5:0  | 203.0.113.5, 10.0.0.2
                garbage further left                      | <script>, "x, 203.0.113.5                    | 203.0.113.5:0  | 203.0.113.5
                a name where a trusted hop should be      | 203.0.113.5, localhost                       | X-Forwarded-For bad-node |
                shorthand for a trusted hop               | 203.0.113.5, 10.9                            | X-Forwarded-For bad-node |
                a number for a trusted hop                | 203.0.113.5, 167772161                       | X-Forwarded-For bad-node |
                """)
        void fromTheAttackersSide(String name, String chain, String client, String left) { // S1
            Asked asked = Asked.of(FOR, "X-Forwarded-For: " + chain);
            assertThat(asked.client()).isEqualTo(client);
            if (left != null) {
                assertThat(asked.left()).isEqualTo("X-Forwarded-For: " + left);
            }
        }

        @ParameterizedTest(name = "at most {0} of {1}: {2}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                1 | 203.0.113.5, 10.0.0.8, 10.0.0.9   | 10.0.0.9:0      | 10.0.0.9
                2 | 203.0.113.5, 10.0.0.8, 10.0.0.9   | 10.0.0.8:0      | 10.0.0.8, 10.0.0.9
                3 | 203.0.113.5, 10.0.0.8, 10.0.0.9   | 203.0.113.5:0   | 203.0.113.5, 10.0.0.8, 10.0.0.9
                9 | 203.0.113.5, 10.0.0.8, 10.0.0.9   | 203.0.113.5:0   | 203.0.113.5, 10.0.0.8, 10.0.0.9
                9 | 1.1.1.1, 203.0.113.5, 10.0.0.9    | 203.0.113.5:0   | 203.0.113.5, 10.0.0.9
                """)
        void aCountBoundsTheWalk(int hops, String chain, String client, String left) {
            Asked asked =
                    Asked.of(walkAtMost(hops, "X-Forwarded-For"), "X-Forwarded-For: " + chain);
            assertThat(asked.client()).isEqualTo(client);
            assertThat(asked.left()).isEqualTo("X-Forwarded-For: " + left);
        }
    }

    @Nested
    class B9Count {
        @ParameterizedTest(name = "{0} of {1}: {2}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                1 | 203.0.113.5                              | 203.0.113.5:0    | 203.0.113.5
                1 | 1.1.1.1, 203.0.113.5                     | 203.0.113.5:0    | 203.0.113.5
                2 | 1.1.1.1, 203.0.113.5, 198.51.100.1       | 203.0.113.5:0    | 203.0.113.5, 198.51.100.1
                2 | 203.0.113.5,, 198.51.100.1               | 203.0.113.5:0    | 203.0.113.5, 198.51.100.1
                2 | 1.1.1.1, 203.0.113.5:99, 198.51.100.1:1  | 203.0.113.5:99   | 203.0.113.5:99, 198.51.100.1:1
                3 | 203.0.113.5, 198.51.100.1                | 203.0.113.5:0    | 203.0.113.5, 198.51.100.1
                2 | <script>, 203.0.113.5, 198.51.100.1      | 203.0.113.5:0    | 203.0.113.5, 198.51.100.1
                2 | 203.0.113.5, unknown                     | 203.0.113.5:0    | 203.0.113.5, unknown
                """)
        void theNthFromTheRight(int hops, String chain, String client, String left) {
            Asked asked = Asked.of(count(hops, "X-Forwarded-For"), "X-Forwarded-For: " + chain);
            assertThat(asked.client()).isEqualTo(client);
            assertThat(asked.left()).isEqualTo("X-Forwarded-For: " + left);
        }

        @Test
        void aStrangerIsNotBelievedHoweverManyEntriesCount() { // S2
            assertThat(
                            Asked.from(
                                            "203.0.113.9",
                                            Scheme.HTTP,
                                            count(2, "X-Forwarded-For"),
                                            "X-Forwarded-For: 1.1.1.1, 2.2.2.2")
                                    .client())
                    .isEqualTo("peer");
        }

        @Test
        void garbageBetweenIsMalformed() {
            assertThat(
                            Asked.of(
                                            count(2, "X-Forwarded-For"),
                                            "X-Forwarded-For: 203.0.113.5, <b>")
                                    .client())
                    .isEqualTo("X-Forwarded-For bad-node");
        }

        @Test
        void noCountBelowOne() {
            assertThatThrownBy(() -> new HopRule(HopRule.Mode.COUNT, OptionalInt.of(0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new HopRule(HopRule.Mode.WALK, OptionalInt.of(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new HopRule(HopRule.Mode.COUNT, OptionalInt.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class B10Nodes {
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                unknown: the peer stands                    | unknown                      | 10.0.0.7:0 unknown      | unknown
                unknown ends the walk                       | 203.0.113.5, unknown         | 10.0.0.7:0 unknown      | unknown
                the nearest verified hop stands             | unknown, 10.0.0.9:5000       | 10.0.0.9:0 unknown      | unknown, 10.0.0.9:5000
                an obfuscated node                          | 1.1.1.1, _hidden, 10.0.0.9   | 10.0.0.9:0 _hidden      | _hidden, 10.0.0.9
                an obfuscated node and port                 | _hidden:_p                   | 10.0.0.7:0 _hidden:_p   | _hidden:_p
                """)
        void withoutAddress(String name, String chain, String client, String left) {
            Asked asked = Asked.of(FOR, "X-Forwarded-For: " + chain);
            assertThat(asked.client()).isEqualTo(client);
            assertThat(asked.left()).isEqualTo("X-Forwarded-For: " + left);
        }

        @ParameterizedTest(name = "X-Real-IP: {0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                203.0.113.9            | 203.0.113.9:0
                203.0.113.9:99         | 203.0.113.9:99
                [2001:db8::1]          | [2001:db8::1]:0
                ' 203.0.113.9 '        | 203.0.113.9:0
                10.0.0.9               | 10.0.0.9:0
                203.0.113.9, 1.1.1.1   | X-Real-IP bad-node
                ,203.0.113.9           | X-Real-IP bad-node
                junk <b>               | X-Real-IP bad-node
                """)
        void singleHeadersAreOneHop(String value, String client) {
            assertThat(Asked.of(walk("X-Real-IP"), "X-Real-IP: " + value).client())
                    .isEqualTo(client);
        }

        @Test
        void twoLinesOfASingleHeaderAreMalformed() {
            assertThat(
                            Asked.of(
                                            walk("X-Real-IP"),
                                            "X-Real-IP: 203.0.113.9 && X-Real-IP: 1.1.1.1")
                                    .client())
                    .isEqualTo("X-Real-IP bad-node");
        }
    }

    @Nested
    class B11FromTheSameHop { // S9
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                one scheme is for the whole chain       | X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Proto: https             | https h 443
                one scheme without a chain              | X-Forwarded-Proto: https                                                       | https h 443
                the scheme at the client's place        | X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Proto: https, http       | https h 443
                not the one that the client sent        | X-Forwarded-For: 1.1.1.1, 203.0.113.5 && X-Forwarded-Proto: https, http        | http h 80
                further left than the client            | X-Forwarded-For: 1.1.1.1, 203.0.113.5, 10.0.0.9 && X-Forwarded-Proto: x, https, http | https h 443
                more schemes than hops                  | X-Forwarded-For: 203.0.113.5 && X-Forwarded-Proto: https, http                 | X-Forwarded-Proto list-length
                fewer schemes than hops                 | X-Forwarded-For: 1.1.1.1, 203.0.113.5, 10.0.0.9 && X-Forwarded-Proto: https, http | X-Forwarded-Proto list-length
                several schemes without a chain         | X-Forwarded-Proto: https, http                                                 | X-Forwarded-Proto list-length
                several schemes on lines                | X-Forwarded-Proto: https && X-Forwarded-Proto: http                            | X-Forwarded-Proto list-length
                the port at the client's place          | X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Port: 8443, 80           | http h:8443 8443
                more ports than hops                    | X-Forwarded-For: 203.0.113.5 && X-Forwarded-Port: 8443, 80                     | X-Forwarded-Port list-length
                a host is not taken from further left   | X-Forwarded-For: 203.0.113.5 && X-Forwarded-Host: evil, b                      | http b 80
                a host as far right as there are hops   | X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Host: evil, a, b         | http a 80
                fewer hosts than hops: the left-most    | X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Host: b                  | http b 80
                hosts without a chain: the right-most   | X-Forwarded-Host: evil, b                                                      | http b 80
                garbage left of the host                | X-Forwarded-Host: a/b, b                                                       | http b 80
                garbage for the host                    | X-Forwarded-Host: b, a/b                                                       | X-Forwarded-Host bad-host
                """)
        void urls(String name, String headers, String expected) {
            assertThat(Asked.of(ALL, "Host: h && " + headers).url()).isEqualTo(expected);
        }

        @Test
        void countsAsHops() {
            String headers =
                    "Host: h && X-Forwarded-For: 1.1.1.1, 203.0.113.5, 198.51.100.1 && X-Forwarded-Host: evil, a, b";
            assertThat(Asked.of(count(2, "X-Forwarded-For", "X-Forwarded-Host"), headers).url())
                    .isEqualTo("http a 80");
        }

        @ParameterizedTest(name = "{0} hops are counted on: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                1 | evil, a, b | http b 80
                2 | evil, a, b | http a 80
                2 | b          | http b 80
                """)
        void countsHostsWhereNoChainIsTold(int hops, String hosts, String expected) {
            TrustPolicy policy = count(hops, "X-Forwarded-For", "X-Forwarded-Host");
            assertThat(Asked.of(policy, "Host: h && X-Forwarded-Host: " + hosts).url())
                    .isEqualTo(expected);
        }

        @Test
        void aSchemeListBesideASingleClientHeaderIsMalformed() {
            assertThat(
                            Asked.of(
                                            walk("X-Real-IP", "X-Forwarded-Proto"),
                                            "X-Real-IP: 203.0.113.9 && X-Forwarded-Proto: https, http")
                                    .url())
                    .isEqualTo("X-Forwarded-Proto list-length");
        }
    }

    @Nested
    class B12Rfc7239 { // S6, S7
        private static final TrustPolicy FAMILY = walk("Forwarded", "X-Forwarded-Prefix");

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                all facts of one hop                   | for=203.0.113.5;proto=https;host=WWW.example             | 203.0.113.5:0            | https www.example 443
                a quoted node with a port              | for="[2001:db8::1]:443"                                  | [2001:db8::1]:443        | http h 80
                from the client's hop only             | for=203.0.113.5, for=10.0.0.9;proto=https;host=b         | 203.0.113.5:0            | http h 80
                not from further left                  | for=1.1.1.1;proto=https;host=evil, for=203.0.113.5       | 203.0.113.5:0            | http h 80
                a scheme in any case                   | for=203.0.113.5;proto=HTTPS                              | 203.0.113.5:0            | https h 443
                a host with a port                     | for=203.0.113.5;host="www.example:8443"                  | 203.0.113.5:0            | http www.example:8443 8443
                commas and semicolons in quotes        | for=203.0.113.5;secret="a;b,c"                           | 203.0.113.5:0            | http h 80
                no for: the peer stands                | proto=https;host=b                                       | 10.0.0.7:0 unknown       | https b 443
                unknown ends the walk                  | for=1.1.1.1, for=unknown;proto=https                     | 10.0.0.7:0 unknown       | https h 443
                an obfuscated node                     | for=_hidden, for=10.0.0.9                                | 10.0.0.9:0 _hidden       | http h 80
                values left of the client are not read | for=<x>;proto=gopher, for=203.0.113.5                    | Forwarded bad-syntax     | Forwarded bad-syntax
                left of the client only tokens count   | for=x;proto=gopher;host="a/b", for=203.0.113.5           | 203.0.113.5:0            | http h 80
                a name for a node                      | for=localhost                                            | Forwarded bad-node       | Forwarded bad-node
                a node in single quotes                | for='203.0.113.5'                                        | Forwarded bad-node       | Forwarded bad-node
                another scheme                         | for=203.0.113.5;proto=wss                                | Forwarded bad-scheme     | Forwarded bad-scheme
                a bad host                             | for=203.0.113.5;host="a/b"                               | Forwarded bad-host       | Forwarded bad-host
                a parameter twice                      | for=203.0.113.5;proto=https;proto=http                   | Forwarded duplicate-parameter | Forwarded duplicate-parameter
                a space after the semicolon            | for=203.0.113.5; proto=https                             | Forwarded bad-syntax     | Forwarded bad-syntax
                """)
        void elements(String name, String value, String client, String url) {
            Asked asked = Asked.of(FAMILY, "Host: h && Forwarded: " + value);
            assertThat(asked.client()).isEqualTo(client);
            assertThat(asked.url()).isEqualTo(url);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                Forwarded: for=1.1.1.1, FOR=203.0.113.5;by=_x, for=10.0.0.9 | Forwarded: FOR=203.0.113.5;by=_x, for=10.0.0.9
                Forwarded: for=203.0.113.5 && Forwarded: for=10.0.0.9       | Forwarded: for=203.0.113.5, for=10.0.0.9
                Forwarded: for=203.0.113.5,,                                | Forwarded: for=203.0.113.5
                Forwarded: ,                                                | ''
                Forwarded: for=203.0.113.5 && X-Forwarded-For: 9.9.9.9      | Forwarded: for=203.0.113.5
                """)
        void whatIsLeft(String headers, String left) {
            assertThat(Asked.of(FAMILY, headers).left()).isEqualTo(left);
        }

        @Test
        void aPrefixMayStandBesideIt() {
            assertThat(
                            Asked.of(
                                            FAMILY,
                                            "Host: h && Forwarded: for=203.0.113.5 && X-Forwarded-Prefix: /shop")
                                    .url())
                    .isEqualTo("http h 80 /shop");
        }

        @Test
        void countsAsHops() {
            String value =
                    "for=192.0.2.1;host=fake.com, for=198.51.100.2;host=example.com:8080, for=203.0.113.1";
            Asked asked = Asked.of(count(2, "Forwarded"), "Host: h && Forwarded: " + value);
            assertThat(asked.client()).isEqualTo("198.51.100.2:0");
            assertThat(asked.url()).isEqualTo("http example.com:8080 8080");
        }
    }

    @Nested
    class B12Limits { // S7
        private static String chain(int hops) {
            return IntStream.range(0, hops)
                    .mapToObj(i -> "10.0.0." + i % 250)
                    .collect(Collectors.joining(", "));
        }

        @Test
        void thirtyTwoHopsAreInspected() {
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5, " + chain(31)).client())
                    .isEqualTo("203.0.113.5:0");
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5, " + chain(32)).client())
                    .isEqualTo("X-Forwarded-For too-many-hops");
            String elements = "for=" + chain(32).replace(", ", ", for=");
            assertThat(Asked.of(walk("Forwarded"), "Forwarded: " + elements).client())
                    .isEqualTo("10.0.0.0:0");
            assertThat(
                            Asked.of(walk("Forwarded"), "Forwarded: for=203.0.113.5, " + elements)
                                    .client())
                    .isEqualTo("Forwarded too-many-hops");
        }

        @Test
        void whatLiesLeftOfTheClientIsNotLimited() {
            assertThat(
                            Asked.of(
                                            FOR,
                                            "X-Forwarded-For: "
                                                    + "x,".repeat(100_000)
                                                    + "203.0.113.5")
                                    .client())
                    .isEqualTo("203.0.113.5:0");
            assertThat(
                            Asked.of(
                                            FOR,
                                            "X-Forwarded-For: "
                                                    + "x".repeat(100_000)
                                                    + ",203.0.113.5")
                                    .left())
                    .isEqualTo("X-Forwarded-For: 203.0.113.5");
        }

        @Test
        void eightKibibytesAreInspected() {
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5" + ",".repeat(8_000)).client())
                    .isEqualTo("203.0.113.5:0");
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5" + ",".repeat(8_200)).client())
                    .isEqualTo("X-Forwarded-For too-long");
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5," + "x".repeat(8_200)).client())
                    .isEqualTo("X-Forwarded-For too-long");
            assertThat(
                            Asked.of(
                                            walk("Forwarded"),
                                            "Forwarded: for=203.0.113.5;ext=" + "x".repeat(8_200))
                                    .client())
                    .isEqualTo("Forwarded too-long");
            assertThat(Asked.of(ALL, "X-Forwarded-Host: " + "x".repeat(8_200)).url())
                    .isEqualTo("X-Forwarded-Host bad-host");
        }

        /** Were it not linear, ten of the hundred would take as long as all may. */
        @ParameterizedTest(name = "in {0}")
        @ValueSource(
                strings = {
                    "X-Forwarded-For",
                    "X-Real-IP",
                    "X-Forwarded-Proto",
                    "X-Forwarded-SSL",
                    "X-Forwarded-Host",
                    "X-Forwarded-Server",
                    "X-Forwarded-Port",
                    "X-Forwarded-Prefix",
                    "Forwarded"
                })
        @Timeout(10)
        void aHundredTimesSixtyFourKibibytesOfCommas(String header) {
            String commas = ",".repeat(64 * 1024);
            String lines = (Asked.SEPARATOR + header + ": ,").repeat(1_000);
            Asked oneLine = Asked.of(walk(header), header + ": x" + commas + "y" + commas);
            Asked manyLines = Asked.of(walk(header), header + ": x" + lines);
            for (int i = 0; i < 100; i++) {
                assertThat(oneLine.resolve()).isNotNull();
                assertThat(manyLines.resolve()).isNotNull();
            }
        }

        @Test
        @Timeout(10)
        void timeGrowsWithLengthOnly() {
            String megabyte = ",".repeat(1_000_000);
            assertThat(Asked.of(ALL, "X-Forwarded-For: " + megabyte).client()).isEqualTo("peer");
            assertThat(
                            Asked.of(
                                            ALL,
                                            "X-Forwarded-For: 203.0.113.5 && X-Forwarded-Proto: http"
                                                    + megabyte
                                                    + " && X-Forwarded-Host: h"
                                                    + megabyte)
                                    .client())
                    .isEqualTo("203.0.113.5:0");
        }
    }

    @Nested
    class B13Values {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                X-Forwarded-Proto: HTTPS                  | https h 443
                X-Forwarded-Proto: http                   | http h 80
                X-Forwarded-Proto: wss                    | X-Forwarded-Proto bad-scheme
                X-Forwarded-Proto: on                     | X-Forwarded-Proto bad-scheme
                X-Forwarded-Proto: "https"                | X-Forwarded-Proto bad-scheme
                X-Forwarded-Proto: https:                 | X-Forwarded-Proto bad-scheme
                X-Forwarded-Host: pub.example             | http pub.example 80
                X-Forwarded-Host: [2001:DB8::1]:8080      | http [2001:db8::1]:8080 8080
                X-Forwarded-Host: user@pub.example        | X-Forwarded-Host bad-host
                X-Forwarded-Host: http://pub.example/     | X-Forwarded-Host bad-host
                X-Forwarded-Host: pub.example:            | X-Forwarded-Host bad-host
                X-Forwarded-Host: 2001:db8::1             | X-Forwarded-Host bad-host
                X-Forwarded-Host: "pub.example"           | X-Forwarded-Host bad-host
                X-Forwarded-Server: s                     | http s 80
                X-Forwarded-Server: s:81                  | X-Forwarded-Server bad-host
                X-Forwarded-Port: 8443                    | http h:8443 8443
                X-Forwarded-Port: 0443                    | http h:443 443
                X-Forwarded-Port: 0                       | X-Forwarded-Port bad-port
                X-Forwarded-Port: 65536                   | X-Forwarded-Port bad-port
                X-Forwarded-Port: -1                      | X-Forwarded-Port bad-port
                X-Forwarded-Port: +80                     | X-Forwarded-Port bad-port
                X-Forwarded-Port: abc                     | X-Forwarded-Port bad-port
                X-Forwarded-Port: 80 80                   | X-Forwarded-Port bad-port
                X-Forwarded-Prefix: /shop                 | http h 80 /shop
                X-Forwarded-Prefix: /shop/                | http h 80 /shop
                X-Forwarded-Prefix: /                     | http h 80
                X-Forwarded-Prefix: shop                  | X-Forwarded-Prefix bad-prefix
                X-Forwarded-Prefix: //evil.example        | X-Forwarded-Prefix bad-prefix
                X-Forwarded-Prefix: /a, /b                | X-Forwarded-Prefix bad-prefix
                X-Forwarded-Prefix: /a/../b               | X-Forwarded-Prefix bad-prefix
                X-Forwarded-Prefix: /a && X-Forwarded-Prefix: /b  | X-Forwarded-Prefix bad-prefix
                """)
        void each(String header, String expected) {
            assertThat(Asked.of(ALL, "Host: h && " + header).url()).isEqualTo(expected);
        }

        @ParameterizedTest(name = "X-Forwarded-SSL: {0}")
        @CsvSource({
            "on, https",
            "On, https",
            "TRUE, https",
            "1, https",
            "off, http",
            "Off, http",
            "false, http",
            "0, http",
            "https, X-Forwarded-SSL bad-scheme",
            "yes, X-Forwarded-SSL bad-scheme",
            "junk, X-Forwarded-SSL bad-scheme"
        })
        void flags(String value, String expected) {
            String url =
                    Asked.from(
                                    "10.0.0.7",
                                    Scheme.HTTPS,
                                    walk("X-Forwarded-SSL"),
                                    "Host: h && X-Forwarded-SSL: " + value)
                            .url();
            assertThat(url.replaceFirst(" h .*", "")).isEqualTo(expected);
        }
    }

    @Nested
    class B14Malformed {
        private static final String BAD =
                "Host: h && X-Forwarded-For: 203.0.113.5 && X-Forwarded-Proto: gopher && X-Forwarded-Host: a/b";

        @Test
        void fromATrustedPeerIsRefusedNamingTheFirst() {
            Resolution resolution = Asked.of(ALL, BAD).resolve();
            assertThat(resolution)
                    .isInstanceOfSatisfying(
                            Resolution.Malformed.class,
                            malformed -> {
                                assertThat(malformed.header()).isEqualTo("X-Forwarded-Proto");
                                assertThat(malformed.reason()).isEqualTo(Reason.BAD_SCHEME);
                                assertThat(malformed.value()).isEqualTo("gopher");
                                assertThat(malformed.trustedBy()).contains("10.0.0.0/8");
                            });
        }

        @Test
        void fromAStrangerIsOnlyStripped() {
            Asked asked = Asked.from("203.0.113.9", Scheme.HTTP, ALL, BAD);
            assertThat(asked.resolve()).isInstanceOf(Resolution.Untrusted.class);
            assertThat(asked.left()).isEqualTo("Host: h");
        }

        @Test
        void inAHeaderThatIsNotChosenIsOnlyStripped() {
            assertThat(
                            Asked.of(
                                            FOR,
                                            "X-Forwarded-For: 203.0.113.5 && X-Forwarded-Port: abc && Forwarded: bad")
                                    .left())
                    .isEqualTo("X-Forwarded-For: 203.0.113.5");
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                a bad client        | X-Forwarded-For: <b> && X-Forwarded-Proto: https                       | peer          | https h 443        | X-Forwarded-Proto: https
                a bad later hop     | X-Forwarded-For: 203.0.113.5, <b>                                      | peer          | http h 80          | ''
                a bad hop behind a trusted one | X-Forwarded-For: <b>, 10.0.0.9 && X-Forwarded-Host: x, y    | peer          | http y 80          | X-Forwarded-Host: y
                a bad scheme        | X-Forwarded-For: 203.0.113.5 && X-Forwarded-Proto: gopher              | 203.0.113.5:0 | http h 80          | X-Forwarded-For: 203.0.113.5
                a bad host          | X-Forwarded-Host: a/b && X-Forwarded-Port: 8443                        | peer          | http h:8443 8443   | X-Forwarded-Port: 8443
                a bad prefix        | X-Forwarded-Prefix: //x                                                | peer          | http h 80          | ''
                a list beside a bad client | X-Forwarded-For: 203.0.113.5, <b> && X-Forwarded-Proto: https, http | peer      | http h 80          | ''
                """)
        void isAbsentWhereItIsIgnored(
                String name, String headers, String client, String url, String left) {
            TrustPolicy policy =
                    ignoringMalformed(
                            "X-Forwarded-For",
                            "X-Forwarded-Proto",
                            "X-Forwarded-Host",
                            "X-Forwarded-Port",
                            "X-Forwarded-Prefix");
            Asked asked = Asked.of(policy, "Host: h && " + headers);
            assertThat(asked.client()).isEqualTo(client);
            assertThat(asked.url()).isEqualTo(url);
            assertThat(asked.left()).isEqualTo(left.isEmpty() ? "Host: h" : "Host: h && " + left);
        }

        @Test
        void anIgnoredForwardedHeaderLeavesThePrefix() {
            Asked asked =
                    Asked.of(
                            ignoringMalformed("Forwarded", "X-Forwarded-Prefix"),
                            "Host: h && Forwarded: for=a b && X-Forwarded-Prefix: /shop");
            assertThat(asked.client()).isEqualTo("peer");
            assertThat(asked.url()).isEqualTo("http h 80 /shop");
            assertThat(asked.left()).isEqualTo("Host: h");
        }

        @Test
        void aChosenServerCountsWhereABadHostIsIgnored() {
            Asked asked =
                    Asked.of(
                            ignoringMalformed("X-Forwarded-Host", "X-Forwarded-Server"),
                            "Host: h && X-Forwarded-Host: a/b && X-Forwarded-Server: s");
            assertThat(asked.url()).isEqualTo("http s 80");
        }
    }

    @Nested
    class B15Derivation {
        @ParameterizedTest(name = "{0}: {1} over {2}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                the host's port wins                        | X-Forwarded-Host: p:7000 && X-Forwarded-Port: 443 && X-Forwarded-Proto: https | HTTP  | https p:7000 7000
                else the forwarded port                     | X-Forwarded-Host: p && X-Forwarded-Port: 8443 && X-Forwarded-Proto: https     | HTTP  | https p:8443 8443
                else the scheme's default                   | X-Forwarded-Host: p && X-Forwarded-Proto: https                               | HTTP  | https p 443
                the connection's scheme                     | X-Forwarded-Host: p                                                           | HTTPS | https p 443
                the default port is left out                | X-Forwarded-Host: p:443 && X-Forwarded-Proto: https                           | HTTP  | https p 443
                a forwarded default port is left out        | X-Forwarded-Host: p && X-Forwarded-Port: 80                                   | HTTP  | http p 80
                a forwarded port replaces the port of Host  | X-Forwarded-Port: 8443                                                        | HTTP  | http h:8443 8443
                and leaves out the default                  | X-Forwarded-Port: 443 && X-Forwarded-Proto: https                             | HTTP  | https h 443
                scheme alone keeps the port of Host         | X-Forwarded-Proto: https                                                      | HTTP  | https h:8080 8080
                a trusted http downgrades                   | X-Forwarded-Proto: http                                                       | HTTPS | http h:8080 8080
                http with port 443 is believed              | X-Forwarded-Host: p && X-Forwarded-Port: 443 && X-Forwarded-Proto: http       | HTTP  | http p:443 443
                https with port 80 is believed              | X-Forwarded-Host: p && X-Forwarded-Port: 80 && X-Forwarded-Proto: https       | HTTP  | https p:80 80
                a server where there is no host             | X-Forwarded-Server: s                                                         | HTTP  | http s 80
                a server beside a host                      | X-Forwarded-Host: p && X-Forwarded-Server: s                                  | HTTP  | http p 80
                """)
        void urls(String name, String headers, Scheme connection, String expected) {
            Asked asked = Asked.from("10.0.0.7", connection, ALL, "Host: h:8080 && " + headers);
            assertThat(asked.url()).isEqualTo(expected);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "X-Forwarded-Proto: https, https h 443",
            "X-Forwarded-Port: 8443, http h:8443 8443"
        })
        void aHostWithoutPort(String header, String expected) {
            assertThat(Asked.of(ALL, "Host: h && " + header).url()).isEqualTo(expected);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "X-Forwarded-Proto: https, https no-host 443",
            "X-Forwarded-Port: 8443, http no-host 8443",
            "X-Forwarded-Host: p, http p 80"
        })
        void aRequestWithoutHost(String header, String expected) {
            assertThat(Asked.of(ALL, header).url()).isEqualTo(expected);
        }

        @ParameterizedTest(name = "{0} is flagged: {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                X-Forwarded-Proto: http && X-Forwarded-Port: 443    | true
                X-Forwarded-Proto: https && X-Forwarded-Port: 80    | true
                X-Forwarded-Host: p:443                             | true
                X-Forwarded-Proto: https && X-Forwarded-Port: 443   | false
                X-Forwarded-Proto: https && X-Forwarded-Port: 8443  | false
                """)
        void oddPairsAreFlagged(String headers, boolean expected) {
            assertThat(Asked.of(ALL, "Host: h && " + headers).resolve())
                    .isInstanceOfSatisfying(
                            Resolution.Forwarded.class,
                            forwarded ->
                                    assertThat(forwarded.believed().schemePortMismatch())
                                            .isEqualTo(expected));
        }
    }

    @Nested
    class B16WhatIsKeptSaysWhatWasBelieved {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                X-Forwarded-For: 1.1.1.1,"203.0.113.5"                           | X-Forwarded-For: 203.0.113.5
                X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Proto: HTTPS, http | X-Forwarded-For: 203.0.113.5, 10.0.0.9 && X-Forwarded-Proto: https
                X-Forwarded-Host: evil, p:80                                     | X-Forwarded-Host: p
                X-Forwarded-Host: p && X-Forwarded-Port: 8443                    | X-Forwarded-Host: p:8443 && X-Forwarded-Port: 8443
                X-Forwarded-Host: p:7000 && X-Forwarded-Port: 443                | X-Forwarded-Host: p:7000 && X-Forwarded-Port: 7000
                X-Forwarded-Port: 0443                                           | X-Forwarded-Port: 443
                X-Forwarded-Server: evil, s                                      | X-Forwarded-Server: s
                X-Forwarded-Host: p && X-Forwarded-Server: s                     | X-Forwarded-Host: p
                X-Forwarded-Prefix: /shop                                        | ''
                """)
        void headers(String headers, String left) {
            assertThat(Asked.of(ALL, headers).left()).isEqualTo(left);
        }

        @ParameterizedTest(name = "{0}: {1} is left as {2}")
        @CsvSource({
            "X-Forwarded-SSL, TRUE, on",
            "Front-End-Https, 0, off",
            "X-Scheme, HTTPS, https"
        })
        void schemesInTheWordsOfTheirHeader(String name, String value, String left) {
            assertThat(Asked.of(walk(name), name + ": " + value).left())
                    .isEqualTo(name + ": " + left);
        }

        @Test
        void theClientsPortIsNeverTheProxys() {
            assertThat(Asked.of(FOR, "X-Forwarded-For: 203.0.113.5").client())
                    .isEqualTo("203.0.113.5:0");
            assertThat(Asked.of(FOR, "X-Forwarded-For: unknown").client())
                    .isEqualTo("10.0.0.7:0 unknown");
        }

        @Test
        void aChosenVerdictIsKeptAndNotUsed() {
            Asked asked =
                    Asked.of(
                            walk("X-Forwarded-By"),
                            "Host: h && X-Forwarded-By: anything, at <all>");
            assertThat(asked.left()).isEqualTo("Host: h && X-Forwarded-By: anything, at <all>");
            assertThat(asked.url()).isEqualTo("http h 80");
        }
    }

    @Nested
    class NothingIsUsedFromAStranger { // S2
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "X-Forwarded-For: 203.0.113.5",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: evil",
                    "X-Forwarded-Port: 8443",
                    "X-Forwarded-Prefix: /x",
                    "X-Forwarded-Server: s",
                    "X-Forwarded-For: <b>"
                })
        void whateverItSends(String header) {
            Asked asked = Asked.from("203.0.113.9", Scheme.HTTP, ALL, "Host: h && " + header);
            assertThat(asked.client()).isEqualTo("peer");
            assertThat(asked.url()).isEqualTo("http h");
            assertThat(asked.left()).isEqualTo("Host: h");
        }
    }
}
