package io.breakwater.upstream;

import io.breakwater.route.UpstreamUrl;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request was sent and what came of it, for logs (P-21). To be read when the exchange is complete: until then it changes, on the
 * exchange's I/O thread.
 */
public final class TargetVisit {
    private static final AttachmentKey<TargetVisit> KEY = AttachmentKey.create(TargetVisit.class);

    private final String route;
    private @Nullable UpstreamUrl target;
    private @Nullable Failure failure;
    private int tries;
    private long sentNanos;
    private long answerNanos = -1;

    TargetVisit(String route) {
        this.route = route;
    }

    /** Empty if the exchange was not for an upstream, or was refused before one was looked for. */
    public static Optional<TargetVisit> of(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getAttachment(KEY));
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
    }

    void tries(UpstreamUrl next) {
        target = next;
        failure = null;
        tries++;
    }

    void sent() {
        sentNanos = System.nanoTime();
    }

    /** The time since the request was sent. */
    long answered() {
        answerNanos = System.nanoTime() - sentNanos;
        return answerNanos;
    }

    void failed(Failure reason) {
        failure = reason;
    }

    /** The operator's word for the route. */
    public String route() {
        return route;
    }

    /** The last target that was tried; empty if none was live. */
    public Optional<UpstreamUrl> target() {
        return Optional.ofNullable(target);
    }

    /** How many targets or connections were tried. */
    public int tries() {
        return tries;
    }

    /** From the sending of the request to the head of the response; empty if none came. */
    public Optional<Duration> answerTime() {
        return answerNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(answerNanos));
    }

    /** Why the last target gave no answer, if it gave none. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }
}
