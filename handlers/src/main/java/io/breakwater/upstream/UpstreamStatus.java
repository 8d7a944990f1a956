package io.breakwater.upstream;

import java.util.List;

/**
 * What has become of the requests of one route, and how its upstream is now (P-21).
 *
 * @param route the operator's word for it
 * @param queued requests that wait for a connection now
 * @param retries how many requests were sent again
 */
public record UpstreamStatus(String route, int queued, long retries, List<TargetStatus> targets) {
    public UpstreamStatus {
        targets = List.copyOf(targets);
    }
}
