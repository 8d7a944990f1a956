package io.breakwater.options;

import java.util.Optional;

/**
 * What is asked of clients that come without TLS.
 *
 * @param only whether they are redirected to {@code https}
 * @param hsts the policy that the others are told (RFC 6797)
 */
public record HttpsOptions(boolean only, Optional<String> hsts) {}
