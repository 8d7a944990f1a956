package io.breakwater.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.breakwater.net.PathPrefix;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-11 and P-12: URLs and cookies inside header values. */
class ResponseValueTest {
    private static String marked(String url) {
        return "[" + url + "]";
    }

    @ParameterizedTest(name = "Refresh: {0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5; url=http://up/x|5; url=[http://up/x]",
                "5;URL=/x|5;URL=[/x]",
                "0, url='/x y'|0, url='[/x y]'",
                "0;url=\"/x\"|0;url=\"[/x]\"",
                "1.5 ; Url = /x|1.5 ; Url = [/x]",
                "5|5",
                "55|55",
                "5;url=|5;url=",
                "5/x|5/x",
                "x|x",
                "``|``",
            })
    void refresh(String value, String expected) {
        assertThat(UrlHeader.REFRESH.rewrite(value, ResponseValueTest::marked)).isEqualTo(expected);
    }

    /** U+0085 is what the byte is read as; to a regular expression it ends a line. */
    @Test
    void refresh_of_a_url_with_any_byte() {
        assertThat(UrlHeader.REFRESH.rewrite("5; url=/x\u0085y", ResponseValueTest::marked))
                .isEqualTo("5; url=[/x\u0085y]");
    }

    @Test
    void refresh_of_many_blanks_takes_no_longer_than_reading_them() {
        String value = "1" + " ".repeat(64 * 1024) + "\u0085\n";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> UrlHeader.REFRESH.rewrite(value, ResponseValueTest::marked));
    }

    @ParameterizedTest(name = "Link: {0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "</a>; rel=next|<[/a]>; rel=next",
                "</a>; rel=\"x\", </b,c>; title=\"a <b> c\", <>|<[/a]>; rel=\"x\", <[/b,c]>; title=\"a <b> c\", <[]>",
                "</a>; title=\"\\\"<x>\"; anchor=\"/b\"|<[/a]>; title=\"\\\"<x>\"; anchor=\"/b\"",
                "</a|</a",
                "\"<a>|\"<a>",
                "a|a",
            })
    void link(String value, String expected) {
        assertThat(UrlHeader.LINK.rewrite(value, ResponseValueTest::marked)).isEqualTo(expected);
    }

    @Test
    @DisplayName("the other headers are one URL")
    void whole() {
        for (UrlHeader header :
                new UrlHeader[] {
                    UrlHeader.LOCATION,
                    UrlHeader.CONTENT_LOCATION,
                    UrlHeader.URI,
                    UrlHeader.DESTINATION
                }) {
            assertThat(header.rewrite("/x, /y", ResponseValueTest::marked)).isEqualTo("[/x, /y]");
        }
    }

    private static CookieMap cookies(String base, String prefix) {
        return new CookieMap(
                Set.of("up.internal"), PathPrefix.configured(base), PathPrefix.configured(prefix));
    }

    @ParameterizedTest(name = "Set-Cookie: {0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1; Path=/|a=1; Path=/api",
                "a=1; path=/x/; SameSite=Lax|a=1; path=/api/x/; SameSite=Lax",
                "a=1;Path=/x;Secure|a=1;Path=/api/x;Secure",
                "a=1; Domain=up.internal; Path=/|a=1; Path=/api",
                "a=1; domain=.UP.internal|a=1",
                "a=1; Path = /x|a=1; Path =/api/x",
                "a=x/y; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/|a=x/y; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/api",
                "a=1; Path=/apix|a=1; Path=/api/apix",
            })
    void cookie(String value, String expected) {
        assertThat(cookies("", "/api").rewrite(value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "Set-Cookie: {0} stays")
    @ValueSource(
            strings = {
                "a=1",
                "a=1; Path=/api",
                "a=1; Path=/api/x",
                "a=1; Path=",
                "a=1; Path=x",
                "a=1; Domain=example.com",
                "a=1; Domain=internal",
                "__Host-a=1; Path=/; Secure",
                "__host-a=1; Path=/; Secure",
                "a=Path=/; Secure",
                "",
            })
    void cookieStays(String value) {
        assertThat(cookies("", "/api").rewrite(value)).isEqualTo(value);
    }

    @ParameterizedTest(name = "with the base /base, Set-Cookie: {0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1; Path=/base|a=1; Path=/api",
                "a=1; Path=/base/|a=1; Path=/api",
                "a=1; Path=/base/x|a=1; Path=/api/x",
                "a=1; Path=/|a=1; Path=/",
                "a=1; Path=/basement|a=1; Path=/basement",
            })
    void cookieUnderBase(String value, String expected) {
        assertThat(cookies("/base", "/api").rewrite(value)).isEqualTo(expected);
    }

    @Test
    @DisplayName("for a virtual host, the base is cut off")
    void cookieOfVirtualHost() {
        assertThat(cookies("/base", "").rewrite("a=1; Path=/base/x")).isEqualTo("a=1; Path=/x");
        assertThat(cookies("/base", "").rewrite("a=1; Path=/base")).isEqualTo("a=1; Path=/");
        assertThat(cookies("", "").rewrite("a=1; Path=/")).isEqualTo("a=1; Path=/");
    }
}
