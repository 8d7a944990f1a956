package io.breakwater.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Single IPv4 addresses, each at the place that its hash gives it or close behind: a look-up reads one place of memory, however many there are
 * (B-5). In long lists that is what it costs, as what is read is in no cache.
 *
 * <p>What is in the table is the operator's; a client that makes up addresses cannot make it crowded.
 */
final class SingleAddresses {
    private static final int GOLDEN = 0x9e37_79b1; // odd, and spreads neighbours
    private static final int FREE = 0;

    private final int[] bits;
    private final @Nullable CidrBlock[] blocks;
    private final int shift;
    private int size;

    private SingleAddresses(int room) {
        this.bits = new int[room];
        this.blocks = new CidrBlock[room];
        this.shift = Integer.numberOfLeadingZeros(room) + 1;
    }

    /** Of blocks that {@link #takes} takes; of equal ones the first. Between half and three quarters of the table are free. */
    static SingleAddresses of(List<CidrBlock> singles) {
        int room = Integer.highestOneBit(singles.size() | 1) << 2;
        SingleAddresses set = new SingleAddresses(room);
        singles.forEach(set::add);
        return set;
    }

    /** Whether a block is one IPv4 address; not 0.0.0.0, which marks free places. */
    static boolean takes(CidrBlock block) {
        boolean single = block.first().equals(block.last());
        return single && block.first().isV4() && block.first().low() != FREE;
    }

    private void add(CidrBlock block) {
        int at = place((int) block.first().low());
        if (bits[at] == FREE) {
            bits[at] = (int) block.first().low();
            blocks[at] = block;
            size++;
        }
    }

    /** Where an address is, or the free place where it would be. */
    private int place(int address) {
        int at = address * GOLDEN >>> shift;
        while (bits[at] != FREE && bits[at] != address) {
            at = at + 1 & bits.length - 1;
        }
        return at;
    }

    int size() {
        return size;
    }

    boolean holds(IpAddress address) {
        return bits[place((int) address.low())] != FREE;
    }

    /** The block of an IPv4 address, or null. */
    @Nullable CidrBlock find(IpAddress address) {
        return blocks[place((int) address.low())];
    }
}
