/**
 * What proxying costs, beside other proxies.
 *
 * <p>{@link io.breakwater.testsuite.bench.load.LoadTable} starts each {@link io.breakwater.testsuite.bench.load.Proxy} in front of one nginx, lets
 * {@link io.breakwater.testsuite.bench.load.Wrk} ask them in turn, and prints one table.
 */
package io.breakwater.testsuite.bench.load;
