package io.breakwater.testsuite.bench;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Header lines, found as Tomcat's MimeHeaders finds them: by a look at each. */
final class ServletHeaders {
    private final String[] names;
    private final String[] values;
    private final Set<String> distinctNames;

    ServletHeaders(List<Map.Entry<String, String>> lines) {
        this.names = lines.stream().map(Map.Entry::getKey).toArray(String[]::new);
        this.values = lines.stream().map(Map.Entry::getValue).toArray(String[]::new);
        this.distinctNames = new LinkedHashSet<>(List.of(names));
    }

    String first(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** No row repeats a header. */
    Enumeration<String> all(String name) {
        String value = first(name);
        return value == null
                ? Collections.emptyEnumeration()
                : Collections.enumeration(List.of(value));
    }

    Enumeration<String> names() {
        return Collections.enumeration(distinctNames);
    }
}
