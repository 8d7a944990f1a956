package io.breakwater.forwarded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The books on the headers of one request of a trusted peer: which are read, and what became of each. */
final class Ledger {
    private final PeerTrust trust;
    private final TrustPolicy policy;

    /** At the place of each group, the header from which its fact is read. */
    private final @Nullable ReceivedHeader[] chosen =
            new ReceivedHeader[HeaderGroup.IN_ORDER.size()];

    /** At most one for each header, in the order of events. */
    private final HeaderOutcome[] outcomes;

    private final List<HeaderEdit> edits = new ArrayList<>(0); // mostly none
    private int told;
    private Resolution.@Nullable Malformed malformed;

    Ledger(PeerTrust trust, List<ReceivedHeader> headers) {
        this.trust = trust;
        this.policy = trust.policy();
        this.outcomes = new HeaderOutcome[headers.size()];
        for (int i = 0; i < headers.size(); i++) {
            enter(headers.get(i));
        }
    }

    /** What an {@link java.util.EnumMap} does, without its cost: a ledger is made for each request. */
    @SuppressWarnings("EnumOrdinal")
    private static int place(HeaderGroup group) {
        return group.ordinal();
    }

    /** Which headers are read, and what becomes of those that are not (B-7, B-8). */
    private void enter(ReceivedHeader header) {
        KnownHeader known = header.known();
        if (header.isSecret()) {
            remove(header, Reason.SECRET);
        } else if (!header.isExact() && known.use() != KnownHeader.Use.NOT_FROM_STRANGERS) {
            strip(header, Reason.ALIAS);
        } else if (policy.headers().includes(known)) {
            choose(header);
        } else if (isKept(header)) {
            tell(HeaderOutcome.rejected(header.name(), Reason.KEPT));
        } else if (known.use() != KnownHeader.Use.NOT_FROM_STRANGERS) {
            strip(header, Reason.NOT_CHOSEN);
        }
    }

    private boolean isKept(ReceivedHeader header) {
        return !policy.keep().isEmpty()
                && policy.keep().contains(header.name().toLowerCase(Locale.ROOT));
    }

    private void choose(ReceivedHeader header) {
        if (ListTail.isEmpty(header.lines())) {
            strip(header, Reason.EMPTY);
        } else {
            chosen[place(header.known().group())] = header;
        }
    }

    /** The header from which a fact is to be read; null if none came, or it was not in order. */
    @Nullable ReceivedHeader chosen(HeaderGroup group) {
        return chosen[place(group)];
    }

    private void tell(HeaderOutcome outcome) {
        outcomes[told++] = outcome;
    }

    private List<HeaderOutcome> outcomes() {
        return List.of(told == outcomes.length ? outcomes : Arrays.copyOf(outcomes, told));
    }

    /** A header that is not believed goes, unless nothing is removed at all. */
    void strip(ReceivedHeader header, Reason reason) {
        if (policy.strip()) {
            remove(header, reason);
        } else {
            tell(HeaderOutcome.rejected(header.name(), reason));
        }
    }

    private void remove(ReceivedHeader header, Reason reason) {
        tell(HeaderOutcome.stripped(header.name(), reason));
        edits.add(HeaderEdit.remove(header.name()));
    }

    /** A chosen header that turns out not to be needed. */
    void drop(ReceivedHeader header, Reason reason) {
        chosen[place(header.known().group())] = null;
        strip(header, reason);
    }

    /** The first malformed header refuses the request, or every malformed header counts as absent (B-14). */
    void reject(ReceivedHeader header, Reason reason) {
        chosen[place(header.known().group())] = null;
        if (policy.ignoreMalformed()) {
            remove(header, reason);
        } else if (malformed == null) {
            tell(HeaderOutcome.rejected(header.name(), reason));
            malformed =
                    new Resolution.Malformed(
                            trust.peer(),
                            trust.trustedBy(),
                            header.name(),
                            reason,
                            header.joined(),
                            outcomes(),
                            edits);
        }
    }

    Resolution.@Nullable Malformed malformed() {
        return malformed;
    }

    /** A believed header stays, and says what was believed (B-16). */
    void accept(ReceivedHeader header, String value) {
        tell(HeaderOutcome.accepted(header.name()));
        if (!header.says(value)) {
            edits.add(HeaderEdit.set(header.name(), value));
        }
    }

    /** A believed header stays as it is. */
    void accept(ReceivedHeader header) {
        tell(HeaderOutcome.accepted(header.name()));
    }

    /** A believed header goes, as the request itself says now what it said. */
    void absorb(ReceivedHeader header) {
        tell(HeaderOutcome.accepted(header.name()));
        edits.add(HeaderEdit.remove(header.name()));
    }

    Resolution.Forwarded forwarded(Believed believed, List<Hop> hops) {
        return new Resolution.Forwarded(
                trust.peer(), trust.trustedBy(), believed, hops, outcomes(), edits);
    }
}
