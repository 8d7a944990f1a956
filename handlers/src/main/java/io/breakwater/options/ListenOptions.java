package io.breakwater.options;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where the embedded server listens; nowhere by default.
 *
 * @param ioThreads empty for Undertow's own choice
 */
public record ListenOptions(List<ListenAddress> addresses, OptionalInt ioThreads) {
    public ListenOptions {
        addresses = List.copyOf(addresses);
    }
}
