package io.breakwater.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may ask a request for its decision (B-20): whoever sends the token, compared in constant time. */
public final class ExplainToken {
    /** The request header that carries the token; it is removed from every request. */
    public static final String ASKED = "Breakwater-Explain";

    /** The response header that carries the decision as JSON. */
    public static final String ANSWER = "Breakwater-Decision";

    private final byte @Nullable [] token;

    /**
     * @param token empty if nobody may ask
     */
    public ExplainToken(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    }

    /** Whether the lines of {@link #ASKED} are the token, once. */
    public boolean isIn(List<String> lines) {
        return token != null
                && lines.size() == 1
                && MessageDigest.isEqual(token, lines.get(0).getBytes(StandardCharsets.UTF_8));
    }
}
