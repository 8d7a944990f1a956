package io.breakwater.config;

import io.breakwater.options.Keys;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property name as a configuration source spells it, and the key that it means.
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of names</caption>
 * <tr><th>spelled</th><th>key</th><th>index</th></tr>
 * <tr><td>{@code breakwater.mounts.api.path}</td><td>{@code mounts.api.path}</td><td></td></tr>
 * <tr><td>{@code breakwater.mounts."api".path}</td><td>{@code mounts.api.path}</td><td></td></tr>
 * <tr><td>{@code breakwater.trusted-proxies[1]}</td><td>{@code trusted-proxies}</td><td>1</td></tr>
 * <tr><td>{@code breakwater.enabled[0]}, which is no list</td><td>{@code enabled[0]}</td><td></td></tr>
 * </table>
 *
 * @param spelled as the source spells it
 * @param key without prefix, quotes and index
 * @param index the place in a list that a YAML source takes apart
 */
record PropertyName(String spelled, String key, OptionalInt index) {
    private static final Pattern ITEM = Pattern.compile("(.+)\\[(\\d{1,4})]");
    private static final Pattern NOT_OF_NAMES = Pattern.compile("[^A-Za-z0-9]");

    /** The key that a property name means; the name begins with {@link Keys#PREFIX}. */
    static PropertyName parse(String spelled) {
        String key = spelled.substring(Keys.PREFIX.length()).replace("\"", "");
        Matcher item = ITEM.matcher(key);
        if (item.matches() && isList(item.group(1))) {
            return new PropertyName(
                    spelled, item.group(1), OptionalInt.of(Integer.parseInt(item.group(2))));
        }
        return new PropertyName(spelled, key, OptionalInt.empty());
    }

    private static boolean isList(String key) {
        return Keys.find(key).filter(row -> row.isList()).isPresent();
    }

    /** The environment variable that overrides it (MicroProfile Config, "Environment Variables Mapping Rules"). */
    String environmentName() {
        return environmentName(spelled);
    }

    static String environmentName(String name) {
        return NOT_OF_NAMES.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** Whether the key has an operator's word that a source had to quote because of its dots. */
    boolean hasDottedWord() {
        int quote = spelled.indexOf('"');
        int end = quote < 0 ? -1 : spelled.indexOf('"', quote + 1);
        return end > 0 && spelled.substring(quote, end).indexOf('.') >= 0;
    }
}
