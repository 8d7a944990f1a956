package io.breakwater.cdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Notices that something comes on a connection. */
final class HeardSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final TrackedConnection connection;

    HeardSource(StreamSourceConduit next, TrackedConnection connection) {
        super(next);
        this.connection = connection;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = super.read(target);
        notice(count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long count = super.read(targets, offset, length);
        notice(count);
        return count;
    }

    private void notice(long count) {
        if (count > 0) {
            connection.hear();
        }
    }
}
