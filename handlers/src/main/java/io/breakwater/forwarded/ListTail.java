package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a comma-separated list (RFC 9110 section 5.6.1), from the last one on and only as far as they are asked for. All lines
 * count as one list; empty elements are skipped (B-8).
 */
final class ListTail {
    private final List<String> lines;
    private int line;
    private int end;
    private int inspectedChars;

    ListTail(List<String> lines) {
        this.lines = lines;
        this.line = lines.size() - 1;
        this.end = lines.get(line).length();
    }

    /** The next element to the left, trimmed; null if there is none. */
    @Nullable String previous() {
        while (line >= 0) {
            String text = lines.get(line);
            while (end >= 0) {
                int comma = end == 0 ? -1 : text.lastIndexOf(',', end - 1);
                String element = Ascii.trim(text, comma + 1, end);
                inspectedChars += end - comma;
                end = comma;
                if (!element.isEmpty()) {
                    return element;
                }
            }
            if (--line >= 0) {
                end = lines.get(line).length();
            }
        }
        return null;
    }

    /** How much of the list was looked at so far. */
    int inspectedChars() {
        return inspectedChars;
    }

    /** Whether there is nothing but commas and white space. */
    static boolean isEmpty(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int at = 0; at < line.length(); at++) {
                if (line.charAt(at) != ',' && !Ascii.isBlank(line.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether this is one line and no list; most headers are. */
    static boolean isPlain(List<String> lines) {
        return lines.size() == 1 && lines.get(0).indexOf(',') < 0;
    }

    /** How many elements all lines have together. */
    static int count(List<String> lines) {
        if (isPlain(lines)) {
            return isEmpty(lines) ? 0 : 1;
        }
        ListTail tail = new ListTail(lines);
        int count = 0;
        while (tail.previous() != null) {
            count++;
        }
        return count;
    }

    /** The n-th element from the right, counted from 1, or the left-most if there are fewer; null if there is none at all. */
    static @Nullable String fromRight(List<String> lines, int n) {
        if (isPlain(lines)) {
            return isEmpty(lines) ? null : Ascii.trim(lines.get(0));
        }
        ListTail tail = new ListTail(lines);
        String found = null;
        for (int i = 0; i < n; i++) {
            String element = tail.previous();
            if (element == null) {
                break;
            }
            found = element;
        }
        return found;
    }
}
