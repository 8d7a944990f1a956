/**
 * What deciding costs, beside others that read forwarding headers.
 *
 * <p>{@link io.breakwater.testsuite.bench.DecisionTable} runs {@link io.breakwater.testsuite.bench.DecisionBenchmark} for each
 * {@link io.breakwater.testsuite.bench.Row} with each {@link io.breakwater.testsuite.bench.Reader} and prints one table.
 */
package io.breakwater.testsuite.bench;
