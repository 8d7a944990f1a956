package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import io.undertow.util.HttpString;

/** A header field that may be sent as it is (RFC 9110 section 5.5). */
record Field(HttpString name, String value) {
    Field {
        if (!Ascii.isFieldValue(value)) {
            throw new IllegalArgumentException("not a field value: " + name);
        }
    }
}
