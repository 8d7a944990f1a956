package io.breakwater.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.PathPrefix;
import io.breakwater.net.RawPath;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-2: which paths may be sent on, and what is sent. */
class TargetPathTest {
    @ParameterizedTest(name = "{0} means one place")
    @ValueSource(
            strings = {
                "/",
                "/a/b",
                "/a//b",
                "//",
                "/a%2Fb",
                "/a;v=1/b;w",
                "/caf%C3%A9",
                "/%ff%fe",
                "/...",
                "/.well-known/x",
                "/a./b",
                "/a..b",
                "/%252e%252e/",
                "/.%20",
                "/%20",
                "/a%3Bb",
                "/[x]",
                "/a%3Fb",
                "/;.."
            })
    void unambiguous(String rawPath) {
        assertThat(TargetPath.isUnambiguous(rawPath)).isTrue();
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/../x",
                "/./x",
                "/a/../b",
                "/a/..",
                "/%2e%2e/x",
                "/%2E%2e",
                "/.%2e/",
                "/%2e",
                "/..;/x",
                "/..;v=1",
                "/.;/",
                "/..%3Bx/",
                "/%2e%2e%3b/",
                "/a%2F../b",
                "/a%2f..%2fb",
                "/a%2F%2e%2e",
                "/..%2Fx",
                "/%2F..",
                "/a%00",
                "/%00",
                "/a%0d%0ab",
                "/a%0A",
                "/a%7f",
                "/a%1F",
                "/a\\b",
                "/a%5cb",
                "/a%5C..%5Cb",
                "/%zz",
                "/%4",
                "/%",
                "/a\rb",
                "/a\nb",
                "/a\0b"
            })
    void ambiguous(String rawPath) { // S19, S26
        assertThat(TargetPath.isUnambiguous(rawPath)).isFalse();
    }

    @ParameterizedTest(name = "{0} and {1} under {2} become {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "'','',/,/",
                "/,'',/,/",
                "/x,a=1,/,/x?a=1",
                "//x,'',/,/x",
                "///x//y,'',/base,/base/x//y",
                "/a%2Fb;v,q?r,/base,/base/a%2Fb;v?q?r",
                "/[x]|{y},\"<>^`,/,'/[x]|{y}?\"<>^`'",
            })
    void composes(String remainder, String query, String base, String expected) {
        String path = PathPrefix.configured(base).under(remainder);
        assertThat(TargetPath.withQuery(path, query)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} cannot end the request line: it becomes {2}")
    @CsvSource({
        "'/a b','','/a%20b'",
        "'/a HTTP/1.1','x y','/a%20HTTP/1.1?x%20y'",
        "'/a?b','','/a%3Fb'",
        "'/a#b','c#d','/a%23b?c%23d'",
        "/café,é=1,/caf%C3%A9?%C3%A9=1",
        "/\u010d\u560a,'',/%C4%8D%E5%98%8A",
    })
    void encodesWhatWasDecoded(String path, String query, String expected) {
        assertThat(TargetPath.withQuery(path, query)).isEqualTo(expected);
    }

    @Test
    @DisplayName("what is sent, decoded and resolved, is always under the base path")
    void staysUnderBase() { // S26
        List<String> pieces =
                List.of(
                        "/", "//", ".", "..", "%2e", "%2E", ";", "%3b", "%2F", "%5c", "\\", "a",
                        "%00", "%c0%af", "\u00e9", " ", "?", "#");
        Random random = new Random(42);
        PathPrefix base = PathPrefix.configured("/base/deep");
        for (int i = 0; i < 200_000; i++) {
            StringBuilder path = new StringBuilder("/");
            for (int n = random.nextInt(8); n >= 0; n--) {
                path.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (TargetPath.isUnambiguous(path.toString())) {
                String sent = TargetPath.withQuery(base.under(path.toString()), "");
                assertThat(resolved(sent)).as(path.toString()).startsWith("/base/deep/");
                assertThat(sent).matches("[!-~]+").doesNotContain("#");
            }
        }
    }

    /** As a lenient server would: decoded first, then parameters cut off, then dots resolved. */
    private static String resolved(String rawPath) {
        java.util.Deque<String> segments = new java.util.ArrayDeque<>();
        for (String segment : RawPath.decode(rawPath).replace('\\', '/').split("/")) {
            String name = segment.replaceFirst(";.*", "");
            if (name.equals("..")) {
                segments.pollLast();
            } else if (!name.equals(".") && !name.isEmpty()) {
                segments.addLast(name);
            }
        }
        return "/" + String.join("/", segments) + "/";
    }
}
