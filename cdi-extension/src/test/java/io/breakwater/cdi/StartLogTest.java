package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.OptionsReader;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-22: the one line at every start. */
class StartLogTest {
    /** @param configured {@code key=value}, without the prefix */
    private static String line(String... configured) {
        Settings settings =
                Settings.of(
                        Stream.of(configured)
                                .map(line -> line.split("=", 2))
                                .map(pair -> new Setting(pair[0], pair[1], "test"))
                                .toList());
        return StartLog.line(
                OptionsReader.read(settings).orThrow(),
                EffectiveSettings.of(settings),
                "Undertow x");
    }

    @Test
    void names_versions_mode_and_what_is_served() {
        assertThat(
                        line(
                                "mode=observe",
                                "mounts.api.path=/api/",
                                "mounts.api.upstream=http://127.0.0.1:9000/"))
                .matches(
                        "Breakwater .+ with Undertow x: mode observe, trusts nobody, believes no header, mounts 1, virtual hosts 0, configuration [0-9a-f]{12}");
    }

    @Test
    void names_the_trust_list_as_it_was_written() {
        assertThat(
                        line(
                                "trusted-proxies=10.0.0.0/8 loopback",
                                "trusted-proxy-headers=X-Forwarded-For"))
                .contains(", trusts 10.0.0.0/8 loopback, believes X-Forwarded-For, mounts 0");
    }

    @Test
    @DisplayName("B-4: names the proxies that have a name, and no empty list beside them")
    void named() {
        assertThat(
                        line(
                                "proxies.cdn.addresses=192.0.2.0/24",
                                "proxies.cdn.headers=Forwarded",
                                "proxies.cdn.secret-header=X-Edge",
                                "proxies.cdn.secret=0123456789abcdef"))
                .contains(
                        ": mode enforce, trusts cdn at 192.0.2.0/24, believes Forwarded, mounts 0")
                .doesNotContain("0123456789abcdef");
    }
}
