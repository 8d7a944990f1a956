package io.breakwater.trust;

import io.breakwater.forwarded.ReceivedHeader;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells the operator which peers send forwarding headers in vain: once for each peer and hour, for at most 1,000 peers (B-7). */
final class StrangerLog {
    private static final Logger LOG = Logger.getLogger("io.breakwater.trust");
    private static final int MAX_PEERS = 1_000;
    private static final long PAUSE_NANOS = Duration.ofHours(1).toNanos();

    private final Map<String, Long> lastToldNanos = new LinkedHashMap<>();

    void tell(Resolution.Untrusted resolution) {
        String peer = resolution.peer().address().map(IpAddress::toString).orElse("unix");
        if (isDue(peer, System.nanoTime())) {
            String names =
                    resolution.headers().stream()
                            .map(ReceivedHeader::name)
                            .map(CleanText::of)
                            .collect(Collectors.joining(", "));
            LOG.warnf(
                    "Peer %s is not trusted; forwarding headers of its requests are not believed: %s. "
                            + "If it is your proxy, add breakwater.trusted-proxies=%s",
                    peer, names, peer);
        }
    }

    private synchronized boolean isDue(String peer, long nowNanos) {
        Long last = lastToldNanos.get(peer);
        if (last != null && nowNanos - last < PAUSE_NANOS) {
            return false;
        }
        if (last == null && lastToldNanos.size() >= MAX_PEERS && !forgetOldest(nowNanos)) {
            return false;
        }
        lastToldNanos.remove(peer); // the order of the map is the order of telling
        lastToldNanos.put(peer, nowNanos);
        return true;
    }

    private boolean forgetOldest(long nowNanos) {
        Map.Entry<String, Long> oldest = lastToldNanos.entrySet().iterator().next();
        boolean expired = nowNanos - oldest.getValue() >= PAUSE_NANOS;
        if (expired) {
            lastToldNanos.remove(oldest.getKey());
        }
        return expired;
    }
}
