package io.breakwater.options;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How requests of one route are shared out among its targets (P-16, P-17).
 *
 * @param balance which target a request goes to
 * @param stickyCookie the name of a cookie that leads a client to the target it was at before
 * @param retries how often at most a request is sent again that got no answer, connections that were closed while they waited apart
 * @param maxConnections how many connections to each target there are at most; as many as requests need if empty
 * @param queue how many requests wait where there are so many connections already
 * @param health how targets are asked whether they are well; not at all if empty
 */
public record PoolOptions(
        Balance balance,
        Optional<String> stickyCookie,
        int retries,
        OptionalInt maxConnections,
        int queue,
        Optional<HealthCheck> health) {
    /** What a route has about which nothing else is said. */
    public static final PoolOptions DEFAULT =
            new PoolOptions(
                    Balance.ROUND_ROBIN,
                    Optional.empty(),
                    1,
                    OptionalInt.empty(),
                    1000,
                    Optional.empty());

    /** Which target a request goes to, of those that are live. */
    public enum Balance {
        /** Each in turn. */
        ROUND_ROBIN,
        /** The one with the fewest requests in flight. */
        LEAST_CONNECTIONS,
        /** Always the same for a client's address, as long as it is live. */
        CLIENT_HASH
    }

    /**
     * A request that a target is asked now and then.
     *
     * @param path with a leading slash, as the target knows it
     * @param interval between two checks of a target
     * @param timeout how long a target has for an answer, connecting included
     */
    public record HealthCheck(String path, Duration interval, Duration timeout) {
        public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    }
}
