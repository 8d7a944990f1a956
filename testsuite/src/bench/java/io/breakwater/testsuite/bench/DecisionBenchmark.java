package io.breakwater.testsuite.bench;

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
 * <p>Work is fixed and not time, so that each JVM is as warm as the others, however busy the machine is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 25)
@Measurement(iterations = 15)
public class DecisionBenchmark {
    private static final int REQUESTS = 100_000;

    @Param private Row row;
    @Param private Reader reader;

    private Requests requests;

    @Setup
    public void setUp() {
        requests = reader.of(row);
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void requests(Blackhole application) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            application.consume(requests.next());
        }
    }
}
