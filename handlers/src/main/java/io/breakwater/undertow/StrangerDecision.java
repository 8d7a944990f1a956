package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Peer;
import java.util.Optional;

/**
 * The decision about a request of a stranger whose forwarding headers are removed (B-7). All of it is known beforehand but what the headers
 * said, and that is told to whoever asks: hardly anybody does, and strangers may send many.
 *
 * @param request whose headers must be removed at once: what they say is read later
 */
record StrangerDecision(Peer peer, AsReceived request) implements Decision {
    @Override
    public Resolution.Untrusted resolution() {
        return new Resolution.Untrusted(peer, request.headers().received(), true);
    }

    @Override
    public Optional<Originals> originals() {
        return Optional.of(request.originals());
    }

    @Override
    public String verdict() {
        return Resolution.Untrusted.VERDICT;
    }

    @Override
    public boolean hadForwardingHeaders() {
        return true;
    }
}
