package io.breakwater.trust;

/** Text of a request, made fit for a log: no controls, nothing beyond ASCII, not long. */
final class CleanText {
    private static final int MAX_LENGTH = 120;

    private CleanText() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 1);
        for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return text.length() > MAX_LENGTH ? clean.append('…').toString() : clean.toString();
    }
}
