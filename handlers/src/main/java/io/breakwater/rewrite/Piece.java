package io.breakwater.rewrite;

/**
 * The piece of a document that is at hand, and how far it is read.
 *
 * <p>The methods that look for a byte read up to it, and tell whether it is there: if not, the piece is over and the state stays as it is.
 */
final class Piece {
    private byte[] bytes = {};
    private int at;
    private int end;

    void begin(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The index of the next byte. */
    int at() {
        return at;
    }

    int end() {
        return end;
    }

    boolean hasNext() {
        return at < end;
    }

    /** The next byte, which must be there. */
    int next() {
        return bytes[at++] & 0xff;
    }

    /** The byte is the next one again. */
    void back() {
        at--;
    }

    void readAll() {
        at = end;
    }

    boolean readTo(int wanted) {
        int i = at;
        while (i < end && bytes[i] != wanted) {
            i++;
        }
        at = i;
        return i < end;
    }

    /** The byte itself is read as well. */
    boolean readPast(int wanted) {
        boolean found = readTo(wanted);
        at += found ? 1 : 0;
        return found;
    }

    boolean readSpaces() {
        int i = at;
        while (i < end && State.isSpace(bytes[i])) {
            i++;
        }
        at = i;
        return i < end;
    }

    /** Adds what is read to a name. */
    boolean readTagName(Name name) {
        int i = at;
        while (i < end && !State.endsName(bytes[i])) {
            name.add(bytes[i++]);
        }
        at = i;
        return i < end;
    }

    boolean readAttributeName(Name name) {
        int i = at;
        while (i < end && !State.endsName(bytes[i]) && bytes[i] != '=') {
            name.add(bytes[i++]);
        }
        at = i;
        return i < end;
    }

    boolean readUnquoted() {
        int i = at;
        while (i < end && !State.isSpace(bytes[i]) && bytes[i] != '>') {
            i++;
        }
        at = i;
        return i < end;
    }
}
