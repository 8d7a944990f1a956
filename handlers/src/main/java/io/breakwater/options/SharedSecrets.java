package io.breakwater.options;

import io.breakwater.net.InvalidValue;

/** What a shared secret must be like. */
final class SharedSecrets {
    private static final int MIN_LENGTH = 16;

    private SharedSecrets() {}

    /** @throws InvalidValue if it could be guessed */
    static String longEnough(String text) {
        if (text.length() < MIN_LENGTH) {
            throw new InvalidValue(
                    "is too short to be a secret", "Write at least " + MIN_LENGTH + " characters");
        }
        return text;
    }
}
