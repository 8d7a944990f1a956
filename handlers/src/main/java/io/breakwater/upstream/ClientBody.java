package io.breakwater.upstream;

import io.breakwater.io.OneWaySource;
import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.channels.ReadTimeoutException;
import org.xnio.conduits.StreamSourceConduit;

/** The body of a client's request. What goes wrong with it is told before {@code ProxyHandler} takes it for a failure of its own. */
final class ClientBody extends OneWaySource {
    private final Consumer<Failure> failed;

    /** @param failed may be called several times */
    ClientBody(StreamSourceConduit next, Consumer<Failure> failed) {
        super(next);
        this.failed = failed;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return next.read(target);
        } catch (IOException e) {
            failed.accept(causeOf(e));
            throw e;
        }
    }

    private static Failure causeOf(IOException e) {
        if (e instanceof RequestTooBigException) {
            return Failure.BODY_TOO_LARGE;
        }
        return e instanceof ReadTimeoutException ? Failure.CLIENT_TIMEOUT : Failure.BODY_INCOMPLETE;
    }
}
