package io.breakwater.net;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A set of address blocks, compiled once: a look-up takes as long among many blocks as among few, and allocates nothing (B-5).
 *
 * <p>Blocks inside other blocks are dropped when the set is made; two blocks of one set are then disjoint.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CidrSet {
    private final SingleAddresses singles;
    private final SortedBlocks v4;
    private final SortedBlocks v6;

    private CidrSet(SingleAddresses singles, SortedBlocks v4, SortedBlocks v6) {
        this.singles = singles;
        this.v4 = v4;
        this.v6 = v6;
    }

    public static CidrSet of(List<CidrBlock> blocks) {
        Map<Boolean, List<CidrBlock>> bySingle =
                blocks.stream().collect(Collectors.partitioningBy(SingleAddresses::takes));
        List<CidrBlock> others = bySingle.getOrDefault(false, List.of());
        SortedBlocks v4 = SortedBlocks.of(others, true);
        List<CidrBlock> outside =
                bySingle.getOrDefault(true, List.of()).stream()
                        .filter(single -> !v4.holds(single.first()))
                        .toList();
        return new CidrSet(SingleAddresses.of(outside), v4, SortedBlocks.of(others, false));
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The block that holds {@code address}, or null. */
    public @Nullable CidrBlock find(IpAddress address) {
        if (!address.isV4()) {
            return v6.find(address);
        }
        CidrBlock block = v4.find(address);
        return block != null ? block : singles.find(address);
    }

    /** Whether there is such a block. */
    public boolean holds(IpAddress address) {
        return address.isV4() ? v4.holds(address) || singles.holds(address) : v6.holds(address);
    }

    public int size() {
        return singles.size() + v4.size() + v6.size();
    }
}
