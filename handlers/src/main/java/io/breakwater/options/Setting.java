package io.breakwater.options;

/**
 * One value that somebody wrote for one key.
 *
 * @param key without the prefix {@code breakwater.}: {@code mounts.api.path}
 * @param value as written, never blank
 * @param source where: a file, {@code environment}, {@code command line}, {@code code}
 * @param fromEnvironment whether an unknown key is only worth a warning, as other software may have set it
 */
public record Setting(String key, String value, String source, boolean fromEnvironment) {
    public Setting(String key, String value, String source) {
        this(key, value, source, false);
    }
}
