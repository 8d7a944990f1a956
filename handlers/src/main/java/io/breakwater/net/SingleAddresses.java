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
        int at = mixed(address) >>> shift;
        while (bits[at] != FREE && bits[at] != address) {
            at = at + 1 & bits.length - 1;
        }
        return at;
    }

    /** MurmurHash3's finalizer: each bit counts in each, so that lists with equal steps between addresses make no crowd either. */
    private static int mixed(int address) {
        int mixed = (address ^ address >>> 16) * 0x85eb_ca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2_ae35;
        return mixed ^ mixed >>> 16;
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
