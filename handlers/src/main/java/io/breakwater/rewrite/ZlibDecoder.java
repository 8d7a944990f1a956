package io.breakwater.rewrite;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** {@code deflate}: the zlib format (RFC 1950), or, as some servers understand the name, deflate itself (RFC 1951). */
final class ZlibDecoder implements Decoder {
    private static final int METHOD_MASK = 0x0f;
    private static final int DEFLATE_METHOD = 8;

    private Inflater inflater = new Inflater();
    private boolean begun;

    @Override
    public void input(byte[] bytes, int count) {
        if (!begun && count > 0) {
            begun = true;
            if ((bytes[0] & METHOD_MASK) != DEFLATE_METHOD) {
                inflater.end();
                inflater = new Inflater(true);
            }
        }
        inflater.setInput(bytes, 0, count);
    }

    @Override
    public int decode(byte[] target) throws BrokenBody {
        return inflate(inflater, target);
    }

    static int inflate(Inflater inflater, byte[] target) throws BrokenBody {
        try {
            int count = inflater.inflate(target);
            if (count == 0 && inflater.needsDictionary()) {
                throw new BrokenBody("a compressed body needs a dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw new BrokenBody("a compressed body is broken");
        }
    }

    @Override
    public boolean isComplete() {
        return inflater.finished();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
