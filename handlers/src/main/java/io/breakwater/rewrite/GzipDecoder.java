package io.breakwater.rewrite;

import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** {@code gzip}: one or more members (RFC 1952), whose sums are checked. What follows them and is none is ignored, as everywhere. */
final class GzipDecoder implements Decoder {
    private static final int MAGIC = 0x088b1f; // and the one method that there is
    private static final int HEADER_CRC_FLAG = 2;
    private static final int EXTRA_FLAG = 4;
    private static final int NAME_FLAG = 8;
    private static final int COMMENT_FLAG = 16;

    /** The parts of a member. */
    private enum Part {
        MAGIC(3),
        FLAGS(1),
        TIME_AND_SYSTEM(6),
        EXTRA_LENGTH(2),
        EXTRA(0),
        NAME(0),
        COMMENT(0),
        HEADER_CRC(2),
        DATA(0),
        CRC(4),
        SIZE(4),
        IGNORED(0);

        private final int length;

        Part(int length) {
            this.length = length;
        }

        /** What follows if nothing is left out. */
        Part following() {
            return switch (this) {
                case MAGIC -> FLAGS;
                case FLAGS -> TIME_AND_SYSTEM;
                case TIME_AND_SYSTEM -> EXTRA_LENGTH;
                case EXTRA_LENGTH -> EXTRA;
                case EXTRA -> NAME;
                case NAME -> COMMENT;
                case COMMENT -> HEADER_CRC;
                case HEADER_CRC -> DATA;
                case DATA -> CRC;
                case CRC -> SIZE;
                case SIZE -> MAGIC;
                case IGNORED -> IGNORED;
            };
        }
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] input = new byte[0];
    private int at;
    private int end;
    private Part part = Part.MAGIC;
    private int left = Part.MAGIC.length; // bytes of the part
    private int read; // of the part
    private long value; // little endian
    private int flags;
    private boolean member; // one has ended

    @Override
    public void input(byte[] bytes, int count) {
        input = bytes;
        at = 0;
        end = count;
        if (part == Part.DATA) {
            inflater.setInput(bytes, 0, count);
        }
    }

    @Override
    public int decode(byte[] target) throws BrokenBody {
        while (part == Part.DATA || at < end) {
            if (part != Part.DATA) {
                step(input[at++] & 0xff);
            } else {
                int count = ZlibDecoder.inflate(inflater, target);
                crc.update(target, 0, count);
                if (count > 0 || !inflater.finished()) {
                    return count;
                }
                at = end - inflater.getRemaining();
                enter(Part.CRC);
            }
        }
        return 0;
    }

    private void step(int next) throws BrokenBody {
        value |= (long) next << Byte.SIZE * Math.min(read, 7);
        read++;
        boolean text = part == Part.NAME || part == Part.COMMENT;
        if (text ? next == 0 : --left == 0) {
            leave();
        }
    }

    private void leave() throws BrokenBody {
        switch (part) {
            case MAGIC -> checkMagic();
            case FLAGS -> {
                flags = (int) value;
                enter(Part.TIME_AND_SYSTEM);
            }
            case EXTRA_LENGTH -> {
                int length = (int) value;
                enter(length == 0 ? Part.NAME : Part.EXTRA);
                left = length;
            }
            case CRC -> {
                check(value == crc.getValue());
                enter(Part.SIZE);
            }
            case SIZE -> {
                check(value == (inflater.getBytesWritten() & 0xffffffffL));
                member = true;
                enter(Part.MAGIC);
            }
            case IGNORED -> left = 1;
            default -> enter(part.following());
        }
    }

    private void checkMagic() throws BrokenBody {
        check(member || value == MAGIC);
        enter(value == MAGIC ? Part.FLAGS : Part.IGNORED);
    }

    private static void check(boolean right) throws BrokenBody {
        if (!right) {
            throw new BrokenBody("a body that is said to be gzip is not, or not whole");
        }
    }

    /** Begins a part, or the first behind it that the flags say is there. */
    private void enter(Part wanted) {
        part = wanted;
        while (!isThere(part)) {
            part = part == Part.EXTRA_LENGTH ? Part.NAME : part.following();
        }
        left = Math.max(part.length, 1);
        read = 0;
        value = 0;
        if (part == Part.DATA) {
            inflater.reset();
            crc.reset();
            inflater.setInput(input, at, end - at);
        }
    }

    private boolean isThere(Part wanted) {
        return switch (wanted) {
            case EXTRA_LENGTH -> (flags & EXTRA_FLAG) != 0;
            case NAME -> (flags & NAME_FLAG) != 0;
            case COMMENT -> (flags & COMMENT_FLAG) != 0;
            case HEADER_CRC -> (flags & HEADER_CRC_FLAG) != 0;
            default -> true;
        };
    }

    @Override
    public boolean isComplete() {
        return member && (part == Part.IGNORED || part == Part.MAGIC);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
