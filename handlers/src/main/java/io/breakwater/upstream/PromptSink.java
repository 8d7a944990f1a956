package io.breakwater.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Sends at once what is written to it: streams of HTTP/2 keep it until they are flushed, and whoever waits for events would wait (P-18). */
final class PromptSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    PromptSink(StreamSinkConduit next) {
        super(next);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) flushed(super.write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return flushed(super.write(sources, offset, length));
    }

    private long flushed(long written) throws IOException {
        if (written > 0) {
            super.flush();
        }
        return written;
    }
}
