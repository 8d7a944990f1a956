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
    private String text;
    private int from;
    private int to;

    ListTail(List<String> lines) {
        this.lines = lines;
        this.line = lines.size() - 1;
        this.text = lines.get(line);
        this.end = text.length();
    }

    /** Goes to the next element to the left; false if there is none. */
    boolean advance() {
        while (line >= 0) {
            while (end >= 0) {
                takeElement();
                if (from < to) {
                    return true;
                }
            }
            if (--line >= 0) {
                text = lines.get(line);
                end = text.length();
            }
        }
        return false;
    }

    private void takeElement() {
        int comma = end - 1;
        while (comma >= 0 && text.charAt(comma) != ',') {
            comma--;
        }
        from = comma + 1;
        to = end;
        while (from < to && Ascii.isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && Ascii.isBlank(text.charAt(to - 1))) {
            to--;
        }
        inspectedChars += end - comma;
        end = comma;
    }

    /** The line of the element where {@link #advance} went: there it is from {@link #from} up to {@link #to}. */
    String text() {
        return text;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The next element to the left, trimmed; null if there is none. */
    @Nullable String previous() {
        return advance() ? text.substring(from, to) : null;
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
        while (tail.advance()) {
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
