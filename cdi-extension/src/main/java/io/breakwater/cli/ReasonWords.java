package io.breakwater.cli;

import io.breakwater.forwarded.Reason;

/** The reason codes of the decision as people say them. */
final class ReasonWords {
    private ReasonWords() {}

    static String of(Reason reason) {
        return switch (reason) {
            case UNTRUSTED_PEER -> "the peer is not trusted";
            case NOT_CHOSEN -> "it is not among breakwater.trusted-proxy-headers";
            case ALIAS -> "it only looks like a known name";
            case KEPT -> "breakwater.keep-headers lets it through";
            case SECRET -> "it is how a proxy proves to be one";
            case EMPTY -> "it has no value";
            case SUPERSEDED -> "another header tells the same";
            case BAD_NODE -> "not an address, nor unknown, nor an obfuscated name";
            case BAD_SCHEME -> "neither http nor https";
            case BAD_HOST -> "not a host with an optional port";
            case BAD_PORT -> "not a port";
            case BAD_PREFIX -> "not a path prefix";
            case BAD_CERTIFICATE -> "not a certificate, or more than one line of it";
            case BAD_SYNTAX -> "not the grammar of RFC 7239";
            case DUPLICATE_PARAMETER -> "a parameter twice in one element";
            case LIST_LENGTH -> "not as many values as there are hops";
            case TOO_MANY_HOPS -> "more hops than are looked at";
            case TOO_LONG -> "longer than what is looked at";
            case SCHEME_PORT_MISMATCH -> "the other scheme's port";
        };
    }
}
