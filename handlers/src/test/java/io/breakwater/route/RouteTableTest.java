package io.breakwater.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.PathPrefix;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-1 to P-3: which route a request has. */
class RouteTableTest {
    private static final String WWW = "www.example.com";

    private static RouteTable<String> table(String virtualHost, String... mounts) {
        Map<PathPrefix, String> byPath = new HashMap<>();
        for (String mount : mounts) {
            byPath.put(PathPrefix.configured(mount), mount);
        }
        return new RouteTable<>(
                virtualHost.isEmpty() ? Map.of() : Map.of(virtualHost, "virtual host"), byPath);
    }

    private static String found(@Nullable RouteMatch<String> match) {
        return match == null ? "none" : match.route().upstream() + " " + match.rawRemainder();
    }

    @ParameterizedTest(name = "{0} is served by {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/x | /api/ /x",
                "/api/ | /api/ /",
                "/api | /api/ ''",
                "/api/v2 | /api/v2 ''",
                "/api/v2/x | /api/v2 /x",
                "/api/v2x | /api/ /v2x",
                "/api/v2%2Fx | /api/ /v2%2Fx",
                "/api//v2/x | /api/ //v2/x",
                "/%61pi/v2//x%2Fy | /api/v2 //x%2Fy",
                "//api/x | /api/ /x",
                "/v1.0/x | /v1.0 /x",
                "/v1x0/x | none",
                "/caf%C3%A9%20%c3%a9/x | /café é /x",
                "/apix | none",
                "/API/x | none",
                "/api;v=1/x | none",
                "/api%2Fx | none",
                "/ | none",
            })
    void longestMountOnSegmentBoundaries(String path, String expected) {
        RouteTable<String> table = table("", "/api/", "/api/v2", "/v1.0", "/café é");
        assertThat(found(table.match(WWW, path))).isEqualTo(expected.replace("''", ""));
    }

    @Test
    @DisplayName("the mount / serves what no other does, whole")
    void defaultMount() {
        RouteTable<String> table = table("", "/", "/api");
        assertThat(found(table.match(WWW, "/api/x"))).isEqualTo("/api /x");
        assertThat(found(table.match(WWW, "//x"))).isEqualTo("/ //x");
        assertThat(found(table.match(WWW, "/"))).isEqualTo("/ /");
    }

    @Test
    @DisplayName("a virtual host has all its paths, and no others")
    void virtualHostIsIsolated() {
        RouteTable<String> table = table("static.example.com", "/api");
        assertThat(found(table.match("static.example.com", "/api/x")))
                .isEqualTo("virtual host /api/x");
        assertThat(found(table.match("STATIC.Example.COM.:8443", "/"))).isEqualTo("virtual host /");
        assertThat(found(table.match(WWW, "/x"))).isEqualTo("none");
        assertThat(found(table.match("", "/api/x"))).isEqualTo("/api /x");
        assertThat(found(table.match("x.static.example.com", "/y"))).isEqualTo("none");
    }

    @Test
    @DisplayName("paths have to be unambiguous only where an upstream may serve them")
    void servesPaths() {
        assertThat(table("static.example.com").servesPathsOf(WWW)).isFalse();
        assertThat(table("static.example.com").servesPathsOf("static.example.com")).isTrue();
        assertThat(table("", "/api").servesPathsOf(WWW)).isTrue();
        assertThat(table("").servesPathsOf(WWW)).isFalse();
    }

    @ParameterizedTest(name = "{0} with the query {1} behind {2} redirects to {3}")
    @CsvSource({
        "/api,'','',/api/",
        "//api,a=1&b,'',/api/?a=1&b",
        "/%61pi,'',/shop,/shop/api/",
        "/api,//evil,'',/api/?//evil",
    })
    void barePrefix(String path, String query, String outer, String expected) {
        RouteMatch<String> match = table("", "/api/").match(WWW, path);
        assertThat(match).isNotNull();
        assertThat(match.isBarePrefix()).isTrue();
        assertThat(match.redirectTarget(PathPrefix.configured(outer), query)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a virtual host and the mount / have no bare prefix")
    void noBarePrefix() {
        assertThat(table("", "/").match(WWW, "/").isBarePrefix()).isFalse();
        assertThat(table("a").match("a", "").isBarePrefix()).isFalse();
    }
}
