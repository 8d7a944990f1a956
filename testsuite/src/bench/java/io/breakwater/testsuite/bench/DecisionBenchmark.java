package io.breakwater.testsuite.bench;

import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Requests, made and read. {@link DecisionTable} runs it and says what it means.
 *
 * <p>Work is fixed and not time, so that each JVM is as warm as the others, however busy the machine is. Before it, some time: what is quick
 * would be done before it is compiled.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 10)
@Measurement(iterations = 8)
public class DecisionBenchmark {
    private static final int REQUESTS = 100_000;
    private static final long COMPILING_NANOS = Duration.ofMillis(700).toNanos();

    @Param private Row row;
    @Param private Reader reader;

    private Requests requests;

    @Setup
    public void setUp(Blackhole application) throws Exception {
        requests = reader.of(row);
        long start = System.nanoTime();
        while (System.nanoTime() - start < COMPILING_NANOS) {
            requests(application);
        }
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void requests(Blackhole application) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            application.consume(requests.next());
        }
    }
}
