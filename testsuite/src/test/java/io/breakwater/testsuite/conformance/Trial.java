package io.breakwater.testsuite.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.OptionsReader;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Settings;
import io.breakwater.undertow.WhoamiHandler;
import io.undertow.server.HttpHandler;
import java.util.List;
import java.util.TreeMap;

/** One run of one case: it gives the recorded result, or exactly the different one that is known. */
record Trial(
        Adapter adapter, Adapter.Run run, Differences differences, Summary summary, Served server) {
    private static final Outcome NOTHING = new Outcome(new TreeMap<>());

    void hold() {
        boolean configuration = run.recorded().isConfiguration();
        boolean relayed = adapter.upstreamAnswer(run.recorded()).isPresent();
        summary.begin(configuration, !configuration && (relayed || run.request().fitsOnASocket()));
        ReadOptions read = OptionsReader.read(Settings.of(server.filledIn(run.settings())));
        if (read.options().isEmpty()) {
            judge(Outcome.refusedToStart(read.errors()), NOTHING);
        } else if (configuration) {
            judge(Outcome.accepted(adapter.effective(read.orThrow())), NOTHING);
        } else if (relayed) {
            String answer = adapter.upstreamAnswer(run.recorded()).orElseThrow();
            Request request = run.request();
            judge(
                    server.relay(read.orThrow(), request, answer),
                    server.relay(read.orThrow(), request.withoutForwardingHeaders(), answer));
        } else {
            Request request = run.request();
            judge(
                    outcome(read.orThrow(), request),
                    outcome(read.orThrow(), request.withoutForwardingHeaders()));
        }
        summary.pass(differences.reasonsOf(run.id()));
    }

    /** On a socket if possible; there, the server has to carry out what the core decides. */
    private Outcome outcome(BreakwaterOptions options, Request request) {
        if (!request.fitsOnASocket()) {
            return Decided.run(options, request);
        }
        HttpHandler application = adapter.application(run.recorded(), server.files());
        Outcome served = server.run(options, request, application);
        boolean reached = served.value(Outcome.REFUSED_BY).equals(Outcome.ABSENT);
        if (reached && application instanceof WhoamiHandler) {
            assertThat(served.variables().entrySet())
                    .as("what the server did, and what was decided")
                    .containsAll(Decided.run(options, request).variables().entrySet());
        }
        return served;
    }

    private void judge(Outcome actual, Outcome own) {
        Expected expected = adapter.expected(run.recorded()).resolved(own);
        assertThat(expected.differencesIn(actual, own))
                .as("what differs in %s with %s", run.recorded(), run.settings())
                .isEqualTo(differences.of(run.id()));
        List<String> found = Credulity.in(run.request(), expected, own, actual);
        boolean allowed =
                differences.reasonsOf(run.id()).stream().anyMatch(Differences.Reason::believesMore);
        assertThat(found.isEmpty())
                .as("believes no more than was recorded: %s", found)
                .isEqualTo(!allowed);
    }
}
