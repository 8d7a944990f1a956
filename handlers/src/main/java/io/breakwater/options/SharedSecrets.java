package io.breakwater.options;

import java.util.Optional;

/** What a shared secret should be like. */
final class SharedSecrets {
    private static final int ENOUGH = 16;

    private SharedSecrets() {}

    /** Warns of one that could be guessed. */
    static Optional<String> read(SettingsReader reader, String key) {
        Optional<String> secret = reader.value(key, text -> text);
        if (secret.filter(text -> text.length() < ENOUGH).isPresent()) {
            reader.warnAt(
                    key,
                    "is short for a secret, and could be guessed",
                    "Write at least " + ENOUGH + " characters");
        }
        return secret;
    }
}
