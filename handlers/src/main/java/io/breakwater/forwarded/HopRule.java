package io.breakwater.forwarded;

import java.util.OptionalInt;

/**
 * How the client is found in a chain of hops (B-9).
 *
 * @param mode walk over trusted hops, or count
 * @param count for {@link Mode#COUNT} which entry from the right is the client; for {@link Mode#WALK} how far to walk at most
 */
public record HopRule(Mode mode, OptionalInt count) {
    /** The default: as far as the hops are trusted. */
    public static final HopRule WALK = new HopRule(Mode.WALK, OptionalInt.empty());

    /** The two rules. */
    public enum Mode {
        /** The client is the first hop from the right that is not trusted. */
        WALK,
        /** The client is the n-th hop from the right, whatever is between (Waitress's rule). */
        COUNT
    }

    public HopRule {
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new IllegalArgumentException("a count below 1 would believe everything");
        }
        if (mode == Mode.COUNT && count.isEmpty()) {
            throw new IllegalArgumentException("counting needs a count");
        }
    }

    boolean looksUpHops() {
        return mode == Mode.WALK;
    }

    boolean reached(int hops) {
        return count.isPresent() && hops >= count.getAsInt();
    }
}
