package io.breakwater.route;

import io.breakwater.net.PathPrefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which upstream serves which part of the URL space (P-1).
 *
 * <p>A virtual host has all paths of its name and shares nothing with the mounts. On all other names the longest mount wins, on segment
 * boundaries, literally; the mount {@code /} is the last.
 *
 * <table>
 * <caption>For the mounts {@code /api} and {@code /api/v2} and the virtual host {@code static.example.com}</caption>
 * <tr><td>{@code www.example.com}</td><td>{@code /api/x}</td><td>{@code /api}, remainder {@code /x}</td></tr>
 * <tr><td>{@code www.example.com}</td><td>{@code /%61pi/v2//x%2Fy}</td><td>{@code /api/v2}, remainder {@code //x%2Fy}</td></tr>
 * <tr><td>{@code www.example.com}</td><td>{@code /api%2Fv2}, {@code /apix}, {@code /API/x}</td><td>null</td></tr>
 * <tr><td>{@code STATIC.example.com:8443}</td><td>{@code /api/x}</td><td>the virtual host, remainder {@code /api/x}</td></tr>
 * </table>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RouteTable<T> {
    private final Map<String, Route<T>> virtualHosts = new HashMap<>();
    private final List<Route<T>> longestMountFirst;

    /**
     * @param virtualHosts by name, in lower case and without a port
     * @param mounts by path
     */
    public RouteTable(Map<String, T> virtualHosts, Map<PathPrefix, T> mounts) {
        virtualHosts.forEach(
                (name, upstream) ->
                        this.virtualHosts.put(name, new Route<>(PathPrefix.NONE, upstream)));
        this.longestMountFirst =
                mounts.entrySet().stream()
                        .map(mount -> new Route<>(mount.getKey(), mount.getValue()))
                        .sorted(
                                Comparator.comparing((Route<T> route) -> route.mount().depth())
                                        .reversed())
                        .toList();
    }

    /**
     * Whether any path of a host is served by an upstream; only there have paths to be unambiguous (P-2).
     *
     * @param hostHeader empty if the request has none
     */
    public boolean servesPathsOf(String hostHeader) {
        return !longestMountFirst.isEmpty() || isVirtualHost(hostHeader);
    }

    /** Whether a Host header names a virtual host, in any case and with any port. */
    public boolean isVirtualHost(String hostHeader) {
        return !virtualHosts.isEmpty() && virtualHosts.containsKey(HostPattern.nameIn(hostHeader));
    }

    /** The route of a request, or null if no upstream serves it. */
    public @Nullable RouteMatch<T> match(String hostHeader, String rawPath) {
        if (isVirtualHost(hostHeader)) {
            return matchOf(virtualHosts.get(HostPattern.nameIn(hostHeader)), rawPath);
        }
        for (Route<T> route : longestMountFirst) {
            RouteMatch<T> match = matchOf(route, rawPath);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private static <T> @Nullable RouteMatch<T> matchOf(@Nullable Route<T> route, String rawPath) {
        String remainder = route == null ? null : route.mount().cutFrom(rawPath);
        return route == null || remainder == null ? null : new RouteMatch<>(route, remainder);
    }
}
