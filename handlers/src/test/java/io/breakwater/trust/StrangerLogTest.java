package io.breakwater.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.forwarded.ReceivedHeader;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which peers' headers the operator is told of (B-7). What is told is asked for; nothing else is. */
class StrangerLogTest {
    private static final Logger LOG = Logger.getLogger("io.breakwater.trust");
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final StrangerLog log = new StrangerLog();
    private final AtomicInteger told = new AtomicInteger();
    private final long start = System.nanoTime();

    @BeforeEach
    void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        LOG.setLevel(null);
    }

    private static Peer peer(int number) {
        return Peer.of(
                IpAddress.parse("203.0." + number / 256 + "." + number % 256), 1024 + number);
    }

    private void request(Peer peer, long nanosLater) {
        log.tell(
                peer,
                () -> {
                    told.incrementAndGet();
                    return new Resolution.Untrusted(
                            peer,
                            List.of(ReceivedHeader.secret("X-Forwarded-For", List.of("1.1.1.1"))),
                            true);
                },
                start + nanosLater);
    }

    @Test
    void each_peer_is_told_once_an_hour() {
        request(peer(1), 0);
        request(peer(1), HOUR - 1);
        assertThat(told).hasValue(1);
        request(peer(1), HOUR);
        assertThat(told).hasValue(2);
    }

    @Test
    void ports_and_sockets_make_no_new_peer() {
        request(peer(1), 0);
        request(new Peer(peer(1).address(), 1), 0);
        request(Peer.UNIX, 0);
        request(Peer.UNIX, 0);
        assertThat(told).hasValue(2);
    }

    @Test
    void threads_at_once_tell_it_once() {
        IntStream.range(0, 10_000).parallel().forEach(i -> request(peer(i % 10), i));
        assertThat(told).hasValue(10);
    }

    @Test
    void an_attacker_with_many_addresses_fills_no_disk() {
        IntStream.range(0, 3_000).forEach(i -> request(peer(i), i));
        assertThat(told).hasValue(1_000);
        IntStream.range(0, 3_000).forEach(i -> request(peer(i), HOUR + i));
        assertThat(told).hasValue(2_000);
    }
}
