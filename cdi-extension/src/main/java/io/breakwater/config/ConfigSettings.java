package io.breakwater.config;

import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Reads everything under {@code breakwater.} from a MicroProfile Config, the same with every implementation (P-22).
 *
 * <ul>
 *   <li>Profiles, expressions and which source is stronger are the implementation's affair. An expression that refers to nothing is an
 *       error; an empty value is an absent one.
 *   <li>A list may be one text or, as YAML sources have it, {@code key[0]}, {@code key[1]}, …
 *   <li>Operators' words may be quoted: {@code breakwater.mounts."api".path}.
 *   <li>Environment variables override what files name, and name keys of their own: {@code BREAKWATER_MOUNTS_API_PATH}. One that means no
 *       key is a warning, as other software sets such names.
 * </ul>
 */
public final class ConfigSettings {
    private final WrittenNames names;
    private final Function<String, Lookup> values;
    private final List<Setting> settings = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /**
     * @param names that are written, to which those that environment variables mean are added
     * @param values of properties
     */
    ConfigSettings(WrittenNames names, Function<String, Lookup> values) {
        this.names = names;
        this.values = values;
    }

    public static ConfiguredSettings read(Config config) {
        return new ConfigSettings(WrittenNames.of(config), property -> Lookup.of(config, property))
                .read();
    }

    ConfiguredSettings read() {
        addEnvironment();
        Map<String, List<PropertyName>> byKey = new TreeMap<>();
        for (PropertyName name : names.properties().values()) {
            byKey.computeIfAbsent(name.key(), key -> new ArrayList<>()).add(name);
        }
        byKey.forEach(this::readKey);
        return new ConfiguredSettings(Settings.of(settings), errors, warnings);
    }

    private void addEnvironment() {
        Collection<PropertyName> written = List.copyOf(names.properties().values());
        for (String variable : names.variables()) {
            Optional<String> property = EnvironmentNames.propertyFor(variable, written);
            if (property.isPresent()) {
                names.properties().put(property.get(), PropertyName.parse(property.get()));
            } else {
                warnUnknown(variable);
            }
        }
    }

    private void warnUnknown(String variable) {
        String remedy =
                "Unset it if it was meant for Breakwater; a Kubernetes service called breakwater sets such names too";
        warnings.add(
                new Problem(
                        variable,
                        Optional.empty(),
                        "is an environment variable that means no key, and is ignored",
                        Optional.empty(),
                        remedy));
    }

    private void readKey(String key, List<PropertyName> spellings) {
        Optional<PropertyName> dotted =
                spellings.stream().filter(PropertyName::hasDottedWord).findFirst();
        if (dotted.isPresent()) {
            refuseDotted(dotted.get());
            return;
        }
        List<PropertyName> items =
                spellings.stream()
                        .filter(name -> name.index().isPresent())
                        .sorted(Comparator.comparingInt(name -> name.index().getAsInt()))
                        .toList();
        Lookup whole = whole(key, spellings);
        if (whole instanceof Lookup.Absent || isStronger(items, whole)) {
            items.forEach(item -> add(key, item.spelled(), values.apply(item.spelled())));
        } else {
            add(key, Keys.PREFIX + key, whole);
        }
    }

    private void refuseDotted(PropertyName name) {
        errors.add(
                new Problem(
                        name.spelled(),
                        Optional.empty(),
                        "has a name with dots in it",
                        Optional.empty(),
                        "Use letters, digits, - and _ for the name, and put paths and hosts into values"));
    }

    private Lookup whole(String key, List<PropertyName> spellings) {
        List<Lookup> lookups = new ArrayList<>();
        lookups.add(values.apply(Keys.PREFIX + key));
        for (PropertyName name : spellings) {
            if (name.index().isEmpty() && !name.spelled().equals(Keys.PREFIX + key)) {
                lookups.add(values.apply(name.spelled()));
            }
        }
        return Lookup.strongest(lookups);
    }

    /** A YAML source lists both forms; of two sources the stronger one counts as a whole. */
    private boolean isStronger(List<PropertyName> items, Lookup whole) {
        return !items.isEmpty()
                && whole instanceof Lookup.Found found
                && values.apply(items.get(0).spelled()) instanceof Lookup.Found first
                && first.ordinal() > found.ordinal();
    }

    private void add(String key, String property, Lookup lookup) {
        if (lookup instanceof Lookup.Found found) {
            settings.add(new Setting(key, found.value(), found.source()));
        } else if (lookup instanceof Lookup.Unresolved unresolved) {
            errors.add(
                    new Problem(
                            property,
                            Optional.of(unresolved.raw()),
                            "refers to something that has no value",
                            unresolved.source(),
                            "Set what it refers to, or write ${name:value} with a value for when it is not set"));
        }
    }
}
