package io.breakwater.quarkus;

import io.breakwater.forwarded.Believed;
import io.breakwater.forwarded.Resolution;
import io.breakwater.undertow.Decision;
import io.breakwater.undertow.Originals;
import java.util.Optional;

/** A decision on Quarkus's own port. */
record OwnDecision(Resolution resolution, Optional<Originals> originals) implements Decision {
    /** What a trusted proxy told, if one did. */
    Optional<Believed> believed() {
        return resolution instanceof Resolution.Forwarded forwarded
                ? Optional.of(forwarded.believed())
                : Optional.empty();
    }
}
