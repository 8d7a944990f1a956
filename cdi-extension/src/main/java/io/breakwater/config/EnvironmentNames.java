package io.breakwater.config;

import static io.breakwater.config.PropertyName.environmentName;

import io.breakwater.options.Key;
import io.breakwater.options.Keys;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that environment variables mean.
 *
 * <table>
 * <caption>What {@link #propertyFor} makes of names</caption>
 * <tr><td>{@code BREAKWATER_TRUSTED_PROXIES}</td><td>{@code breakwater.trusted-proxies}</td></tr>
 * <tr><td>{@code BREAKWATER_MOUNTS_API_PATH}</td><td>{@code breakwater.mounts.api.path}</td></tr>
 * <tr><td>the same, where a file has {@code breakwater.mounts.Api.upstream}</td><td>{@code breakwater.mounts.Api.path}</td></tr>
 * <tr><td>{@code BREAKWATER_PORT}, which Kubernetes sets for a service called breakwater</td><td>none</td></tr>
 * </table>
 */
final class EnvironmentNames {
    private static final String ID = "<id>";
    private static final Pattern WORD = Pattern.compile("[A-Z0-9]+(_[A-Z0-9]+)*");

    private EnvironmentNames() {}

    /**
     * The property that an environment variable sets.
     *
     * @param name in upper case
     * @param written the properties that other sources name: where one of them is meant, its spelling counts
     */
    static Optional<String> propertyFor(String name, Collection<PropertyName> written) {
        Optional<String> overridden =
                written.stream()
                        .filter(w -> w.environmentName().equals(name))
                        .map(PropertyName::spelled)
                        .findFirst();
        return overridden.or(() -> besides(name, written)).or(() -> fromTable(name));
    }

    /** A key beside another one that has the same word: the file has the mount, the environment gives it a timeout. */
    private static Optional<String> besides(String name, Collection<PropertyName> written) {
        for (PropertyName other : written) {
            for (Key key : Keys.all()) {
                Optional<String> candidate =
                        wordOf(other.key(), key.name()).map(word -> property(key, word));
                if (candidate.isPresent() && environmentName(candidate.get()).equals(name)) {
                    return candidate;
                }
            }
        }
        return Optional.empty();
    }

    /** The operator's word in {@code written}, if both keys are of one group: {@code api} of {@code mounts.api.path}. */
    private static Optional<String> wordOf(String written, String keyName) {
        int from = keyName.indexOf(ID);
        int to =
                from < 0 || !written.startsWith(keyName.substring(0, from))
                        ? -1
                        : written.indexOf('.', from);
        return to > from ? Optional.of(written.substring(from, to)) : Optional.empty();
    }

    /** The longest fixed part wins: {@code MOUNTS_API_CONNECT_TIMEOUT} is the connect-timeout of api. */
    private static Optional<String> fromTable(String name) {
        return Keys.all().stream()
                .sorted(Comparator.comparing((Key key) -> key.name().length()).reversed())
                .flatMap(key -> filledIn(key, name).stream())
                .findFirst();
    }

    private static Optional<String> filledIn(Key key, String name) {
        int id = key.name().indexOf(ID);
        if (id < 0) {
            String property = Keys.PREFIX + key.name();
            return environmentName(property).equals(name)
                    ? Optional.of(property)
                    : Optional.empty();
        }
        String before = environmentName(Keys.PREFIX + key.name().substring(0, id));
        String after = environmentName(key.name().substring(id + ID.length()));
        int wordEnd = name.length() - after.length();
        if (!name.startsWith(before) || !name.endsWith(after) || wordEnd <= before.length()) {
            return Optional.empty();
        }
        String word = name.substring(before.length(), wordEnd);
        return WORD.matcher(word).matches()
                ? Optional.of(property(key, word.toLowerCase(Locale.ROOT).replace('_', '-')))
                : Optional.empty();
    }

    private static String property(Key key, String word) {
        return Keys.PREFIX + key.name().replaceFirst(ID, Matcher.quoteReplacement(word));
    }
}
