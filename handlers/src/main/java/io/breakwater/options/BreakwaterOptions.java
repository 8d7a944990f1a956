package io.breakwater.options;

import io.breakwater.net.PathPrefix;
import java.util.List;

/**
 * Everything that Breakwater can be told, checked and complete.
 *
 * @param enabled whether anything is done at all
 * @param trust whom and what to believe
 * @param site the names, scheme and prefix of this server
 * @param mounts path prefixes served by upstreams
 * @param virtualHosts host names served by upstreams
 * @param documents files that are served, and what is said of errors
 * @param limits times and sizes
 * @param listen where to listen, when it is Breakwater that listens
 * @param via the pseudonym in Via (P-6)
 * @param whoami whether unmatched paths answer with what the application would see
 */
public record BreakwaterOptions(
        boolean enabled,
        TrustOptions trust,
        SiteOptions site,
        List<MountOptions> mounts,
        List<VirtualHostOptions> virtualHosts,
        DocumentOptions documents,
        LimitOptions limits,
        ListenOptions listen,
        String via,
        boolean whoami) {
    public BreakwaterOptions {
        mounts = List.copyOf(mounts);
        virtualHosts = List.copyOf(virtualHosts);
    }

    /** The same, listening so. */
    public BreakwaterOptions with(ListenOptions other) {
        return new BreakwaterOptions(
                enabled, trust, site, mounts, virtualHosts, documents, limits, other, via, whoami);
    }

    /** Whether any request can be sent on to an upstream. */
    public boolean hasRoutes() {
        return !mounts.isEmpty() || !virtualHosts.isEmpty();
    }

    /** Whether there is an upstream for all paths that nothing else serves. */
    public boolean hasDefaultUpstream() {
        return mounts.stream().map(MountOptions::path).anyMatch(PathPrefix::isNone);
    }
}
