package io.breakwater.cli.verify;

import io.breakwater.cli.verify.Finding.Result;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares answers.
 *
 * @param baseline answers to requests without an attack
 * @param meaninglessEchoes how often an answer shows the value of a header that means nothing, beside that header's name
 * @param arrivalFails which attacks fail by reaching the application although nobody believed them
 */
record Judge(Baseline baseline, long meaninglessEchoes, Predicate<Attack> arrivalFails) {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 431;

    Finding judge(Attack attack, Sight sight) {
        if (isRefused(attack, sight.status())) {
            return Finding.of(Result.PASS, attack, "refused with " + sight.status());
        }
        return believed(attack, sight)
                .map(what -> Finding.of(Result.FAIL, attack, "believed: the answer " + what))
                .or(() -> arrival(attack, sight))
                .orElseGet(() -> Finding.of(Result.PASS, attack, "changes nothing"));
    }

    /** A server that does not answer such a request has not believed it. */
    private boolean isRefused(Attack attack, int status) {
        return !baseline.hasStatus(status)
                && (status == BAD_REQUEST
                        || status == TOO_LARGE
                        || attack.malformed() && status / 100 == 4);
    }

    private Optional<String> believed(Attack attack, Sight sight) {
        if (!baseline.hasStatus(sight.status())) {
            return Optional.of("is " + sight.status() + ", not " + baseline.first().status());
        }
        String facts = sight.factsBeside(attack);
        return attack.needles().stream()
                .filter(needle -> Tokens.occurrences(needle, facts) > meaninglessEchoes)
                .findFirst()
                .map(needle -> "shows " + needle)
                .or(() -> baseline.difference(sight, attack));
    }

    private Optional<Finding> arrival(Attack attack, Sight sight) {
        boolean arrives =
                sight.echoes(attack) || sight.arrivals(attack) > baseline.mostArrivals(attack);
        return arrives
                ? Optional.of(
                        Finding.of(
                                arrivalFails.test(attack) ? Result.FAIL : Result.WARN,
                                attack,
                                "reaches the application, unbelieved"))
                : Optional.empty();
    }
}
