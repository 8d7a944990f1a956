package io.breakwater.net;

import org.jspecify.annotations.Nullable;

/**
 * Reads address literals: four decimal octets without leading zeros, or RFC 4291 section 2.2 without a zone id.
 *
 * <p>Written by hand because it runs once for each inspected hop of each request; the blocks of a trust list, read once, are left to
 * {@code inet.ipaddr} ({@link CidrBlock}).
 */
final class IpLiteral {
    private static final int GROUPS = 8;
    private static final long INVALID = -1;
    private static final int NO_DIGIT = -1;
    private static final int MAX_OCTET = 255;

    private final String text;
    private final int to;
    private int at;

    private IpLiteral(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    static @Nullable IpAddress parse(String text, int from, int to) {
        IpAddress v4 = dotted(text, from, to);
        return v4 != null ? v4 : new IpLiteral(text, from, to).v6();
    }

    static @Nullable IpAddress dotted(String text, int from, int to) {
        long bits = v4Bits(text, from, to);
        return bits == INVALID ? null : IpAddress.v4(bits);
    }

    private static long v4Bits(String text, int from, int to) {
        long bits = 0;
        int dots = 0;
        int octet = NO_DIGIT;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9 && octet != 0) { // 0 is an octet, and 00 is none
                octet = octet == NO_DIGIT ? digit : octet * 10 + digit;
            } else if (digit == '.' - '0' && octet != NO_DIGIT && dots < 3) {
                bits = bits << 8 | octet;
                dots++;
                octet = NO_DIGIT;
            } else {
                return INVALID;
            }
            if (octet > MAX_OCTET) {
                return INVALID;
            }
        }
        return dots == 3 && octet != NO_DIGIT ? bits << 8 | octet : INVALID;
    }

    /** Groups are shifted into 128 bits as they come; what follows "::" is counted and moved to the right place at the end. */
    private @Nullable IpAddress v6() {
        Bits bits = new Bits();
        int gapAt = skipLeadingGap();
        if (gapAt < 0 && at < to && text.charAt(at) == ':') {
            return null; // a single leading colon
        }
        boolean groupNeeded = gapAt < 0;
        while (at < to) {
            long octets = dottedTail(bits.count);
            if (octets != INVALID) {
                bits.add((int) (octets >>> 16));
                bits.add((int) octets & 0xffff);
                groupNeeded = false;
                break;
            }
            int group = group();
            if (group < 0 || bits.count == GROUPS) {
                return null;
            }
            bits.add(group);
            groupNeeded = false;
            if (at == to) {
                break;
            }
            if (text.charAt(at++) != ':') {
                return null;
            }
            groupNeeded = true;
            if (at < to && text.charAt(at) == ':') {
                if (gapAt >= 0) {
                    return null; // a second "::"
                }
                gapAt = bits.count;
                at++;
                groupNeeded = false;
            }
        }
        return groupNeeded ? null : bits.address(gapAt);
    }

    private int skipLeadingGap() {
        if (text.startsWith("::", at) && at + 2 <= to) {
            at += 2;
            return 0;
        }
        return -1;
    }

    /** The bits of an IPv4 address in the last 32 bits (RFC 4291 section 2.2, form 3), or INVALID if no dotted tail begins here. */
    private long dottedTail(int groupsBefore) {
        if (groupsBefore > GROUPS - 2) {
            return INVALID;
        }
        long octets = v4Bits(text, at, to);
        if (octets != INVALID) {
            at = to;
        }
        return octets;
    }

    private int group() {
        int start = at;
        int value = 0;
        while (at < to && at - start < 4) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0 || text.charAt(at) > 'f') {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        return at == start ? -1 : value;
    }

    /** Up to eight groups. */
    private static final class Bits {
        private final int[] groups = new int[GROUPS];
        private int count;

        void add(int group) {
            groups[count++] = group;
        }

        @Nullable IpAddress address(int gapAt) {
            boolean complete = gapAt < 0 ? count == GROUPS : count < GROUPS;
            if (!complete) {
                return null;
            }
            int moved = gapAt < 0 ? 0 : GROUPS - count;
            return IpAddress.v6(half(0, gapAt, moved), half(4, gapAt, moved));
        }

        private long half(int from, int gapAt, int moved) {
            long half = 0;
            for (int i = from; i < from + 4; i++) {
                half = half << 16 | groupAt(i, gapAt, moved);
            }
            return half;
        }

        private int groupAt(int i, int gapAt, int moved) {
            if (moved == 0 || i < gapAt) {
                return groups[i];
            }
            return i < gapAt + moved ? 0 : groups[i - moved];
        }
    }
}
