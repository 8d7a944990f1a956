package io.breakwater.forwarded;

import java.util.List;

/** The facts about a request that forwarding headers tell; headers of one group are synonyms (B-6). */
public enum HeaderGroup {
    /** Who the client is. */
    CLIENT,
    /** Whether the client used http or https. */
    SCHEME,
    /** The host that the client asked for, with its port if it wrote one. */
    HOST,
    /** The name of the front-end server, a poor substitute for the host. */
    SERVER,
    /** The port that the client connected to. */
    PORT,
    /** The path under which the client sees this server. */
    PREFIX,
    /** The client's TLS certificate. */
    CERTIFICATE,
    /** The certificates that issued it (RFC 9440 section 2.3); read only with it. */
    CERTIFICATE_CHAIN,
    /** {@code Forwarded} (RFC 7239), which takes the place of client, scheme, host, server and port. */
    FAMILY,
    /** Who forwarded the request: may be kept, is never used. */
    VERDICT,
    /** Who the user is, as an authenticating front end says. */
    IDENTITY,
    /** Another request target, and other things that no client may send. */
    TARGET;

    static final List<HeaderGroup> IN_ORDER = List.of(values());
}
