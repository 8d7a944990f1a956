package io.breakwater.cli.verify;

import java.util.List;
import java.util.Locale;

/**
 * What one attack came to.
 *
 * @param attack its name
 * @param sent its header lines
 * @param reason what the answer showed
 */
public record Finding(Result result, String attack, List<String> sent, String reason) {
    /** How bad it is. */
    public enum Result {
        /** Nobody believed it. */
        PASS,
        /** It was not believed, but it reaches the application, which may believe it. */
        WARN,
        /** It was believed; or it reached an application behind a Breakwater that promises to remove it. */
        FAIL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        sent = List.copyOf(sent);
    }

    static Finding of(Result result, Attack attack, String reason) {
        return new Finding(result, attack.name(), attack.lines(), reason);
    }
}
