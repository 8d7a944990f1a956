package io.breakwater.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of address blocks, compiled once into sorted arrays: a look-up is one binary search and allocates nothing (B-5).
 *
 * <p>Blocks inside other blocks are dropped when the set is made; two blocks of one set are then disjoint.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CidrSet {
    private final CidrBlock[] v4;
    private final CidrBlock[] v6;
    private final long[] v4Lasts;

    private CidrSet(List<CidrBlock> v4, List<CidrBlock> v6) {
        this.v4 = v4.toArray(CidrBlock[]::new);
        this.v6 = v6.toArray(CidrBlock[]::new);
        this.v4Lasts = v4.stream().mapToLong(block -> block.last().low()).toArray();
    }

    public static CidrSet of(List<CidrBlock> blocks) {
        return new CidrSet(disjoint(blocks, true), disjoint(blocks, false));
    }

    /** CIDR blocks are nested or disjoint, so one pass over them, wider ones first among equals, finds those that are inside another. */
    private static List<CidrBlock> disjoint(List<CidrBlock> blocks, boolean v4) {
        List<CidrBlock> sorted =
                blocks.stream()
                        .filter(block -> block.first().isV4() == v4)
                        .sorted(
                                Comparator.comparing(CidrBlock::first)
                                        .thenComparing(CidrBlock::last, Comparator.reverseOrder()))
                        .toList();
        List<CidrBlock> kept = new ArrayList<>();
        for (CidrBlock block : sorted) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).contains(block.last())) {
                kept.add(block);
            }
        }
        return kept;
    }

    public boolean isEmpty() {
        return v4.length == 0 && v6.length == 0;
    }

    /** The block that holds {@code address}, or null. */
    public @Nullable CidrBlock find(IpAddress address) {
        CidrBlock[] blocks = address.isV4() ? v4 : v6;
        int candidate =
                address.isV4()
                        ? firstEndingAtOrAfter(address.low())
                        : firstEndingAtOrAfter(address);
        return candidate < blocks.length && blocks[candidate].contains(address)
                ? blocks[candidate]
                : null;
    }

    private int firstEndingAtOrAfter(long v4Bits) {
        int low = 0;
        int high = v4Lasts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (v4Lasts[middle] < v4Bits) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int firstEndingAtOrAfter(IpAddress address) {
        int low = 0;
        int high = v6.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (v6[middle].last().compareTo(address) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public int size() {
        return v4.length + v6.length;
    }
}
