package io.breakwater.net;

import org.jspecify.annotations.Nullable;

/** The two URL schemes that a request can have here. */
public enum Scheme {
    HTTP("http", 80),
    HTTPS("https", 443);

    private final String text;
    private final int defaultPort;

    Scheme(String text, int defaultPort) {
        this.text = text;
        this.defaultPort = defaultPort;
    }

    /** The scheme of that name, in any case; null for anything else. */
    public static @Nullable Scheme parse(String text) {
        if (text.equalsIgnoreCase("https")) {
            return HTTPS;
        }
        return text.equalsIgnoreCase("http") ? HTTP : null;
    }

    /** The name in lower case. */
    public String text() {
        return text;
    }

    /** The port that a URL of this scheme has when it names none (RFC 9110 sections 4.2.1 and 4.2.2). */
    public int defaultPort() {
        return defaultPort;
    }

    @Override
    public String toString() {
        return text;
    }
}
