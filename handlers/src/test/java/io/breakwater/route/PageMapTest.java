package io.breakwater.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.net.Authority;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-13: what becomes of URLs in the pages of {@code http://up/} at {@code https://www.example.com/app}, with two pairs more. */
class PageMapTest {
    private static PageMap map(String upstream) {
        UpstreamUrl url = UpstreamUrl.parse(upstream);
        ReverseMap urls =
                new ReverseMap(
                        List.of(url.origin()),
                        Optional.empty(),
                        url.basePath(),
                        Origin.of(
                                Scheme.HTTPS,
                                Objects.requireNonNull(Authority.parse("www.example.com"))),
                        PathPrefix.configured("/app"),
                        false);
        return new PageMap(
                urls,
                List.of(
                        UrlPair.parse("http://old/", "/"),
                        UrlPair.parse("http://old/docs", "https://docs.example.com"),
                        UrlPair.parse("/static/", "//cdn.example.com/")));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "/x, /app/x",
        "/, /app/",
        "/app/x, /app/x",
        "/application, /app/application",
        "http://up/x, https://www.example.com/app/x",
        "http://old/x?y#z, /x?y#z",
        "HTTP://OLD/x, /x",
        "http://old/docs/x, https://docs.example.com/x",
        "http://old/docs, https://docs.example.com",
        "http://old/docs?x, https://docs.example.com?x",
        "http://old/docsx, /docsx",
        "http://old/DOCS/x, /DOCS/x",
        "/static/a.css, //cdn.example.com/a.css",
    })
    void maps(String url, String expected) {
        assertThat(map("http://up/").map(url)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "an attacker''s {0} becomes {1}")
    @CsvSource({
        "http://old//evil/x, /evil/x",
        "http://old////evil/x, /evil/x",
        "http://old/\\evil/x, http://old/\\evil/x",
        "http://old.evil/x, http://old.evil/x",
        "http://old@evil/x, http://old@evil/x",
        "http://old:8080/x, http://old:8080/x",
        "//old/x, //old/x",
        "//evil/x, //evil/x",
        "/\\evil, /\\evil",
    })
    void keepsOff(String url, String expected) {
        assertThat(map("http://up/").map(url)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "with a base path, {0} becomes {1}")
    @CsvSource({"/base/x, /app/x", "/other, /other", "/app/x, /app/x"})
    void withBase(String url, String expected) {
        assertThat(map("http://up/base/").map(url)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "the base {0} leads elsewhere: {1}")
    @CsvSource({
        "http://cdn/, true",
        "//cdn/, true",
        "https://user@cdn/, true",
        "http://up/x/, false",
        "https://www.example.com/, false",
        "http://old/, false",
        "/x/, false",
        "x/, false",
        "javascript:x, false",
    })
    void elsewhere(String base, boolean expected) {
        assertThat(map("http://up/").isElsewhere(base)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"x", "", "x/", "ftp://x/", "/x y/", "/x?y/", "/x#y/", "\\\\x/"})
    @DisplayName("what is not the beginning of a URL is refused, on either side")
    void refuses(String text) {
        assertThatThrownBy(() -> UrlPair.parse(text, "/")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> UrlPair.parse("/", text)).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"/x/, /y", "/x, /y/"})
    @DisplayName("a slash at the end of one only would join two words, and is refused")
    void refusesOneSlash(String from, String to) {
        assertThatThrownBy(() -> UrlPair.parse(from, to)).isInstanceOf(InvalidValue.class);
    }
}
