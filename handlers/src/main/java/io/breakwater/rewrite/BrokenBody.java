package io.breakwater.rewrite;

import java.io.IOException;

/** A compressed body that cannot be decompressed. */
public final class BrokenBody extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenBody(String what) {
        super(what);
    }
}
