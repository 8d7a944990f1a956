/**
 * Other systems' recorded behaviour as test cases for Breakwater.
 *
 * <p>Cast: a {@link io.breakwater.testsuite.conformance.RecordedCase} is one object of a file in {@code cases/}; an
 * {@link io.breakwater.testsuite.conformance.Adapter} for each file says in Breakwater's words what it configures, asks and expects;
 * {@link io.breakwater.testsuite.conformance.Served} asks a real Undertow on a socket and
 * {@link io.breakwater.testsuite.conformance.Decided} the deciding core alone; {@link io.breakwater.testsuite.conformance.Differences}
 * holds, in {@code differences/}, every result that is not the recorded one, with the rule that demands it.
 *
 * <p>Order of events: settings are read; if they are refused, that is the result; else the request is sent, and once more without its
 * forwarding headers, to know what the server says of itself; the result is compared with the record and with the differences; last,
 * {@link io.breakwater.testsuite.conformance.Credulity} looks for anything that Breakwater believed and the other system did not.
 *
 * <p>To add a file: put it into {@code cases/}, write an adapter, name it in {@link io.breakwater.testsuite.conformance.ConformanceTest},
 * and sort what differs into {@code differences/}.
 */
package io.breakwater.testsuite.conformance;
