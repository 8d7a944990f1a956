package io.breakwater.trust;

import io.breakwater.forwarded.ReceivedHeader;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells the operator which peers send forwarding headers in vain: once for each peer and hour, for at most 1,000 peers (B-7).
 *
 * <p>Strangers may come in any number on all threads at once; nearly all of their requests pass here without waiting for each other.
 */
final class StrangerLog {
    private static final Logger LOG = Logger.getLogger("io.breakwater.trust");
    private static final int MAX_PEERS = 1_000;
    private static final long PAUSE_NANOS = Duration.ofHours(1).toNanos();

    /** No address for the peers of unix sockets. */
    private final Map<Optional<IpAddress>, Long> lastToldNanos = new ConcurrentHashMap<>();

    /** The same peers, in the order of telling; changed under the lock only. */
    private final Queue<Optional<IpAddress>> oldestFirst = new ArrayDeque<>();

    /** Before that nobody new is told, as there is no room. */
    private volatile long fullUntilNanos = System.nanoTime();

    /**
     * @param resolution what was decided, if it is to be told
     */
    void tell(Peer peer, Supplier<Resolution.Untrusted> resolution) {
        tell(peer, resolution, System.nanoTime());
    }

    void tell(Peer peer, Supplier<Resolution.Untrusted> resolution, long nowNanos) {
        if (couldBeDue(peer, nowNanos) && isDue(peer, nowNanos)) {
            write(peer, resolution.get());
        }
    }

    private static void write(Peer peer, Resolution.Untrusted resolution) {
        String address = peer.address().map(IpAddress::toString).orElse("unix");
        String names =
                resolution.headers().stream()
                        .map(ReceivedHeader::name)
                        .map(CleanText::of)
                        .collect(Collectors.joining(", "));
        LOG.warnf(
                "Peer %s is not trusted; forwarding headers of its requests are not believed: %s. "
                        + "If it is your proxy, add breakwater.trusted-proxies=%s",
                address, names, address);
    }

    private boolean couldBeDue(Peer peer, long nowNanos) {
        Long last = lastToldNanos.get(peer.address());
        return last == null ? nowNanos - fullUntilNanos >= 0 : nowNanos - last >= PAUSE_NANOS;
    }

    private synchronized boolean isDue(Peer peer, long nowNanos) {
        forgetExpired(nowNanos);
        if (lastToldNanos.size() >= MAX_PEERS) {
            fullUntilNanos = lastToldNanos.getOrDefault(oldestFirst.peek(), nowNanos) + PAUSE_NANOS;
            return false;
        }
        boolean due = lastToldNanos.putIfAbsent(peer.address(), nowNanos) == null;
        if (due) {
            oldestFirst.add(peer.address());
        }
        return due;
    }

    private void forgetExpired(long nowNanos) {
        Optional<IpAddress> oldest = oldestFirst.peek();
        while (oldest != null
                && nowNanos - lastToldNanos.getOrDefault(oldest, nowNanos) >= PAUSE_NANOS) {
            lastToldNanos.remove(oldest);
            oldestFirst.remove();
            oldest = oldestFirst.peek();
        }
    }
}
