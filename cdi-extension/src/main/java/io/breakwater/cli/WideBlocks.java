package io.breakwater.cli;

import io.breakwater.forwarded.HopRule;
import io.breakwater.forwarded.TrustList;
import io.breakwater.forwarded.TrustPolicy;
import io.breakwater.net.CidrBlock;
import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import java.util.List;
import java.util.Optional;

/** Trusted blocks that may hold clients as well as proxies, where hops are walked over (B-3): such a client can forge its address. */
final class WideBlocks {
    private static final int NARROW_V4 = 24;
    private static final int NARROW_V6 = 64;

    private WideBlocks() {}

    static List<Problem> warnings(TrustPolicy policy) {
        if (policy.hops().mode() != HopRule.Mode.WALK) {
            return List.of();
        }
        return policy.trusted().entries().stream()
                .filter(entry -> TrustList.blocksOf(entry).stream().anyMatch(WideBlocks::isWide))
                .map(WideBlocks::warning)
                .toList();
    }

    private static boolean isWide(CidrBlock block) {
        boolean thisMachine = block.first().isLoopback() && block.last().isLoopback();
        return !thisMachine
                && block.prefixLength() < (block.first().isV4() ? NARROW_V4 : NARROW_V6);
    }

    private static Problem warning(String entry) {
        return new Problem(
                Keys.PREFIX + "trusted-proxies",
                Optional.of(entry),
                "is wide: a client inside it is taken for a proxy, and what it says of the hops before it is believed",
                Optional.empty(),
                "List the addresses of your proxies only");
    }
}
