package io.breakwater.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that was written, before any of it is understood. A key may have several values: the last one counts, and for lists all of them.
 *
 * <p>Immutable.
 */
public final class Settings {
    /** Nothing written. */
    public static final Settings NONE = new Settings(List.of());

    private final Map<String, List<Setting>> byKey = new LinkedHashMap<>();

    private Settings(Collection<Setting> settings) {
        for (Setting setting : settings) {
            if (!setting.value().isBlank()) { // an empty value means absent (P-22)
                byKey.computeIfAbsent(setting.key(), k -> new ArrayList<>()).add(setting);
            }
        }
    }

    public static Settings of(Collection<Setting> settings) {
        return new Settings(settings);
    }

    /** These and others, which win over these. */
    public Settings plus(Settings stronger) {
        List<Setting> both = new ArrayList<>(all());
        both.addAll(stronger.all());
        return new Settings(both);
    }

    /** All of them, in the order written. */
    public List<Setting> all() {
        return byKey.values().stream().flatMap(List::stream).toList();
    }

    public Set<String> keys() {
        return byKey.keySet();
    }

    /** The value that counts for a key that takes one. */
    public Optional<Setting> last(String key) {
        List<Setting> settings = all(key);
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of(settings.get(settings.size() - 1));
    }

    /** All values of a key that takes a list. */
    public List<Setting> all(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The operator's words under a key such as {@code mounts}: those between its dot and the next. */
    public Set<String> ids(String group) {
        Set<String> ids = new LinkedHashSet<>();
        for (String key : byKey.keySet()) {
            int idFrom = group.length() + 1;
            int idTo = key.startsWith(group + ".") ? key.indexOf('.', idFrom) : -1;
            if (idTo > idFrom) {
                ids.add(key.substring(idFrom, idTo));
            }
        }
        return ids;
    }
}
