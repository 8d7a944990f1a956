package io.breakwater.cdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** What comes on a connection, with its {@link ProxyLine} put right. Until the line has come it is to be read in the one way of Undertow's parser. */
final class ProxyLineSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private byte @Nullable [] come = {}; // until the line is whole
    private @Nullable ByteBuffer held; // not yet taken

    ProxyLineSource(StreamSourceConduit next) {
        super(next);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (held == null && come != null) {
            int count = gather(come);
            if (count == 0) {
                return 0;
            }
        }
        return held == null ? super.read(target) : deliver(held, target);
    }

    private int gather(byte[] before) throws IOException {
        ByteBuffer more = ByteBuffer.allocate(ProxyLine.MAX_BYTES);
        int count = super.read(more);
        byte[] all = Arrays.copyOf(before, before.length + more.position());
        System.arraycopy(more.array(), 0, all, before.length, more.position());
        Optional<byte[]> line = count < 0 ? Optional.of(all) : ProxyLine.of(all);
        come = line.isPresent() ? null : all;
        held = line.map(ByteBuffer::wrap).filter(ByteBuffer::hasRemaining).orElse(null);
        return count;
    }

    private int deliver(ByteBuffer from, ByteBuffer target) {
        int count = Math.min(from.remaining(), target.remaining());
        target.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        if (!from.hasRemaining()) {
            held = null;
        } else if (isReadResumed()) {
            super.wakeupReads();
        }
        return count;
    }

    /** No readiness of the socket will announce what is held here. */
    @Override
    public void resumeReads() {
        if (held == null) {
            super.resumeReads();
        } else {
            super.wakeupReads();
        }
    }
}
