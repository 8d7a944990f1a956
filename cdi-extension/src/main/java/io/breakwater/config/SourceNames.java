package io.breakwater.config;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** What configuration sources are called in messages, and which of them is the environment. */
public final class SourceNames {
    private static final Pattern ENVIRONMENT = Pattern.compile("(?i)(dot|system ?)?env.*");
    private static final Pattern SYSTEM_PROPERTIES = Pattern.compile("(?i)sys(tem)? ?prop.*");
    private static final Pattern WRAPPED = Pattern.compile("\\w+\\[source=(.+)]");

    private SourceNames() {}

    /** By what it lists, else by how its name begins: a file under {@code /srv/env/} is none. */
    static boolean isEnvironment(ConfigSource source) {
        Set<String> names = source.getPropertyNames();
        boolean listsIt = !System.getenv().isEmpty() && names.containsAll(System.getenv().keySet());
        return listsIt || ENVIRONMENT.matcher(source.getName()).matches();
    }

    /** Whether it is the environment or the system properties, which are the same for all that run in a process. */
    static boolean isOfProcess(ConfigSource source) {
        return isEnvironment(source) || SYSTEM_PROPERTIES.matcher(source.getName()).matches();
    }

    /** {@code PropertiesConfigSource[source=x.properties]} is {@code x.properties} to the one who wrote that file. */
    public static String shown(@Nullable String name, String property) {
        if (name == null) {
            return "configuration";
        }
        if (ENVIRONMENT.matcher(name).matches()) {
            return "environment variable " + PropertyName.environmentName(property);
        }
        if (SYSTEM_PROPERTIES.matcher(name).matches()) {
            return "system property " + property;
        }
        Matcher wrapped = WRAPPED.matcher(name);
        return wrapped.matches() ? wrapped.group(1) : name;
    }
}
