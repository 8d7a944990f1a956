package io.breakwater.upstream;

import java.io.IOException;

/** A response head that cannot be passed on, found before it was parsed. */
final class RefusedHead extends IOException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    RefusedHead(Failure failure) {
        super(failure.errorType());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
