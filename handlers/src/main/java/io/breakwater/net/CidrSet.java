package io.breakwater.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of address blocks, compiled once: a look-up takes as long among many blocks as among few, and allocates nothing (B-5).
 *
 * <p>Blocks inside other blocks are dropped when the set is made; two blocks of one set are then disjoint.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CidrSet {
    private final SortedBlocks v4;
    private final SortedBlocks v6;

    private CidrSet(SortedBlocks v4, SortedBlocks v6) {
        this.v4 = v4;
        this.v6 = v6;
    }

    public static CidrSet of(List<CidrBlock> blocks) {
        return new CidrSet(SortedBlocks.of(blocks, true), SortedBlocks.of(blocks, false));
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The block that holds {@code address}, or null. */
    public @Nullable CidrBlock find(IpAddress address) {
        return address.isV4() ? v4.find(address) : v6.find(address);
    }

    /** Whether there is such a block. */
    public boolean holds(IpAddress address) {
        return address.isV4() ? v4.holds(address) : v6.holds(address);
    }

    public int size() {
        return v4.size() + v6.size();
    }
}
