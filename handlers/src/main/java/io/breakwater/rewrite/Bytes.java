package io.breakwater.rewrite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are added at one end and taken from the other. */
final class Bytes {
    private byte[] bytes;
    private int from;
    private int to;

    Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    void add(int value) {
        makeRoom(1);
        bytes[to++] = (byte) value;
    }

    void add(byte[] source, int offset, int count) {
        makeRoom(count);
        System.arraycopy(source, offset, bytes, to, count);
        to += count;
    }

    void add(Bytes source) {
        add(source.bytes, source.from, source.size());
    }

    /** Each character a byte. */
    @SuppressWarnings("deprecation") // because it cuts characters off to bytes; these are bytes
    void add(String latin1) {
        makeRoom(latin1.length());
        latin1.getBytes(0, latin1.length(), bytes, to);
        to += latin1.length();
    }

    private void makeRoom(int count) {
        if (to + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, to + count));
        }
    }

    int size() {
        return to - from;
    }

    int at(int index) {
        return bytes[from + index] & 0xff;
    }

    boolean isEmpty() {
        return from == to;
    }

    void clear() {
        from = 0;
        to = 0;
    }

    /** What is there, to be read and then {@link #taken}. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, from, size());
    }

    void taken(int count) {
        from += count;
        if (from == to) {
            clear();
        }
    }

    /** Each byte a character. */
    String latin1() {
        return new String(bytes, from, size(), StandardCharsets.ISO_8859_1);
    }
}
