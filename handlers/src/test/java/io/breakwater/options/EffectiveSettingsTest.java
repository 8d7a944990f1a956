package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
    @Test
    void sortsByKeyAndKeepsTheStrongestValue() {
        EffectiveSettings effective =
                effective(
                        new Setting("via", "a", "file"),
                        new Setting("enabled", "true", "file"),
                        new Setting("via", " b ", "command line"));
        assertThat(effective.rows())
                .containsExactly(
                        new Setting("enabled", "true", "file"),
                        new Setting("via", "b", "command line"));
    }

    @Test
    void addsUpListsAndTheirSources() {
        EffectiveSettings effective =
                effective(
                        new Setting("trusted-proxies", "10.0.0.0/8  loopback", "file"),
                        new Setting("trusted-proxies", "unix", "command line --trust-proxy"));
        assertThat(effective.rows())
                .containsExactly(
                        new Setting(
                                "trusted-proxies",
                                "10.0.0.0/8,loopback,unix",
                                "file, command line --trust-proxy"));
    }

    @Test
    void showsNoSecret() {
        assertThat(effective(new Setting("proxies.cdn.secret", "hunter2", "file")).rows())
                .extracting(Setting::value)
                .containsExactly("***");
    }

    @Test
    void hasOneFingerprintForOneConfigurationWhateverItsSources() {
        EffectiveSettings file =
                effective(
                        new Setting("via", "a", "file"), new Setting("listen", "*:1,*:2", "file"));
        EffectiveSettings line =
                effective(
                        new Setting("listen", "*:1", "file"),
                        new Setting("listen", "*:2", "line"),
                        new Setting("via", "a", "line"));
        assertThat(line.fingerprint()).isEqualTo(file.fingerprint()).matches("[0-9a-f]{12}");
    }

    @Test
    void hasAnotherFingerprintForAnotherConfiguration() {
        assertThat(effective(new Setting("via", "a", "file")).fingerprint())
                .isNotEqualTo(effective(new Setting("via", "b", "file")).fingerprint())
                .isNotEqualTo(effective().fingerprint());
    }

    private static EffectiveSettings effective(Setting... settings) {
        return EffectiveSettings.of(Settings.of(List.of(settings)));
    }
}
