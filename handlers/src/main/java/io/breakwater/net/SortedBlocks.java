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
    /** There are about four times as many slots as blocks, so that a slot seldom has more than one. */
    private static final int SPARSE_BITS = 2;

    private static final int NONE = -1;
    private static final int MAX_INDEX_BITS = 22; // 16 MiB

    private final CidrBlock[] blocks;

    /** The first and the last address of each block, in turn: their upper 64 bits, of IPv4 all bits, in the order of signed numbers. */
    private final long[] highs;

    /** The lower 64 bits, likewise; empty for IPv4. */
    private final long[] lows;

    /**
     * Where the search begins for each value of the leading bits, and one more; as the complement where no block begins in time, so that most
     * addresses of strangers are told by this alone.
     */
    private final int[] starts;

    /** The ends of the first and of the last block. */
    private final long base;

    private final long top;
    private final int shift;

    private SortedBlocks(List<CidrBlock> sorted, boolean v4) {
        this.blocks = sorted.toArray(CidrBlock[]::new);
        this.highs = new long[2 * blocks.length];
        this.lows = new long[v4 ? 0 : highs.length];
        for (int i = 0; i < blocks.length; i++) {
            put(2 * i, blocks[i].first());
            put(2 * i + 1, blocks[i].last());
        }
        this.base = blocks.length == 0 ? Long.MIN_VALUE : lastHigh(0);
        this.top = blocks.length == 0 ? Long.MIN_VALUE : lastHigh(blocks.length - 1);
        long span = top - base;
        int slotBits = 32 - Integer.numberOfLeadingZeros(blocks.length) + SPARSE_BITS;
        int indexBits = Math.min(slotBits, MAX_INDEX_BITS);
        this.shift = Math.max(0, 64 - Long.numberOfLeadingZeros(span) - indexBits);
        this.starts = starts(slot(top) + 2);
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
            lows[at] = ordered(address.low());
        }
    }

    /** IPv4 is moved up, so that it has its leading bits where IPv6 has them. */
    private static long high(IpAddress address) {
        return ordered(address.isV4() ? address.low() << 32 : address.high());
    }

    /** Bits of an unsigned number, so that signed comparison puts them in order. */
    private static long ordered(long bits) {
        return bits ^ Long.MIN_VALUE;
    }

    private long lastHigh(int block) {
        return highs[2 * block + 1];
    }

    private int slot(long high) {
        return (int) (high - base >>> shift);
    }

    private int[] starts(int length) {
        int[] starts = new int[length];
        int slot = 0;
        for (int i = 0; i < blocks.length; i++) {
            while (slot <= slot(lastHigh(i))) {
                starts[slot] = beginsBehind(i, slot) ? ~i : i;
                slot++;
            }
        }
        while (slot < length) {
            starts[slot++] = ~blocks.length; // behind the last
        }
        return starts;
    }

    private boolean beginsBehind(int block, int slot) {
        long first = highs[2 * block];
        return first > base && slot(first) > slot;
    }

    int size() {
        return blocks.length;
    }

    /** The block that holds an address of this family, or null. */
    @Nullable CidrBlock find(IpAddress address) {
        int at = indexOf(high(address), ordered(address.low()));
        return at < 0 ? null : blocks[at];
    }

    /** Whether there is such a block. */
    boolean holds(IpAddress address) {
        return indexOf(high(address), ordered(address.low())) >= 0;
    }

    private int indexOf(long high, long low) {
        if (high > top) {
            return NONE;
        }
        int slot = high <= base ? 0 : slot(high);
        int start = starts[slot];
        if (start < 0) {
            return NONE;
        }
        int end = starts[slot + 1];
        int at = firstEndingAtOrAfter(high, low, start, end < 0 ? ~end : end);
        return at < blocks.length && !isBehind(2 * at, high, low) ? at : NONE;
    }

    private int firstEndingAtOrAfter(long high, long low, int from, int to) {
        int first = from;
        int end = to;
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (isBefore(2 * middle + 1, high, low)) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return first;
    }

    private boolean isBefore(int at, long high, long low) {
        return highs[at] == high ? lows.length > 0 && lows[at] < low : highs[at] < high;
    }

    private boolean isBehind(int at, long high, long low) {
        return highs[at] == high ? lows.length > 0 && lows[at] > low : highs[at] > high;
    }
}
