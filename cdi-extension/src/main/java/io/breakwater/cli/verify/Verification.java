package io.breakwater.cli.verify;

import io.breakwater.cli.verify.Finding.Result;
import io.breakwater.net.IpAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tries all attacks on one server, one after the other. */
public final class Verification {
    private static final int PLAIN_REQUESTS = 3;
    private static final String CONTROL_VALUE = "meaningless.invalid";
    private static final Attack CONTROL =
            Attack.of("control", List.of("X-Meaningless: " + CONTROL_VALUE), List.of());

    private final Client client;
    private final Baseline baseline = new Baseline();
    private final IpAddress from;
    private final List<Fact> shown;

    private Verification(Client client) throws Unverifiable {
        this.client = client;
        Answer first = plain();
        this.from = first.client();
        for (int i = 1; i < PLAIN_REQUESTS; i++) {
            plain();
        }
        this.shown = Fact.shownBy(baseline.first(), client.server(), from);
    }

    /**
     * What a server believes of a machine that connects to it.
     *
     * @param local the address to connect from; empty for the usual one
     * @param strict whether what only reaches the application fails
     * @param otherWay whether there is a front end to go through besides; then a machine that the server trusts tries nothing here
     * @throws Unverifiable if the server cannot be reached, or shows nothing of requests
     */
    public static Way straight(
            WebServer server, Optional<IpAddress> local, boolean strict, boolean otherWay)
            throws Unverifiable {
        Verification verification = new Verification(new Client(server, local));
        Sight first = verification.baseline.first();
        if (!verification.shown.contains(Fact.ADDRESS) && !verification.shown.contains(Fact.HOST)) {
            throw new Unverifiable(
                    server
                            + " shows neither the address nor the host of a request, so nothing can be seen; start-server with whoami=true does");
        }
        boolean trusted = first.trustedBy().isPresent();
        return verification.way(
                "straight",
                trusted,
                trusted && otherWay
                        ? List.of()
                        : verification.findings(arrivalFails(strict, first.whoami(), trusted)));
    }

    /**
     * What a server believes of a client of its front end.
     *
     * @param straight what was found without the front end
     */
    public static Way via(WebServer front, Optional<IpAddress> local, boolean strict, Way straight)
            throws Unverifiable {
        Verification verification = new Verification(new Client(front, local));
        boolean whoami = verification.baseline.first().whoami();
        List<Finding> findings = new ArrayList<>(verification.truths(straight));
        findings.addAll(verification.findings(arrivalFails(strict, whoami, true)));
        boolean trusted = straight.fromTrusted() && straight.from().equals(verification.from);
        return verification.way("via", trusted, findings);
    }

    /** Behind our whoami is a Breakwater, which removes whatever it does not believe, but for what B-7 lets trusted proxies say. */
    private static Predicate<Attack> arrivalFails(boolean strict, boolean whoami, boolean trusted) {
        return attack -> strict || whoami && !(trusted && attack.trustedSay());
    }

    private Way way(String name, boolean fromTrusted, List<Finding> findings) {
        return new Way(
                name,
                client.server(),
                from,
                shown,
                baseline.first().trustedBy(),
                fromTrusted,
                findings);
    }

    private Answer plain() throws Unverifiable {
        try {
            Answer answer = client.send(Attack.NONE.request(client.server()));
            if (answer.status() >= 500) {
                throw new Unverifiable(client.server() + " answers with " + answer.status());
            }
            baseline.add(Sight.of(answer));
            return answer;
        } catch (IOException e) {
            throw new Unverifiable(client.server() + " cannot be reached: " + e.getMessage());
        }
    }

    /** Through a front end, what the server shows without one has to be the client's and the public one's. */
    private List<Finding> truths(Way straight) {
        List<Finding> truths = new ArrayList<>();
        for (Fact fact : straight.shown()) {
            String text = fact.text(client.server(), from);
            Attack nothing = Attack.of("the " + fact.word() + " of a client", List.of(), List.of());
            boolean isShown = shown.contains(fact);
            truths.add(
                    Finding.of(
                            isShown ? Result.PASS : Result.FAIL,
                            nothing,
                            isShown ? "is " + text : "is not " + text));
        }
        return truths;
    }

    private List<Finding> findings(Predicate<Attack> arrivalFails) throws Unverifiable {
        Sight control = tell(CONTROL).orElse(baseline.first());
        long echoes = Tokens.occurrences(CONTROL_VALUE, control.factsBeside(CONTROL));
        Judge judge = new Judge(baseline, echoes, arrivalFails);
        List<Finding> findings = new ArrayList<>();
        for (Attack attack : Attacks.on(client.server())) {
            Finding finding = tryOn(judge, attack);
            if (finding.result() == Result.FAIL) { // time may have changed the answer
                plain();
                finding = tryOn(judge, attack);
            }
            findings.add(finding);
        }
        return findings;
    }

    private Finding tryOn(Judge judge, Attack attack) throws Unverifiable {
        Optional<Sight> sight = tell(attack);
        if (sight.isEmpty()) {
            plain(); // it still answers others
            return Finding.of(Result.PASS, attack, "refused without an answer");
        }
        return judge.judge(attack, sight.get());
    }

    private Optional<Sight> tell(Attack attack) {
        try {
            return Optional.of(Sight.of(client.send(attack.request(client.server()))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
