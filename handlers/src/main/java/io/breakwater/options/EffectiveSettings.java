package io.breakwater.options;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What counts of all that was written: one setting for each key, sorted by key, fit to be shown (P-22).
 *
 * <table>
 * <caption>What {@link #of(Settings)} makes of settings</caption>
 * <tr><td>{@code via} in a file and on the command line</td><td>the stronger of the two</td></tr>
 * <tr><td>{@code trusted-proxies} in a file and on the command line</td><td>both, separated by commas, with both sources</td></tr>
 * <tr><td>a secret</td><td>{@code ***}</td></tr>
 * </table>
 *
 * @param rows sorted by key
 */
public record EffectiveSettings(List<Setting> rows) {
    private static final int FINGERPRINT_DIGITS = 12;

    public EffectiveSettings {
        rows = List.copyOf(rows);
    }

    public static EffectiveSettings of(Settings settings) {
        List<Setting> rows = new ArrayList<>();
        for (String key : new TreeSet<>(settings.keys())) {
            rows.add(
                    isList(key)
                            ? joined(settings.all(key))
                            : shown(settings.last(key).orElseThrow()));
        }
        return new EffectiveSettings(rows);
    }

    private static boolean isList(String key) {
        Optional<Key> row = Keys.find(key);
        return row.isPresent() && row.get().isList();
    }

    private static Setting joined(List<Setting> settings) {
        String items =
                settings.stream()
                        .map(setting -> setting.value().trim())
                        .collect(Collectors.joining(","));
        String sources =
                settings.stream().map(Setting::source).distinct().collect(Collectors.joining(", "));
        return shown(new Setting(settings.get(0).key(), items.replaceAll("[,\\s]+", ","), sources));
    }

    private static Setting shown(Setting setting) {
        return new Setting(
                setting.key(),
                Problem.masked(setting.key(), setting.value().trim()),
                setting.source());
    }

    /**
     * The same twelve hexadecimal digits wherever the same is configured, whatever the sources: SHA-256 over the sorted keys and values.
     * Secrets count as present only, so that the digits give nothing away.
     */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Setting row : rows) {
            text.append(row.key()).append('=').append(row.value()).append('\n');
        }
        return HexFormat.of().formatHex(sha256(text.toString())).substring(0, FINGERPRINT_DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
