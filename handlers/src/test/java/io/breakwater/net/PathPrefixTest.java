package io.breakwater.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-13 and B-19: prefixes in headers, in configuration, and in front of paths. */
class PathPrefixTest {
    @Nested
    class InAHeader {
        @ParameterizedTest(name = "{0}: \"{1}\"")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                one segment                     | /shop                  | /shop
                several segments                | /shop/de               | /shop/de
                a trailing slash is dropped     | /shop/                 | /shop
                a slash means none              | /                      | ''
                what a segment may have         | /-._~!$&()*+=:@aZ09    | /-._~!$&()*+=:@aZ09
                percent-encoded text            | /caf%C3%A9             | /caf%C3%A9
                dots that are no dot segment    | /..a/.b/...            | /..a/.b/...
                """)
        void isAccepted(String name, String text, String expected) {
            assertThat(PathPrefix.forwarded(text)).hasToString(expected);
        }

        @ParameterizedTest(name = "malformed: \"{0}\"")
        @ValueSource(
                strings = {
                    "",
                    "shop",
                    "//",
                    "//evil.example",
                    "//evil.example/x",
                    "/a//b",
                    "/a//",
                    "///",
                    "https://evil.example",
                    "/\\evil.example",
                    "\\evil",
                    "/%2fevil.example",
                    "/%2F/x",
                    "/a%5cb",
                    "/a%00",
                    "/a%0d%0aX",
                    "/a%7f",
                    "/..",
                    "/.",
                    "/a/..",
                    "/a/../b",
                    "/a/./b",
                    "/%2e%2e/b",
                    "/.%2e",
                    "/%2e",
                    "/a;b",
                    "/a,b",
                    "/app, /other",
                    "/a b",
                    "/a\tb",
                    "/a?x=1",
                    "/a#f",
                    "/a\"b",
                    "/a<b",
                    "/a%",
                    "/a%2",
                    "/a%zz",
                    "/a%+1",
                    "/a|b",
                    "/a^b",
                    "/a[b]",
                    "/a\r\nX: y",
                    "/caf\u00e9",
                    "/a\u0000"
                })
        void isMalformed(String text) { // S19, S24
            assertThat(PathPrefix.forwarded(text)).isNull();
        }

        @Test
        void isAtMost256CharactersLong() {
            assertThat(PathPrefix.forwarded("/" + "a".repeat(255))).isNotNull();
            assertThat(PathPrefix.forwarded("/" + "a".repeat(256))).isNull();
        }
    }

    @Nested
    class InConfiguration {
        @ParameterizedTest(name = "\"{0}\" is \"{1}\"")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                foo                   | /foo
                /foo                  | /foo
                /foo/                 | /foo
                ///foo//              | /foo
                /foo/bar              | /foo/bar
                /                     | ''
                //                    | ''
                ''                    | ''
                /f o                  | /f%20o
                /f%20o                | /f%20o
                /café                 | /caf%C3%A9
                """)
        void isNormalised(String text, String expected) {
            assertThat(PathPrefix.configured(text)).hasToString(expected);
        }

        @ParameterizedTest(name = "\"{0}\" {1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                /a//b      | has an empty segment
                /a/../b    | has a dot segment
                /..        | has a dot segment
                /a/%2E     | has a dot segment
                /a;b       | has a character or escape that a path prefix must not have
                /a%2Fb     | has a character or escape that a path prefix must not have
                /a?b       | has a character or escape that a path prefix must not have
                /a%2       | has a character or escape that a path prefix must not have
                """)
        void isRefused(String text, String problem) {
            assertThatThrownBy(() -> PathPrefix.configured(text))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            refused -> {
                                assertThat(refused.problem()).isEqualTo(problem);
                                assertThat(refused.remedy())
                                        .isEqualTo(
                                                "Write segments of letters, digits and -._~!$&'()*+=:@, such as /shop or /shop/de; anything else percent-encoded");
                            });
        }
    }

    @Nested
    class InFrontOfAPath {
        @ParameterizedTest(name = "{0} under {1} leaves {2}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                /foo             | /foo       | ''
                /foo/            | /foo       | /
                /foo/x           | /foo       | /x
                /foo//x          | /foo       | //x
                /foo/foo/x       | /foo       | /foo/x
                //foo/x          | /foo       | /x
                ///foo           | /foo       | ''
                /%66oo/x         | /foo       | /x
                /foo/%2F;v=1/../ | /foo       | /%2F;v=1/../
                /foo/../y        | /foo       | /../y
                /f%20o/x         | /f o       | /x
                /f%20o/x         | /f%20o     | /x
                /caf%c3%a9/x     | /café      | /x
                /foo/bar/x       | /foo/bar   | /x
                /anything        | /          | /anything
                *                | /          | *
                """)
        void isCut(String rawPath, String prefix, String expected) {
            assertThat(PathPrefix.configured(prefix).cutFrom(rawPath)).isEqualTo(expected);
        }

        @ParameterizedTest(name = "{0} is not under {1}")
        @CsvSource({
            "/foobar, /foo",
            "/foobar/x, /foo",
            "/FOO/x, /foo",
            "/foo%2Fx, /foo",
            "/foo;v=1/x, /foo",
            "/x/../foo/y, /foo",
            "/bar, /foo",
            "/, /foo",
            "'', /foo",
            "foo, /foo",
            "*, /foo",
            "/foo, /foo/bar",
            "/foo%2Fbar, /foo/bar",
            "/foo/barx, /foo/bar",
            "/foo//bar, /foo/bar",
            "/fo, /foo",
            "/foo%, /foo",
            "/%, /foo",
            "/%6, /foo",
            "/f%, /foo"
        })
        void isNot(String rawPath, String prefix) {
            assertThat(PathPrefix.configured(prefix).cutFrom(rawPath)).isNull();
            assertThat(PathPrefix.configured(prefix).contains(rawPath)).isFalse();
        }
    }

    @Test
    void prefixesAreJoined() {
        PathPrefix outer = PathPrefix.configured("/shop");
        PathPrefix inner = PathPrefix.configured("/a%20b/de");
        assertThat(outer.plus(inner)).hasToString("/shop/a%20b/de");
        assertThat(outer.plus(inner).decoded()).isEqualTo("/shop/a b/de");
        assertThat(outer.plus(inner).depth()).isEqualTo(3);
        assertThat(outer.plus(PathPrefix.NONE)).isSameAs(outer);
        assertThat(PathPrefix.NONE.plus(inner)).isSameAs(inner);
    }

    @Test
    void spellingsOfOnePrefixAreEqual() {
        PathPrefix encoded = Objects.requireNonNull(PathPrefix.forwarded("/%66oo"));
        assertThat(encoded)
                .isEqualTo(PathPrefix.configured("foo/"))
                .hasSameHashCodeAs(PathPrefix.configured("foo"));
        assertThat(encoded).isNotEqualTo(PathPrefix.configured("/Foo"));
    }
}
