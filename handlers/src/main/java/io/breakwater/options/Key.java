package io.breakwater.options;

/**
 * A row of the table of keys.
 *
 * @param name without the prefix {@code breakwater.}; {@code <id>} stands for the operator's word
 * @param type how its value is written
 * @param defaultText what counts if it is absent, as README says it
 * @param description one sentence for README
 */
public record Key(String name, Type type, String defaultText, String description) {
    /** Stands for a word of the operator's in a name. */
    static final String ID = "<id>";

    /** How a value is written. */
    public enum Type {
        BOOLEAN("`true` or `false`"),
        NUMBER("number"),
        SIZE("bytes, or with `k`, `m`, `g`"),
        DURATION("duration"),
        TEXT("text"),
        PATH("path"),
        URL("URL"),
        LIST("list");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** As README says it. */
        public String text() {
            return text;
        }
    }

    /** Whether it takes several values; those of several sources add up. */
    public boolean isList() {
        return type == Type.LIST || type == Type.URL;
    }

    /** Whether {@code written}, such as {@code mounts.api.path}, is this key. */
    boolean matches(String written) {
        String[] words = name.split("\\.");
        String[] given = written.split("\\.", -1);
        if (words.length != given.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals(ID) ? given[i].isEmpty() : !words[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
