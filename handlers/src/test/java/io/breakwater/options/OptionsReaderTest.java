package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.forwarded.HopRule;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-2, B-3, B-6, B-9, B-14, B-19, B-22 and P-22: what may be written, and what is said about what may not. */
class OptionsReaderTest {
    private static final String ALL_HEADERS =
            "X-Forwarded-For, X-Real-IP, X-Client-IP, True-Client-IP, CF-Connecting-IP, "
                    + "Fastly-Client-IP, X-Forwarded-Proto, X-Forwarded-Scheme, X-Scheme, X-Forwarded-SSL, X-Forwarded-HTTPS, X-HTTPS, "
                    + "Front-End-Https, X-Forwarded-Host, X-Host, X-Forwarded-Server, X-Forwarded-Port, X-Forwarded-Prefix, X-Script-Name, "
                    + "X-Forwarded-Script-Name, Client-Cert, SSL_CLIENT_CERT, X-SSL-Client-Cert, X-Amzn-Mtls-Clientcert, Forwarded, X-Forwarded-By";

    /** Lines of {@code key=value}, as in a properties file. */
    private static ReadOptions read(String... lines) {
        List<Setting> settings =
                Stream.of(lines)
                        .map(line -> line.split("=", 2))
                        .map(line -> new Setting(line[0], line[1], "test.properties"))
                        .toList();
        return OptionsReader.read(Settings.of(settings));
    }

    private static List<String> errors(String... lines) {
        return read(lines).errors().stream().map(Problem::toString).toList();
    }

    private static List<String> warnings(String... lines) {
        ReadOptions read = read(lines);
        assertThat(read.errors()).isEmpty();
        return read.warnings().stream().map(Problem::toString).toList();
    }

    private static BreakwaterOptions options(String... lines) {
        return read(lines).orThrow();
    }

    @Nested
    class TrustedProxies {
        private static final String HEADERS = "trusted-proxy-headers=X-Forwarded-For";

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                192.0.2.10                       | 192.0.2.10
                10.0.0.0/8                       | 10.0.0.0/8
                2001:DB8::/32                    | 2001:DB8::/32
                10.0.0.1,10.0.0.2                | 10.0.0.1 10.0.0.2
                10.0.0.1 10.0.0.2  , ::1         | 10.0.0.1 10.0.0.2 ::1
                loopback link-local private unix | loopback link-local private unix
                """)
        void areLists(String value, String expected) {
            assertThat(
                            options("trusted-proxies=" + value, HEADERS)
                                    .trust()
                                    .policy()
                                    .trusted()
                                    .entries())
                    .containsExactly(expected.split(" "));
        }

        @Test
        void ofSeveralSourcesAddUp() {
            assertThat(
                            options("trusted-proxies=10.0.0.1", "trusted-proxies=10.0.0.2", HEADERS)
                                    .trust()
                                    .policy()
                                    .trusted()
                                    .entries())
                    .containsExactly("10.0.0.1", "10.0.0.2");
        }

        @Test
        void areNobodyByDefault() {
            assertThat(options().trust().policy().trusted().isEmpty()).isTrue();
            assertThat(options("trusted-proxies=").trust().policy().trusted().isEmpty()).isTrue();
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                10.0.0.1/8           | has bits set behind its prefix length (from test.properties). Write 10.0.0.0/8 for the network, or the address alone.
                ::ffff:10.0.0.0/8    | is an IPv4-mapped block shorter than /96 and would hold other networks too (from test.properties). Write the IPv4 block itself, such as 10.0.0.0/8.
                10.0.0.0/255.0.255.0 | has a mask that is not contiguous (from test.properties). Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8.
                10.                  | is not a complete address without leading zeros (from test.properties). Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8.
                010.0.0.1            | is not a complete address without leading zeros (from test.properties). Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8.
                fe80::1%eth0         | has a zone id (from test.properties). Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8.
                proxy.example        | is not an address literal, and names are not looked up (from test.properties). Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8.
                localhost            | is a name, and names are not looked up (from test.properties). Write loopback for 127.0.0.0/8 and ::1, or unix for unix-socket peers.
                0.0.0.0/0            | trusts much of the Internet: anybody there could say who the client is (from test.properties). List the addresses of your own proxies only; breakwater.insecure-trust-any-peer=true allows it.
                ::/0                 | trusts much of the Internet: anybody there could say who the client is (from test.properties). List the addresses of your own proxies only; breakwater.insecure-trust-any-peer=true allows it.
                *                    | trusts much of the Internet: anybody there could say who the client is (from test.properties). List the addresses of your own proxies only; breakwater.insecure-trust-any-peer=true allows it.
                8.0.0.0/7            | trusts much of the Internet: anybody there could say who the client is (from test.properties). List the addresses of your own proxies only; breakwater.insecure-trust-any-peer=true allows it.
                2000::/15            | trusts much of the Internet: anybody there could say who the client is (from test.properties). List the addresses of your own proxies only; breakwater.insecure-trust-any-peer=true allows it.
                """)
        void thatCannotBeMeant(String value, String expected) {
            assertThat(errors("trusted-proxies=" + value, HEADERS))
                    .containsExactly("breakwater.trusted-proxies: \"" + value + "\" " + expected);
        }

