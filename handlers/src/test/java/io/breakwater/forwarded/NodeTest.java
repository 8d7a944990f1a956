package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.IpAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-10 and RFC 7239 section 6: what may stand for a hop. */
class NodeTest {
    private static String told(@Nullable Node node) {
        if (node == null) {
            return "malformed";
        }
        return node.address().map(IpAddress::toString).orElse("no address")
                + " port "
                + node.port()
                + ", kept as "
                + node.text();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            IPv4                            | 203.0.113.5                | 203.0.113.5 port 0, kept as 203.0.113.5
            IPv4 with a port                | 203.0.113.5:4711           | 203.0.113.5 port 4711, kept as 203.0.113.5:4711
            IPv6                            | 2001:DB8::1                | 2001:db8::1 port 0, kept as 2001:db8::1
            IPv6 in brackets                | [2001:db8::1]              | 2001:db8::1 port 0, kept as 2001:db8::1
            IPv6 in brackets with a port    | [2001:db8::1]:443          | 2001:db8::1 port 443, kept as [2001:db8::1]:443
            quoted IPv4                     | "203.0.113.5"              | 203.0.113.5 port 0, kept as 203.0.113.5
            quoted IPv4 with a port         | "203.0.113.5:4711"         | 203.0.113.5 port 4711, kept as 203.0.113.5:4711
            quoted IPv6                     | "[2001:db8::1]:443"        | 2001:db8::1 port 443, kept as [2001:db8::1]:443
            an escape in quotes             | "203.0.113\\.5"            | 203.0.113.5 port 0, kept as 203.0.113.5
            IPv4-mapped IPv6 is IPv4        | ::ffff:203.0.113.5         | 203.0.113.5 port 0, kept as 203.0.113.5
            mapped, in brackets             | [::ffff:203.0.113.5]:99    | 203.0.113.5 port 99, kept as 203.0.113.5:99
            an obfuscated port              | 203.0.113.5:_p             | 203.0.113.5 port 0, kept as 203.0.113.5
            unknown                         | unknown                    | no address port 0, kept as unknown
            unknown in any case             | UNKNOWN                    | no address port 0, kept as UNKNOWN
            unknown with a port             | unknown:80                 | no address port 0, kept as unknown:80
            an obfuscated node              | _hidden                    | no address port 0, kept as _hidden
            an obfuscated node and port     | _SEVKISEK.a-b_c:_p         | no address port 0, kept as _SEVKISEK.a-b_c:_p
            all that IPv6 can be            | 2001:db8::1:443            | 2001:db8::1:443 port 0, kept as 2001:db8::1:443
            """)
    void nodes(String name, String text, String expected) {
        assertThat(told(Node.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "malformed: {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "proxy.example",
                "10",
                "10.9",
                "167772161",
                "0x0a000001",
                "010.0.0.1",
                "203.0.113.5 ",
                " 203.0.113.5",
                "203.0.113.5:",
                "203.0.113.5:0",
                "203.0.113.5:65536",
                "203.0.113.5:abc",
                "203.0.113.5:80:80",
                "203.0.113.5:+80",
                "203.0.113.5:_",
                "203.0.113.5;x",
                "203.0.113.5 10.0.0.9",
                "203.0.113.5/32",
                "2001:db8::1:99999",
                "1:2:3:4:5:6:7:8:80",
                "fe80::1%eth0",
                "[fe80::1%eth0]",
                "[]",
                "[",
                "]",
                "[2001:db8::1",
                "2001:db8::1]",
                "[2001:db8::1]443",
                "[2001:db8::1]:",
                "[2001:db8::1]:0",
                "[2001:db8::1]x",
                "[203.0.113.5]",
                "[203.0.113.5]:80",
                "[unknown]",
                ":80",
                ":",
                ":1.2",
                "_",
                "_:80",
                "_a b",
                "_<b>",
                "_a:",
                "unknown:",
                "unknown:x",
                "unknownx",
                "\"",
                "\"\"",
                "\"203.0.113.5",
                "203.0.113.5\"",
                "'203.0.113.5'",
                "\"203.0.113.5\"x",
                "\"\"203.0.113.5\"\"",
                "\"a\\\"b\"",
                "\"\\",
                "<script>",
                "null",
                "*",
                "2130706433"
            })
    void everythingElse(String text) {
        assertThat(told(Node.parse(text))).isEqualTo("malformed");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "203.0.113.5:99",
                "[2001:DB8::1]:443",
                "::ffff:10.0.0.9",
                "\"[2001:db8:0::1]\"",
                "_hidden:_p",
                "unknown"
            })
    void readingWhatWasKeptChangesNothing(String text) {
        Node node = Node.parse(text);
        assertThat(node).isNotNull();
        assertThat(Node.parse(node.text())).isEqualTo(node);
    }
}
