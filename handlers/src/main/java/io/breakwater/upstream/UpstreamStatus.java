package io.breakwater.upstream;

import java.util.List;
import java.util.Map;

/**
 * What has become of the requests of one route, and how its upstream is now (P-21).
 *
 * @param route the operator's word for it
 * @param requests that came to it, each once
 * @param queued requests that wait for a connection now
 * @param retries how many requests were sent again
 * @param refusals requests that were answered without any target: none was live, or too many waited
 */
public record UpstreamStatus(
        String route,
        long requests,
        int queued,
        long retries,
        Map<Failure, Long> refusals,
        List<TargetStatus> targets) {
    public UpstreamStatus {
        refusals = Map.copyOf(refusals);
        targets = List.copyOf(targets);
    }
}
