package io.breakwater.cli;

import io.breakwater.forwarded.Resolution;
import io.breakwater.net.PathPrefix;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Keys;
import io.breakwater.options.SiteOptions;
import io.breakwater.route.HostPattern;
import io.breakwater.route.RouteMatch;
import io.breakwater.route.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who answers a request that is only asked about (P-1): a virtual host, or behind gate and prefix a mount or the application. */
final class Destination {
    static final String NOBODY = "nobody";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Resolution resolution;
    private final SeenRequest seen;
    private final BreakwaterOptions options;

    private Destination(Resolution resolution, SeenRequest seen, BreakwaterOptions options) {
        this.resolution = resolution;
        this.seen = seen;
        this.options = options;
    }

    /** In words, such as {@code the application}. */
    static String of(Resolution resolution, SeenRequest seen, BreakwaterOptions options) {
        return options.enabled()
                ? new Destination(resolution, seen, options).inWords()
                : "the application, as Breakwater is not enabled";
    }

    private String inWords() {
        if (resolution instanceof Resolution.Malformed && !options.trust().observe()) {
            return NOBODY + ": it is answered with 400";
        }
        RouteTable<String> mounts = new RouteTable<>(Map.of(), mounts());
        RouteMatch<String> match = mounts.match(seen.host(), seen.rawRest());
        String name = HostPattern.nameIn(seen.host());
        if (options.virtualHosts().stream().anyMatch(host -> host.host().equals(name))) {
            return "virtual host " + name;
        } else if (!isLetIn(options.site())) {
            return NOBODY
                    + ": its host is not "
                    + Keys.PREFIX
                    + "server-name nor one of its aliases";
        } else if (seen.outsidePrefix()) {
            return NOBODY + ": it is answered with 404, outside of " + Keys.PREFIX + "url-prefix";
        }
        return match == null ? "the application" : match.route().upstream();
    }

    private Map<PathPrefix, String> mounts() {
        Map<PathPrefix, String> mounts = new HashMap<>();
        options.mounts()
                .forEach(mount -> mounts.put(mount.path(), "mount " + mount.path().under("")));
        return mounts;
    }

    /** B-22, for GET. */
    private boolean isLetIn(SiteOptions site) {
        boolean local =
                site.allowLocalhost()
                        && resolution instanceof Resolution.Direct
                        && resolution.peer().isLoopback()
                        && LOCAL_NAMES.contains(HostPattern.nameIn(seen.host()));
        return site.serverName().isEmpty()
                || Stream.concat(site.serverName().stream(), site.aliases().stream())
                        .anyMatch(name -> new HostPattern(name).matches(seen.host()))
                || site.probePaths().contains(seen.rawRest())
                || local;
    }
}
