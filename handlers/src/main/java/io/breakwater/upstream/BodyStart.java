package io.breakwater.upstream;

import io.breakwater.rewrite.ContentCoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.channels.StreamSourceChannel;

/**
 * What the body of a response begins with, looked at before anything of the response is passed on, so that the client can still be told if it
 * is not what it should be (P-15). Whoever reads the body gets it from here first.
 */
final class BodyStart {
    private final ContentCoding coding;
    private final ByteBuffer bytes;

    BodyStart(ContentCoding coding) {
        this.coding = coding;
        this.bytes = ByteBuffer.allocate(coding.startBytes());
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
        boolean ended;
        try {
            int count = body.read(bytes);
            while (count > 0 && bytes.hasRemaining()) {
                count = body.read(bytes);
            }
            ended = count < 0;
        } catch (IOException e) {
            failed.accept(e);
            return;
        }
        ContentCoding.Start start = coding.start(bytes.array(), bytes.position());
        if (start == ContentCoding.Start.OPEN && !ended && bytes.hasRemaining()) {
            body.resumeReads();
            return;
        }
        body.suspendReads();
        body.getReadSetter().set(null);
        bytes.flip();
        then.accept(!bytes.hasRemaining() || isRight(start, ended));
    }

    /** What has not ended where nothing more is looked at is taken at its word. */
    private static boolean isRight(ContentCoding.Start start, boolean ended) {
        return start == ContentCoding.Start.RIGHT || start == ContentCoding.Start.OPEN && !ended;
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
