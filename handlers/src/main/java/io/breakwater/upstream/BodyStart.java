package io.breakwater.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.xnio.channels.StreamSourceChannel;

/**
 * What the body of a response begins with, looked at before anything of the response is passed on, so that the client can still be told if it
 * is not what it should be (P-15). Whoever reads the body gets it from here first.
 */
final class BodyStart {
    private final byte[] expected;
    private final ByteBuffer bytes;

    BodyStart(byte[] expected) {
        this.expected = expected;
        this.bytes = ByteBuffer.allocate(expected.length);
    }

    /**
     * Waits until enough has come.
     *
     * @param then told whether it is as expected, or there is no body
     * @param failed told, in its place, that the body cannot be read
     */
    void await(StreamSourceChannel body, Consumer<Boolean> then, Consumer<IOException> failed) {
        body.getReadSetter().set(readable -> look(body, then, failed));
        look(body, then, failed);
    }

    private void look(
            StreamSourceChannel body, Consumer<Boolean> then, Consumer<IOException> failed) {
        try {
            int count = 1;
            while (count > 0 && bytes.hasRemaining()) {
                count = body.read(bytes);
            }
            if (count == 0) {
                body.resumeReads();
                return;
            }
        } catch (IOException e) {
            failed.accept(e);
            return;
        }
        body.suspendReads();
        body.getReadSetter().set(null);
        bytes.flip();
        boolean whole = bytes.remaining() == expected.length;
        then.accept(!bytes.hasRemaining() || whole && Arrays.equals(bytes.array(), expected));
    }

    /** Puts into {@code target} what was read and not given back yet, as much as there is room for, and returns how much. */
    int giveBack(ByteBuffer target) {
        int count = Math.min(bytes.remaining(), target.remaining());
        for (int i = 0; i < count; i++) {
            target.put(bytes.get());
        }
        return count;
    }
}
