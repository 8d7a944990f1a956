package io.breakwater.net;

/** The one text form of an IPv6 address: RFC 5952 section 4. */
final class Ipv6Text {
    private Ipv6Text() {}

    static String of(int[] groups) {
        int runStart = longestZeroRun(groups);
        int runEnd = runStart < 0 ? -1 : endOfZeroRun(groups, runStart);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < groups.length; i++) {
            if (i == runStart) {
                text.append("::");
                i = runEnd - 1;
            } else {
                text.append(i == 0 || i == runEnd ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** The first of the longest runs of two or more zero groups (sections 4.2.2 and 4.2.3), or -1. */
    private static int longestZeroRun(int[] groups) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < groups.length; i++) {
            int length = endOfZeroRun(groups, i) - i;
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        return best;
    }

    private static int endOfZeroRun(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end;
    }
}
