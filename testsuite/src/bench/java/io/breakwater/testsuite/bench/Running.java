package io.breakwater.testsuite.bench;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.RunningPeer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A proxy that runs.
 *
 * @param port where it listens
 * @param processorTime that it has used up to now, with its children
 * @param end stops it
 */
public record Running(int port, Supplier<Duration> processorTime, Runnable end)
        implements AutoCloseable {
    public static Running of(RunningPeer peer) {
        return new Running(peer.port(), peer.process()::processorTime, peer::close);
    }

    public static Running of(BreakwaterProcess process) {
        return new Running(process.port(), process::processorTime, process::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