        @Test
        void ofNoFileSystemAreProblemsToo() {
            assertThat(errors("trusted-proxies=file:/x\0y", HEADERS))
                    .containsExactly(
                            "breakwater.trusted-proxies: \"file:/x?y\" is not a path (from test.properties). Write file: and the absolute path of a readable text file.");
        }

        @ParameterizedTest(name = "{0} is allowed and warned of at every start")
        @CsvSource({"0.0.0.0/0", "::/0", "*", "8.0.0.0/7"})
        void thatAreInsecureOnPurpose(String value) {
            assertThat(
                            warnings(
                                    "insecure-trust-any-peer=true",
                                    "trusted-proxies=" + value,
                                    HEADERS))
                    .containsExactly(
                            "breakwater.trusted-proxies: \""
                                    + value
                                    + "\" lets anybody on the Internet say who the client is (from test.properties). List the addresses of your own proxies only.");
        }

        @ParameterizedTest(name = "{0} is warned of")
        @CsvSource({
            "8.0.0.0/8",
            "203.0.113.0/24",
            "203.0.113.4/31",
            "2001:db8::/32",
            "2001:db8::/127"
        })
        void thatArePublicBlocks(String value) {
            assertThat(warnings("trusted-proxies=" + value, HEADERS))
                    .containsExactly(
                            "breakwater.trusted-proxies: \""
                                    + value
                                    + "\" is a public block: whoever has an address in it is believed (from test.properties). List the addresses of your own proxies only.");
        }

