package io.breakwater.testsuite.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Bytes that do not compress and are nowhere the same, so that their hash tells whether all have come in order.
 *
 * @param length how many
 */
record Noise(long length) {
    private static final byte[] BLOCK = new byte[64 * 1024];

    static {
        new Random(1).nextBytes(BLOCK);
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] block = BLOCK.clone();
        for (long at = 0; at < length; at += block.length) {
            ByteBuffer.wrap(block).putLong(at);
            out.write(block, 0, (int) Math.min(block.length, length - at));
        }
    }

    String hash() {
        MessageDigest digest = sha256();
        try {
            writeTo(
                    new OutputStream() {
                        @Override
                        public void write(int one) {
                            digest.update((byte) one);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int count) {
                            digest.update(bytes, offset, count);
                        }
                    });
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text(digest);
    }

    /** The hash of everything that can be read. */
    static String hashOf(InputStream in) throws IOException {
        DigestInputStream hashed = new DigestInputStream(in, sha256());
        byte[] buffer = new byte[BLOCK.length];
        while (hashed.read(buffer) >= 0) {
            // the digest sees it
        }
        return text(hashed.getMessageDigest());
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
