package io.breakwater.testsuite.bench;

import io.breakwater.forwarded.TrustList;
import io.breakwater.net.IpAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One look-up in trust lists of several lengths, of addresses that are in them and of others (B-5).
 *
 * <p>JMH's own main class runs it: {@code org.openjdk.jmh.Main TrustListBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrustListBenchmark {
    private static final int GOLDEN = 0x9e3779b1; // odd, so that it meets every 32-bit number once
    private static final int ASKED = 1_024;

    @Param({"1", "1000", "100000"})
    private int entries;

    @Param({"true", "false"})
    private boolean held;

    private TrustList list;
    private final IpAddress[] addresses = new IpAddress[ASKED];
    private int turn;

    @Setup
    public void setUp() {
        list = TrustList.of(IntStream.range(0, entries).mapToObj(i -> dotted(i * GOLDEN)).toList());
        for (int i = 0; i < ASKED; i++) {
            int which = (int) ((long) i * entries / ASKED);
            addresses[i] = IpAddress.parse(dotted(which * GOLDEN + (held ? 0 : 1)));
        }
    }

    private static String dotted(int bits) {
        return (bits >>> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }

    @Benchmark
    public boolean lookUp() {
        turn = (turn + 1) % ASKED;
        return list.contains(addresses[turn]);
    }
}
