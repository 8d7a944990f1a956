package io.breakwater.route;

import io.breakwater.net.PathPrefix;

/**
 * A request's route.
 *
 * @param rawRemainder what is left of the raw path without the mount, byte for byte: empty or beginning with a slash
 */
public record RouteMatch<T>(Route<T> route, String rawRemainder) {
    /** Whether the path is the mount without the slash behind it, which redirects (P-3). */
    public boolean isBarePrefix() {
        return rawRemainder.isEmpty() && !route.mount().isNone();
    }

    /**
     * Where the bare prefix redirects to: a path that depends neither on the scheme nor on the Host header, and never begins with two
     * slashes.
     *
     * @param outer what has to be put before every path that is shown
     * @param rawQuery empty if there is none
     */
    public String redirectTarget(PathPrefix outer, String rawQuery) {
        return outer.plus(route.mount()) + "/" + (rawQuery.isEmpty() ? "" : "?" + rawQuery);
    }
}
