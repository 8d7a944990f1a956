package io.breakwater.forwarded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * What a proxy has to send besides having the right address (B-4): addresses of clouds and delivery networks are shared with strangers.
 *
 * @param header the name of the header that carries it, which no application ever sees
 * @param value what it must be
 */
public record SharedSecret(String header, String value) {
    /** Whether a request carries it; how long the answer takes does not tell how much of it was right. */
    boolean isIn(List<ReceivedHeader> headers) {
        for (ReceivedHeader received : headers) {
            if (received.name().equalsIgnoreCase(header)) {
                return received.lines().size() == 1
                        && equalsInConstantTime(received.lines().get(0));
            }
        }
        return false;
    }

    private boolean equalsInConstantTime(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return header + ": ***";
    }
}