        @ParameterizedTest(name = "{0} is nothing to warn of")
        @CsvSource({
            "203.0.113.4",
            "203.0.113.4/32",
            "2001:db8::1",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "fc00::/7",
            "loopback",
            "private",
            "link-local",
            "unix",
            "127.0.0.1",
            "100.64.0.0/10"
        })
        void thatAreSingleOrPrivate(String value) {
            assertThat(warnings("trusted-proxies=" + value, HEADERS)).isEmpty();
        }
    }

    @Nested
    class TrustedProxyHeaders {
        private static final String NOBODY =
                " is to be believed, but from nobody: no proxy is trusted (from test.properties). "
                        + "Set breakwater.trusted-proxies to the addresses of your proxies, such as 192.0.2.10 or 10.0.0.0/8.";

        @ParameterizedTest(name = "trusted-proxies={0}")
        @CsvSource({"''", "' '", "','", "' , '"})
        void withoutAProxyRefuseToStart(String proxies) {
            assertThat(
                            errors(
                                    "trusted-proxies=" + proxies,
                                    "trusted-proxy-headers=X-Forwarded-For"))
                    .containsExactly(
                            "breakwater.trusted-proxy-headers: \"X-Forwarded-For\"" + NOBODY);
        }

        @ParameterizedTest(name = "trusted-proxy-headers={0}")
        @CsvSource({"''", "','"})
        void missingIsWarnedOf(String headers) {
            assertThat(warnings("trusted-proxies=10.0.0.1", "trusted-proxy-headers=" + headers))
                    .containsExactly(
                            "breakwater.trusted-proxies: \"10.0.0.1\" is trusted, but no header is chosen, so nothing will be believed (from test.properties). "
                                    + "Set breakwater.trusted-proxy-headers to the headers that your proxies set, such as X-Forwarded-For.");
        }

        @Test
        void inAnyCaseOnLinesAndCommas() {
            assertThat(
                            options(
                                            "trusted-proxies=unix",
                                            "trusted-proxy-headers=x-forwarded-for\nX-FORWARDED-BY, x-forwarded-host")
                                    .trust()
                                    .policy()
                                    .headers()
                                    .names())
                    .containsExactly("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-By");
        }

        @Test
        void twoOfOneGroup() {
            assertThat(
                            errors(
                                    "trusted-proxies=10.0.0.1",
                                    "trusted-proxy-headers=X-Forwarded-For X-Real-IP Forwarded"))
                    .containsExactly(
                            "breakwater.trusted-proxy-headers: \"X-Real-IP\" tells the same as X-Forwarded-For, and a client could send the one that "
                                    + "the proxy does not set (from test.properties). Keep only the one that your proxy sets.",
                            "breakwater.trusted-proxy-headers: \"Forwarded\" tells the same as X-Forwarded-For, and a client could send the one that "
                                    + "the proxy does not set (from test.properties). Keep only the one that your proxy sets.");
        }

        @Test
        void unknown() {
            assertThat(
                            errors(
                                    "trusted-proxies=10.0.0.1",
                                    "trusted-proxy-headers=X-Forwarded-Unknown, x_forwarded_for"))
                    .containsExactly(
                            "breakwater.trusted-proxy-headers: \"X-Forwarded-Unknown\" is not a forwarding header that can be trusted "
                                    + "(from test.properties). Choose from "
                                    + ALL_HEADERS
                                    + ".",
                            "breakwater.trusted-proxy-headers: \"x_forwarded_for\" is not a forwarding header that can be trusted "
                                    + "(from test.properties). Choose from "
                                    + ALL_HEADERS
                                    + ".");
        }

        @Test
        void keptOnesMustBeKnown() {
            assertThat(
                            options("keep-headers=X-Real-IP, x-ssl-client-verify")
                                    .trust()
                                    .policy()
                                    .keep())
                    .containsExactlyInAnyOrder("x-real-ip", "x-ssl-client-verify");
            assertThat(errors("keep-headers=Via"))
                    .containsExactly(
                            "breakwater.keep-headers: \"Via\" is not a forwarding header and is never "
                                    + "removed (from test.properties). Leave it out.");
        }
    }

    @Nested
    class HopRules {
        private static HopRule rule(String... lines) {
            List<String> all =
                    Stream.concat(
                                    Stream.of(
                                            "trusted-proxies=10.0.0.1",
                                            "trusted-proxy-headers=Forwarded"),
                                    Stream.of(lines))
                            .toList();
            return options(all.toArray(String[]::new)).trust().policy().hops();
        }

        @Test
        void walkIsTheDefaultAndCountCountsOne() {
            assertThat(rule()).isEqualTo(HopRule.WALK);
            assertThat(rule("trusted-proxy-count=2"))
                    .isEqualTo(new HopRule(HopRule.Mode.WALK, OptionalInt.of(2)));
            assertThat(rule("trusted-proxy-mode=count"))
                    .isEqualTo(new HopRule(HopRule.Mode.COUNT, OptionalInt.of(1)));
            assertThat(rule("trusted-proxy-mode=COUNT", "trusted-proxy-count=32"))
                    .isEqualTo(new HopRule(HopRule.Mode.COUNT, OptionalInt.of(32)));
        }

        @ParameterizedTest(name = "trusted-proxy-count={0}")
        @CsvSource({"0", "-1", "33", "abc", "1.5", "99999999999"})
        void countsThatAreNone(String count) {
            assertThat(
                            errors(
                                    "trusted-proxies=10.0.0.1",
                                    "trusted-proxy-headers=Forwarded",
                                    "trusted-proxy-count=" + count))
                    .containsExactly(
                            "breakwater.trusted-proxy-count: \""
                                    + count
                                    + "\" is not a number from 1 to 32 (from test.properties). "
                                    + "Write a number from 1 to 32.");
        }

        @Test
        void aCountWithoutAProxy() {
            assertThat(errors("trusted-proxy-count=1"))
                    .containsExactly(
                            "breakwater.trusted-proxy-count: \"1\" counts hops, but no proxy is "
                                    + "trusted (from test.properties). Set breakwater.trusted-proxies to the addresses of your proxies, such as 192.0.2.10 "
                                    + "or 10.0.0.0/8.");
        }

        @Test
        void anotherMode() {
            assertThat(errors("trusted-proxy-mode=all"))
                    .containsExactly(
                            "breakwater.trusted-proxy-mode: \"all\" is not one of the known words "
                                    + "(from test.properties). Write count or walk.");
        }
    }

    @Nested
    class Durations {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                0s                    | is not longer than nothing (from test.properties). Write a duration such as 500ms, 60s or 5m.
                366d                  | is longer than a year (from test.properties). Write a duration such as 500ms, 60s or 5m.
                999999999999999d      | is longer than a year (from test.properties). Write a duration such as 500ms, 60s or 5m.
                PT9223372036854775807S | is longer than a year (from test.properties). Write a duration such as 500ms, 60s or 5m.
                """)
        void thatCannotBeMeant(String value, String expected) {
            assertThat(errors("socket-timeout=" + value))
                    .containsExactly("breakwater.socket-timeout: \"" + value + "\" " + expected);
        }
    }

    @Nested
    class Site {
        @Test
        void schemeAndPrefix() {
            SiteOptions site = options("url-scheme=HTTPS", "url-prefix= foo/ ").site();
            assertThat(site.urlScheme()).contains(Scheme.HTTPS);
            assertThat(site.urlPrefix()).isEqualTo(PathPrefix.configured("/foo"));
            assertThat(options("url-prefix=/").site().urlPrefix().isNone()).isTrue();
            assertThat(options().site().urlScheme()).isEmpty();
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                url-scheme=gopher            | breakwater.url-scheme: "gopher" is not a scheme (from test.properties). Write http or https.
                url-prefix=/foo/../bar       | breakwater.url-prefix: "/foo/../bar" has a dot segment (from test.properties). Write segments of letters, digits and -._~!$&'()*+=:@, such as /shop or /shop/de; anything else percent-encoded.
                url-prefix=/foo//bar         | breakwater.url-prefix: "/foo//bar" has an empty segment (from test.properties). Write segments of letters, digits and -._~!$&'()*+=:@, such as /shop or /shop/de; anything else percent-encoded.
                url-prefix-strict=perhaps    | breakwater.url-prefix-strict: "perhaps" is neither true nor false (from test.properties). Write true or false.
                server-name=www.example:80   | breakwater.server-name: "www.example:80" has a port, and host names are compared without (from test.properties). Write www.example.
                server-name=http://x/        | breakwater.server-name: "http://x/" is not a host name (from test.properties). Write a host name such as www.example.com.
                server-name-status=404       | breakwater.server-name-status: "404" is not a status for a refused host (from test.properties). Write 403 or 421.
                """)
        void problems(String line, String expected) {
            assertThat(errors(line)).containsExactly(expected);
        }
    }

    @Nested
    class Keys {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                trusted-proxys         | Did you mean breakwater.trusted-proxies?
                trusted-proxy-header   | Did you mean breakwater.trusted-proxy-headers?
                trustedproxies         | Did you mean breakwater.trusted-proxies?
                mounts.api.timout      | Did you mean breakwater.mounts.api.timeout?
                port                   | The keys are in the table of README.md.
                wholly-else            | The keys are in the table of README.md.
                """)
        void unknown(String key, String remedy) {
            assertThat(
                            errors(
                                    key + "=x",
                                    "mounts.api.path=/api",
                                    "mounts.api.upstream=http://127.0.0.1:1/"))
                    .containsExactly(
                            "breakwater."
                                    + key
                                    + ": \"x\" is the value of a key that does not exist (from test.properties). "
                                    + remedy);
        }

        @Test
        void unknownOnesFromTheEnvironmentAreWarnings() {
            ReadOptions read =
                    OptionsReader.read(
                            Settings.of(
                                    List.of(
                                            new Setting(
                                                    "trusted-proxys", "x", "environment", true))));
            assertThat(read.errors()).isEmpty();
            assertThat(read.warnings().stream().map(Problem::toString))
                    .containsExactly(
                            "breakwater.trusted-proxys: \"x\" is the value of a key "
                                    + "that does not exist, and is ignored (from environment). Did you mean breakwater.trusted-proxies?");
        }

        @Test
        void unknownOnesCanBeWarnings() {
            assertThat(warnings("unknown-keys=warn", "trusted-proxys=x")).hasSize(1);
            assertThat(errors("unknown-keys=ignore", "trusted-proxys=x")).hasSize(2);
        }

        @Test
        void anEmptyValueIsNoValue() {
            BreakwaterOptions empty =
                    options("url-scheme=", "url-prefix= ", "trusted-proxy-count=", "whoami=");
            assertThat(empty.site()).isEqualTo(options().site());
            assertThat(empty.trust().policy().hops()).isEqualTo(HopRule.WALK);
            assertThat(empty.whoami()).isFalse();
        }
    }

    @Nested
    class Problems {
        @Test
        void areReportedAllAtOnce() {
            assertThatThrownBy(
                            () ->
                                    options(
                                            "trusted-proxies=10.0.0.1/8, localhost",
                                            "trusted-proxy-headers=X-Forwarded-Fro",
                                            "trusted-proxy-count=0",
                                            "url-scheme=gopher",
                                            "url-prefix=/a;b",
                                            "typo=1"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            """
                            7 problems in the Breakwater configuration:
                              - breakwater.typo: "1" is the value of a key that does not exist (from test.properties). The keys are in the table of README.md.
                              - breakwater.trusted-proxies: "10.0.0.1/8" has bits set behind its prefix length (from test.properties). Write 10.0.0.0/8 for the network, or the address alone.
                              - breakwater.trusted-proxies: "localhost" is a name, and names are not looked up (from test.properties). Write loopback for 127.0.0.0/8 and ::1, or unix for unix-socket peers.
                              - breakwater.trusted-proxy-headers: "X-Forwarded-Fro" is not a forwarding header that can be trusted (from test.properties). Choose from %s.
                              - breakwater.trusted-proxy-count: "0" is not a number from 1 to 32 (from test.properties). Write a number from 1 to 32.
                              - breakwater.url-prefix: "/a;b" has a character or escape that a path prefix must not have (from test.properties). Write segments of letters, digits and -._~!$&'()*+=:@, such as /shop or /shop/de; anything else percent-encoded.
                              - breakwater.url-scheme: "gopher" is not a scheme (from test.properties). Write http or https."""
                                    .formatted(ALL_HEADERS));
        }

        @Test
        void oneIsOne() {
            assertThatThrownBy(() -> options("url-scheme=gopher"))
                    .hasMessageStartingWith(
                            "1 problem in the Breakwater configuration:\n  - breakwater.url-scheme");
        }

        @Test
        void doNotShowControlsOrPasswords() {
            assertThat(errors("url-scheme=a\u0007b\nc").get(0)).contains("\"a?b?c\"");
            assertThat(errors("mounts.a.path=/a", "mounts.a.upstream=ftp://user:pw@host/").get(0))
                    .contains("//***@host/")
                    .doesNotContain("pw");
        }
    }

    @Nested
    class Warnings {
        @Test
        void ofWhatIsUnsafe() {
            assertThat(warnings("mode=observe", "strip-untrusted=false"))
                    .containsExactly(
                            "breakwater.mode: \"observe\" protects nothing: forged headers reach the application (from test.properties). "
                                    + "Write enforce when the log shows what you expect.",
                            "breakwater.strip-untrusted: \"false\" lets forged headers reach the application (from test.properties). "
                                    + "Write true unless something else removes them.");
        }

        @Test
        void ofSecretsThatCouldBeGuessed() {
            assertThat(
                            warnings(
                                    "trusted-proxy-headers=X-Forwarded-For",
                                    "explain-token=sesame",
                                    "proxies.edge.addresses=192.0.2.1",
                                    "proxies.edge.secret-header=X-Edge",
                                    "proxies.edge.secret=0123456789abcdef"))
                    .containsExactly(
                            "breakwater.explain-token: \"***\" is short for a secret, and could be guessed (from test.properties). "
                                    + "Write at least 16 characters.");
        }

        @Test
        void ofRedirectsToAnyHost() {
            assertThat(warnings("https-only=true"))
                    .containsExactly(
                            "breakwater.https-only: \"true\" redirects to whatever host a request names: "
                                    + "without breakwater.server-name every host is let in (from test.properties). Set breakwater.server-name.");
            assertThat(warnings("https-only=true", "server-name=www.example.com")).isEmpty();
            assertThat(warnings("https-only=false")).isEmpty();
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"*:9090", "0.0.0.0:9090", "[::]:9090", "10.0.0.7:9090"})
        void ofManagementThatOthersReach(String address) {
            assertThat(warnings("management-listen=" + address))
                    .containsExactly(
                            "breakwater.management-listen: \""
                                    + address
                                    + "\" tells everybody who can connect there which routes and targets there are (from test.properties). "
                                    + "Write an address that the public does not reach, such as 127.0.0.1:9090.");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"127.0.0.1:9090", "[::1]:9090", "localhost:9090"})
        void ofNoManagementOnThisMachine(String address) {
            assertThat(warnings("management-listen=" + address)).isEmpty();
        }

        @Test
        void ofNothingByDefault() {
            assertThat(warnings()).isEmpty();
            assertThat(options().trust().policy().strip()).isTrue();
            assertThat(options().trust().policy().ignoreMalformed()).isFalse();
            assertThat(options().trust().observe()).isFalse();
            assertThat(options().trust().allowEarlierRewrite()).isFalse();
            assertThat(options().site().serverName()).isEqualTo(Optional.empty());
        }
    }
}
