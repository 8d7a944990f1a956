package io.breakwater.cli;

import java.util.List;
import java.util.Map;

/**
 * A row of the table of options.
 *
 * @param name with its dashes
 * @param parameters what follows it, such as {@code PATH URL}; none for a switch
 * @param description for {@code --help}
 * @param meaning the keys and values that it stands for
 */
record OptionRow(String name, List<String> parameters, String description, Meaning meaning) {
    /** What an option says in the words of the configuration. */
    interface Meaning {
        /**
         * Values by key, without the prefix of keys.
         *
         * @param values what followed the option
         * @param number 1 where it is written for the first time, then 2, …
         */
        Map<String, String> keys(List<String> values, int number);
    }

    OptionRow {
        parameters = List.copyOf(parameters);
    }

    /** An option with one value, which is that of a key. */
    static OptionRow value(String name, String parameter, String key, String description) {
        return new OptionRow(
                name,
                List.of(parameter),
                description,
                (values, number) -> Map.of(key, values.get(0)));
    }

    /** A switch, which stands for one value of a key. */
    static OptionRow flag(String name, String key, String value, String description) {
        return new OptionRow(name, List.of(), description, (values, number) -> Map.of(key, value));
    }

    /** An option that says where the requests of a route go. */
    static OptionRow route(
            String name, String parameter, String group, String selector, String description) {
        return new OptionRow(
                name,
                List.of(parameter, "URL"),
                description,
                (values, number) -> {
                    String route = group + "." + name.substring(2) + "-" + number + ".";
                    return Map.of(
                            route + selector, values.get(0), route + "upstream", values.get(1));
                });
    }
}
