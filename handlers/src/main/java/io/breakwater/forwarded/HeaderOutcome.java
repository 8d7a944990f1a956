package io.breakwater.forwarded;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of one received header.
 *
 * @param name as received
 * @param outcome whether it was believed, removed, or left in place unbelieved
 * @param reason why, unless it was simply accepted
 */
public record HeaderOutcome(String name, Outcome outcome, Optional<Reason> reason) {
    /** The three things that can happen to a header. */
    public enum Outcome {
        ACCEPTED,
        STRIPPED,
        REJECTED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static HeaderOutcome accepted(String name) {
        return new HeaderOutcome(name, Outcome.ACCEPTED, Optional.empty());
    }

    static HeaderOutcome stripped(String name, Reason reason) {
        return new HeaderOutcome(name, Outcome.STRIPPED, Optional.of(reason));
    }

    static HeaderOutcome rejected(String name, Reason reason) {
        return new HeaderOutcome(name, Outcome.REJECTED, Optional.of(reason));
    }
}
