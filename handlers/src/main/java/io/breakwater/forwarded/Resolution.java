package io.breakwater.forwarded;

import io.breakwater.net.Peer;
import java.util.List;
import java.util.Optional;

/**
 * The decision about one request (B-20): immutable, and complete in itself.
 *
 * <p>What has to be done is in {@link #edits()} and, for {@link Forwarded}, in its {@link Believed}; why is in {@link #outcomes()}.
 */
public sealed interface Resolution {
    /** The other end of the connection, on which trust was decided. */
    Peer peer();

    /** The trust entry that holds the peer, as the operator wrote it; empty for a stranger. */
    Optional<String> trustedBy();

    /** What became of each forwarding header, in the order received. */
    List<HeaderOutcome> outcomes();

    /** What to do to the request's headers. */
    List<HeaderEdit> edits();

    /** {@code direct}, {@code untrusted}, {@code forwarded} or {@code malformed}. */
    String verdict();

    /** No forwarding header came: the request is what it seems. */
    record Direct(Peer peer, Optional<String> trustedBy) implements Resolution {
        @Override
        public List<HeaderOutcome> outcomes() {
            return List.of();
        }

        @Override
        public List<HeaderEdit> edits() {
            return List.of();
        }

        @Override
        public String verdict() {
            return "direct";
        }
    }

    /**
     * A stranger sent forwarding headers: none is believed.
     *
     * @param headers those that came
     * @param strip whether they are removed (B-7); shared secrets are removed either way
     */
    record Untrusted(Peer peer, List<ReceivedHeader> headers, boolean strip) implements Resolution {
        /** What it is called. */
        public static final String VERDICT = "untrusted";

        public Untrusted {
            headers = List.copyOf(headers);
        }

        @Override
        public List<HeaderOutcome> outcomes() {
            return headers.stream().map(this::outcome).toList();
        }

        @Override
        public List<HeaderEdit> edits() {
            return headers.stream()
                    .filter(this::removes)
                    .map(header -> HeaderEdit.remove(header.name()))
                    .toList();
        }

        private HeaderOutcome outcome(ReceivedHeader header) {
            return removes(header)
                    ? HeaderOutcome.stripped(header.name(), Reason.UNTRUSTED_PEER)
                    : HeaderOutcome.rejected(header.name(), Reason.UNTRUSTED_PEER);
        }

        private boolean removes(ReceivedHeader header) {
            return strip || header.isSecret();
        }

        @Override
        public Optional<String> trustedBy() {
            return Optional.empty();
        }

        @Override
        public String verdict() {
            return VERDICT;
        }
    }

    /**
     * A trusted peer sent forwarding headers.
     *
     * @param hops those inspected, the client first
     */
    record Forwarded(
            Peer peer,
            Optional<String> trustedBy,
            Believed believed,
            List<Hop> hops,
            List<HeaderOutcome> outcomes,
            List<HeaderEdit> edits)
            implements Resolution {
        public Forwarded {
            hops = List.copyOf(hops);
            outcomes = List.copyOf(outcomes);
            edits = List.copyOf(edits);
        }

        @Override
        public String verdict() {
            return "forwarded";
        }
    }

    /**
     * A trusted peer sent a header that cannot be read: the request is to be refused with 400 (B-14).
     *
     * @param header its name, which may be told to the client
     * @param reason what is wrong
     * @param value what came, for the log only
     */
    record Malformed(
            Peer peer,
            Optional<String> trustedBy,
            String header,
            Reason reason,
            String value,
            List<HeaderOutcome> outcomes,
            List<HeaderEdit> edits)
            implements Resolution {
        public Malformed {
            outcomes = List.copyOf(outcomes);
            edits = List.copyOf(edits);
        }

        @Override
        public String verdict() {
            return "malformed";
        }
    }
}
