package io.breakwater.rewrite;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses what comes in pieces: {@code gzip} (RFC 1952), or {@code deflate}, which is zlib (RFC 1950). */
final class Compressor implements AutoCloseable {
    /** Fast: nobody waits for a proxy to find the shortest form. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    /** Deflated, no flags, no time, fastest, from an unknown system. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

    private final boolean gzip;
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final byte[] piece = new byte[4 * 1024];
    private boolean begun;
    private boolean flushed = true;

    Compressor(ContentCoding coding) {
        gzip = coding == ContentCoding.GZIP;
        deflater = new Deflater(LEVEL, gzip);
    }

    /** Compresses the bytes; some may stay inside until {@link #flush}. */
    void add(Bytes plain, Bytes target) {
        if (plain.isEmpty()) {
            return;
        }
        begin(target);
        flushed = false;
        crc.update(plain.view());
        deflater.setInput(plain.view());
        deflate(Deflater.NO_FLUSH, target);
    }

    private void begin(Bytes target) {
        if (!begun && gzip) {
            target.add(GZIP_HEADER, 0, GZIP_HEADER.length);
        }
        begun = true;
    }

    /** Whoever gets everything up to here can decompress it. */
    void flush(Bytes target) {
        if (!flushed) {
            deflate(Deflater.SYNC_FLUSH, target);
        }
        flushed = true;
    }

    void finish(Bytes target) {
        begin(target);
        deflater.finish();
        deflate(Deflater.NO_FLUSH, target);
        if (gzip) {
            addLittleEndian((int) crc.getValue(), target);
            addLittleEndian((int) deflater.getBytesRead(), target);
        }
    }

    private void deflate(int mode, Bytes target) {
        int count = deflater.deflate(piece, 0, piece.length, mode);
        while (count > 0) {
            target.add(piece, 0, count);
            count = deflater.deflate(piece, 0, piece.length, mode);
        }
    }

    private static void addLittleEndian(int value, Bytes target) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            target.add(value >>> shift);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
