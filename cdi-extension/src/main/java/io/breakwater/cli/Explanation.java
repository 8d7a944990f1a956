package io.breakwater.cli;

import io.breakwater.forwarded.HeaderEdit;
import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.HeaderOutcome;
import io.breakwater.forwarded.HeaderOutcome.Outcome;
import io.breakwater.forwarded.Hop;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import io.breakwater.options.BreakwaterOptions;
import java.util.Locale;
import java.util.Optional;

/** A decision in words, for people at a terminal. Of the values that came, only those that were believed are in it. */
final class Explanation {
    private final Resolution resolution;
    private final BreakwaterOptions options;
    private final StringBuilder text = new StringBuilder();

    private Explanation(Resolution resolution, BreakwaterOptions options) {
        this.resolution = resolution;
        this.options = options;
    }

    static String of(Resolution resolution, ExplainedRequest request, BreakwaterOptions options) {
        Explanation explanation = new Explanation(resolution, options);
        explanation.tellDecision();
        explanation.tellSight(SeenRequest.of(resolution, request, options));
        Remedy.of(resolution, options).ifPresent(explanation::paragraph);
        return explanation.text.toString();
    }

    private void tellDecision() {
        line("Verdict", resolution.verdict() + ": " + verdict());
        String trusted =
                options.trust()
                        .resolver()
                        .judge(resolution.peer())
                        .trustedBy()
                        .map(entry -> "trusted by " + entry)
                        .orElse("trusted by no entry");
        line("Peer", peer(resolution.peer()) + ", " + trusted);
        if (resolution instanceof Resolution.Forwarded forwarded) {
            forwarded.hops().forEach(hop -> line("Hop", hop(hop)));
        }
        for (HeaderOutcome header : resolution.outcomes()) {
            line("Header", header.name() + " " + outcome(header));
        }
        if (options.trust().observe()) {
            line("But", "breakwater.mode=observe: nothing of that is done");
        }
    }

    /** Without the port if none was written. */
    private static String peer(Peer peer) {
        return peer.port() == 0
                ? peer.address().map(IpAddress::toString).orElse("unix")
                : peer.toString();
    }

    private String verdict() {
        if (resolution instanceof Resolution.Forwarded) {
            return "a trusted proxy tells of its client";
        } else if (resolution instanceof Resolution.Untrusted) {
            return "a stranger sends forwarding headers, and none is believed";
        } else if (resolution instanceof Resolution.Malformed) {
            return "a trusted proxy sends what cannot be read";
        }
        return "no forwarding header comes with it";
    }

    private static String hop(Hop hop) {
        return hop.node().text() + (hop.trusted() ? ", trusted" : ", not trusted");
    }

    private String outcome(HeaderOutcome header) {
        String why = header.reason().map(ReasonWords::of).map(words -> ": " + words).orElse("");
        boolean accepted = header.outcome() == Outcome.ACCEPTED;
        return header.outcome().code() + why + (accepted ? become(header.name()) : "");
    }

    private String become(String name) {
        KnownHeader known = KnownHeaders.find(name);
        boolean certificate =
                known == null
                        || known.group() == HeaderGroup.CERTIFICATE
                        || known.group() == HeaderGroup.CERTIFICATE_CHAIN;
        Optional<HeaderEdit> edit =
                resolution.edits().stream()
                        .filter(e -> e.name().equals(name) && !certificate)
                        .findFirst();
        return edit.map(e -> e.value().map(v -> ", as " + v).orElse(", and absorbed")).orElse("");
    }

    private void tellSight(SeenRequest seen) {
        String destination = Destination.of(resolution, seen, options);
        line("Goes to", destination);
        if (!destination.startsWith(Destination.NOBODY)) {
            text.append("An application would see\n");
            seen.facts().forEach(this::indented);
        }
    }

    private void line(String label, String value) {
        text.append(String.format(Locale.ROOT, "%-8s %s\n", label, value));
    }

    private void indented(String label, String value) {
        text.append(String.format(Locale.ROOT, "  %-16s %s\n", label, value).stripTrailing())
                .append('\n');
    }

    private void paragraph(String sentence) {
        text.append(sentence).append('\n');
    }
}
