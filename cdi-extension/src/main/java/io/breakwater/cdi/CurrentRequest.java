package io.breakwater.cdi;

import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.undertow.Decision;
import java.util.Optional;

/** The request that the calling code works for; each kind of server has its own way to tell. */
public interface CurrentRequest {
    /** What is known of it; empty if the calling code works for no request, or for one that Breakwater has not decided. */
    Optional<Told> find();

    /**
     * The same.
     *
     * @throws IllegalStateException if there is none
     */
    default Told get() {
        return find().orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "this code works for no request that Breakwater has decided"));
    }

    /**
     * A request as its client sees it.
     *
     * @param prefix what was cut from its path, or a trusted proxy says it cut
     * @param rawPath the rest of the path, percent-encoded
     * @param query without its question mark; empty if there is none
     */
    record Told(Decision decision, Origin origin, PathPrefix prefix, String rawPath, String query) {
        /** Prefix, path and query. */
        public String relative() {
            return prefix + rawPath + (query.isEmpty() ? "" : "?" + query);
        }

        /** The whole URL. */
        public String url() {
            return origin + relative();
        }
    }
}
