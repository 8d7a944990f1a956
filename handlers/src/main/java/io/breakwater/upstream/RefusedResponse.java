package io.breakwater.upstream;

import java.io.IOException;

/** Part of a response that cannot be passed on, found before it was parsed. */
final class RefusedResponse extends IOException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    RefusedResponse(Failure failure) {
        super(failure.errorType());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
