package io.breakwater.net;

/** Port numbers as text. */
public final class Ports {
    /** What {@link #parse} returns for anything but a port. */
    public static final int NONE = -1;

    private static final int MAX_DIGITS = 5;

    private Ports() {}

    /** The port that {@code text} writes out between two indices in one to five digits, 1..65535; {@link #NONE} for anything else. */
    public static int parse(String text, int from, int to) {
        if (from >= to || to - from > MAX_DIGITS) {
            return NONE;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            port = port * 10 + digit;
        }
        return isPort(port) ? port : NONE;
    }

    public static int parse(String text) {
        return parse(text, 0, text.length());
    }

    /** In digits; of the usual ports the same object each time. */
    public static String text(int port) {
        return switch (port) {
            case 80 -> "80";
            case 443 -> "443";
            default -> Integer.toString(port);
        };
    }

    public static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
    }
}
