package io.breakwater.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.Authority;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-11: what an upstream's URLs become. */
class ReverseMapTest {
    private static final Authority WWW = authority("www.example.com");

    private static Authority authority(String text) {
        return Objects.requireNonNull(Authority.parse(text));
    }

    private static ReverseMap map(String upstream, Scheme scheme, String prefix) {
        return map(upstream, scheme, prefix, false, false);
    }

    private static ReverseMap map(
            String upstream,
            Scheme scheme,
            String prefix,
            boolean preserveHost,
            boolean absolutePaths) {
        UpstreamUrl url = UpstreamUrl.parse(upstream);
        return new ReverseMap(
                List.of(url.origin()),
                preserveHost ? Optional.of(WWW) : Optional.empty(),
                url.basePath(),
                Origin.of(scheme, WWW),
                PathPrefix.configured(prefix),
                absolutePaths);
    }

    @ParameterizedTest(name = "the upstream''s own URL {0} becomes {1}")
    @CsvSource({
        "http://up:9000/base/x, https://www.example.com/api/x",
        "http://up:9000/base/x?q=/base/#f, https://www.example.com/api/x?q=/base/#f",
        "HTTP://UP:9000/base/x, https://www.example.com/api/x",
        "http://up:9000/base/, https://www.example.com/api/",
        "http://up:9000/base, https://www.example.com/api",
        "http://up:9000/base?q, https://www.example.com/api?q",
        "http://up:9000/%62ase/x, https://www.example.com/api/x",
        "http://up:9000/base//x, https://www.example.com/api/x",
        "http://up:9000//base/x, https://www.example.com/api/x",
        "http://up:9000/x/../base/y, https://www.example.com/api/y",
        "http://up:9000/base/a/./b/, https://www.example.com/api/a/b/",
        "http://up:9000/base/a%2F..%2Fb, https://www.example.com/api/a%2F..%2Fb",
        "//up:9000/base/x, https://www.example.com/api/x",
        "/base/x, /api/x",
        "/base, /api",
        "/base/x?q#f, /api/x?q#f",
    })
    void mapsOwn(String url, String expected) {
        assertThat(map("http://up:9000/base/", Scheme.HTTPS, "/api").map(url)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is not the upstream''s, or public already, and stays")
    @ValueSource(
            strings = {
                "",
                "x",
                "../x",
                "?q",
                "#f",
                "/",
                "/x",
                "/basement",
                "/BASE/x",
                "/base/../x",
                "/base/%2e%2e/x",
                "http://up:9000/",
                "http://up:9000",
                "http://up:9000/other",
                "http://up:9000/base/../other",
                "http://up/base/x",
                "http://up:80/base/x",
                "https://up:9000/base/x",
                "http://up:9000@evil/base/x",
                "http://up:9000.evil/base/x",
                "http://evil/base/x",
                "//evil/base/x",
                "//",
                "///base/x/..",
                "http:///base/x",
                "http:/base/x",
                "http://up:9000\\@evil/base/x",
                "/\\evil/base",
                " http://up:9000/base/x",
                "http://up:9000/base/ x",
                "mailto:x@up",
                "ftp://up:9000/base/x",
                "https://www.example.com/api/x",
                "/api/x",
                "/api",
                "https://www.example.com/other",
                "javascript:alert(1)"
            })
    void leavesOthers(String url) {
        assertThat(map("http://up:9000/base/", Scheme.HTTPS, "/api").map(url)).isEqualTo(url);
    }

    @ParameterizedTest(name = "with the base / on a mount, {0} becomes {1}")
    @CsvSource({
        "http://up, https://www.example.com/api/",
        "http://up?q, https://www.example.com/api/?q",
        "http://up:80/x, https://www.example.com/api/x",
        "http://up//evil.com/x, https://www.example.com/api/evil.com/x",
        "/x, /x",
        "//evil/x, //evil/x",
        "/api/x, /api/x",
    })
    void baseRoot(String url, String expected) {
        assertThat(map("http://up/", Scheme.HTTPS, "/api").map(url)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "with rewrite-absolute-paths, {0} becomes {1}")
    @CsvSource({
        "/x, /api/x",
        "/, /api/",
        "/api/x, /api/x",
        "/api, /api",
        "/apix, /api/apix",
        "//evil/x, //evil/x",
        "x, x"
    })
    void absolutePaths(String url, String expected) {
        assertThat(map("http://up/", Scheme.HTTPS, "/api", false, true).map(url))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "for a virtual host with a base, {0} becomes {1}")
    @CsvSource({
        "http://up/base/x, https://www.example.com/x",
        "http://up/base, https://www.example.com/",
        "/base/x, /x",
        "/base//evil/x, /evil/x",
        "/base, /",
        "/x, /x",
        "https://www.example.com/base/x, https://www.example.com/base/x",
    })
    void virtualHost(String url, String expected) {
        assertThat(map("http://up/base", Scheme.HTTPS, "").map(url)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "with preserve-host behind TLS, {0} becomes {1}")
    @CsvSource({
        "http://www.example.com/x, https://www.example.com/api/x",
        "http://WWW.example.com:80/x, https://www.example.com/api/x",
        "//www.example.com/x, https://www.example.com/api/x",
        "http://up/x, https://www.example.com/api/x",
        "https://www.example.com/x, https://www.example.com/x",
        "https://www.example.com/api/x, https://www.example.com/api/x",
    })
    void preservedHost(String url, String expected) {
        assertThat(map("http://up/", Scheme.HTTPS, "/api", true, false).map(url))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "with preserve-host and one scheme, {0} becomes {1}")
    @CsvSource({
        "http://www.example.com/login, http://www.example.com/api/login",
        "http://www.example.com/api/login, http://www.example.com/api/login",
    })
    void preservedHostSameScheme(String url, String expected) {
        assertThat(map("http://up/", Scheme.HTTP, "/api", true, false).map(url))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("a unix socket's URL is the one behind the bar")
    void unix() {
        ReverseMap map = map("unix:/run/api.sock|http://localhost/", Scheme.HTTPS, "/api");
        assertThat(map.map("http://localhost/x")).isEqualTo("https://www.example.com/api/x");
        assertThat(map.map("http://localhost:8080/x")).isEqualTo("http://localhost:8080/x");
    }

    @Test
    @DisplayName("where prefix and base are both meant, the longer one is")
    void nested() {
        assertThat(map("http://up/a", Scheme.HTTP, "/a/b").map("/a/b/x")).isEqualTo("/a/b/x");
        assertThat(map("http://up/a", Scheme.HTTP, "/a/b").map("/a/c")).isEqualTo("/a/b/c");
        assertThat(map("http://up/app/v1", Scheme.HTTP, "/app").map("/app/v1/x"))
                .isEqualTo("/app/x");
        assertThat(map("http://up/app", Scheme.HTTP, "/app").map("/app/x")).isEqualTo("/app/x");
    }

    @Test
    @DisplayName("a port that is not the default is kept in what is made")
    void publicPort() {
        UpstreamUrl url = UpstreamUrl.parse("http://[2001:db8::1]:9000/");
        ReverseMap map =
                new ReverseMap(
                        List.of(url.origin()),
                        Optional.empty(),
                        url.basePath(),
                        Origin.of(Scheme.HTTP, authority("a:8080")),
                        PathPrefix.NONE,
                        false);
        assertThat(map.map("http://[2001:DB8:0::1]:9000/x")).isEqualTo("http://a:8080/x");
    }
}
