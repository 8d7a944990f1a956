package io.breakwater.upstream;

import io.breakwater.route.UpstreamUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What has become of the requests to one target, and how it is now (P-21). Counts begin when the route is made.
 *
 * @param requests that were sent or would have been, had the target taken a connection; each try counts
 * @param responses by the first digit of their status: 1xx at index 0
 * @param failures without a response, by kind; kinds that have not happened are left out
 * @param answerTime from the sending of requests to the heads of their responses, all together
 * @param ejections how often it was left out after it had failed
 * @param inFlight requests and tunnels that it has now
 * @param openConnections of which {@code idleConnections} wait for requests
 */
public record TargetStatus(
        UpstreamUrl target,
        State state,
        long requests,
        List<Long> responses,
        Map<Failure, Long> failures,
        Duration answerTime,
        long ejections,
        int inFlight,
        int openConnections,
        int idleConnections) {
    /** Whether a target gets requests. */
    public enum State {
        LIVE,
        /** It has failed several times in a row, and gets a single request now and then until one succeeds. */
        EJECTED,
        /** Health checks say that it is not well. */
        DOWN,
        /** It gets no new requests. */
        DRAINING
    }

    public TargetStatus {
        responses = List.copyOf(responses);
        failures = Map.copyOf(failures);
    }
}
