package io.breakwater.options;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.PublicKey;

/** The envelope that Java wants private keys in, written in DER (RFC 5208 section 5). */
final class Pkcs8 {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;
    private static final byte[] VERSION = {INTEGER, 1, 0};

    private Pkcs8() {}

    /**
     * Puts a traditional key into it. Which algorithm and which curve it is for, the public key says in the same words (RFC 5280 section 4.1.2.7).
     *
     * @throws IllegalArgumentException if the public key is of no kind that has a standard encoding
     */
    static byte[] wrap(byte[] traditional, PublicKey counterpart) {
        byte[] key = element(OCTET_STRING, traditional);
        return element(SEQUENCE, VERSION, algorithm(counterpart), key);
    }

    /** The first element of a SubjectPublicKeyInfo. */
    private static byte[] algorithm(PublicKey key) {
        if (!"X.509".equals(key.getFormat())) {
            throw new IllegalArgumentException("no SubjectPublicKeyInfo");
        }
        ByteBuffer info = ByteBuffer.wrap(key.getEncoded());
        header(info);
        int start = info.position();
        int length = header(info);
        byte[] algorithm = new byte[info.position() - start + length];
        info.position(start).get(algorithm);
        return algorithm;
    }

    /** Goes behind an element's tag and length; returns the length. */
    private static int header(ByteBuffer der) {
        der.get();
        int first = der.get() & 0xff;
        int length = first < LONG_FORM ? first : 0;
        for (int i = LONG_FORM; i < first; i++) {
            length = length << 8 | der.get() & 0xff;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        writeLength(out, content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /** In as few bytes as possible, as DER wants it. */
    private static void writeLength(ByteArrayOutputStream out, int length) {
        int bytes =
                length < LONG_FORM
                        ? 0
                        : (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
        if (bytes > 0) {
            out.write(LONG_FORM | bytes);
        }
        for (int shift = Math.max(0, bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(length >> shift);
        }
    }
}
