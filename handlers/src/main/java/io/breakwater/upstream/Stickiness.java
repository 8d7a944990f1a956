package io.breakwater.upstream;

import io.breakwater.net.PathPrefix;
import io.breakwater.route.UpstreamUrl;
import io.undertow.util.HeaderMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sticky cookie means for one request.
 *
 * @param wanted the target that the client was at before, or null
 * @param path of the route, as the client sees it
 * @param secure whether the client came over https
 */
record Stickiness(
        StickyCookie cookie, @Nullable UpstreamUrl wanted, PathPrefix path, boolean secure) {

    void removeFrom(HeaderMap request) {
        cookie.removeFrom(request);
    }

    void applyTo(HeaderMap response, UpstreamUrl target) {
        cookie.applyTo(response, target, wanted, path, secure);
    }
}
