package io.breakwater.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of one address family in the order of their addresses, none inside another.
 *
 * <p>The leading bits of an address lead to the few blocks of which one may hold it, so that a look-up among many takes no longer than among
 * few (B-5). What is compared lies in arrays of numbers and not in the blocks: that is one access to memory where it would be three.
 */
final class SortedBlocks {
    private final CidrBlock[] blocks;

    /** The first and the last address of each block, in turn: their upper 64 bits, of IPv4 all bits. */
    private final long[] highs;

    /** The lower 64 bits; empty for IPv4. */
    private final long[] lows;

    /** Where the search begins for each value of the leading bits, and one more. */
    private final int[] starts;

    private final long base;
    private final int shift;

    private SortedBlocks(List<CidrBlock> sorted, boolean v4) {
        this.blocks = sorted.toArray(CidrBlock[]::new);
        this.highs = new long[2 * blocks.length];
        this.lows = new long[v4 ? 0 : highs.length];
        for (int i = 0; i < blocks.length; i++) {
            put(2 * i, blocks[i].first());
            put(2 * i + 1, blocks[i].last());
        }
        this.base = blocks.length == 0 ? 0 : lastHigh(0);
        long span = blocks.length == 0 ? 0 : lastHigh(blocks.length - 1) - base;
        int indexBits = 32 - Integer.numberOfLeadingZeros(blocks.length); // about a block a slot
        this.shift = Math.max(0, 64 - Long.numberOfLeadingZeros(span) - indexBits);
        this.starts = starts(slot(base + span) + 2);
    }

    /** CIDR blocks are nested or disjoint, so one pass over them, wider ones first among equals, finds those that are inside another. */
    static SortedBlocks of(List<CidrBlock> all, boolean v4) {
        List<CidrBlock> sorted =
                all.stream()
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
        return new SortedBlocks(kept, v4);
    }

    private void put(int at, IpAddress address) {
        highs[at] = high(address);
        if (lows.length > 0) {
            lows[at] = address.low();
        }
    }

    /** IPv4 is moved up, so that it has its leading bits where IPv6 has them. */
    private static long high(IpAddress address) {
        return address.isV4() ? address.low() << 32 : address.high();
    }

    private long lastHigh(int block) {
        return highs[2 * block + 1];
    }

    private int slot(long high) {
        return (int) (high - base >>> shift);
    }

    private int[] starts(int length) {
        int[] firstOfSlot = new int[length];
        int slot = 0;
        for (int i = 0; i < blocks.length; i++) {
            while (slot <= slot(lastHigh(i))) {
                firstOfSlot[slot++] = i;
            }
        }
        while (slot < length) {
            firstOfSlot[slot++] = blocks.length;
        }
        return firstOfSlot;
    }

    int size() {
        return blocks.length;
    }

    /** The block that holds an address of this family, or null. */
    @Nullable CidrBlock find(IpAddress address) {
        long high = high(address);
        if (blocks.length == 0 || Long.compareUnsigned(high, lastHigh(blocks.length - 1)) > 0) {
            return null;
        }
        int slot = Long.compareUnsigned(high, base) < 0 ? 0 : slot(high);
        int at = firstEndingAtOrAfter(high, address.low(), starts[slot], starts[slot + 1]);
        return at < blocks.length && compare(2 * at, high, address.low()) <= 0 ? blocks[at] : null;
    }

    private int firstEndingAtOrAfter(long high, long low, int from, int to) {
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(2 * middle + 1, high, low) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int compare(int at, long high, long low) {
        int byHigh = Long.compareUnsigned(highs[at], high);
        return byHigh != 0 || lows.length == 0 ? byHigh : Long.compareUnsigned(lows[at], low);
    }
}
