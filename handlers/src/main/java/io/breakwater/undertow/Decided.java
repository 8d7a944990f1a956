package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import java.util.Optional;

/** A decision that was made in full. */
record Decided(Resolution resolution, Optional<Originals> originals) implements Decision {}
