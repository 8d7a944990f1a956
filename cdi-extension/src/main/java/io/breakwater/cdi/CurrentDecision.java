package io.breakwater.cdi;

import io.breakwater.forwarded.Resolution;
import io.breakwater.undertow.Decision;
import io.breakwater.undertow.Originals;
import java.util.Optional;

/** What {@code @Inject Decision} is: always the decision about the request that the caller works for, whatever the scope of the bean. */
public final class CurrentDecision implements Decision {
    private final CurrentRequest request;

    public CurrentDecision(CurrentRequest request) {
        this.request = request;
    }

    @Override
    public Resolution resolution() {
        return request.get().decision().resolution();
    }

    @Override
    public Optional<Originals> originals() {
        return request.get().decision().originals();
    }
}
