package io.breakwater.forwarded;

import java.util.Locale;

/** Why a header was not believed, or is flagged; the codes are part of the JSON. */
public enum Reason {
    /** The peer is not in the trust list. */
    UNTRUSTED_PEER,
    /** Its group is read from another header, or from none. */
    NOT_CHOSEN,
    /** It only folds to a known name. */
    ALIAS,
    /** It is not chosen, and an exception lets it through. */
    KEPT,
    /** It is how a proxy proves to be one. */
    SECRET,
    /** It has no value. */
    EMPTY,
    /** Another header already told what it tells. */
    SUPERSEDED,
    /** Not an address literal, {@code unknown} or an obfuscated node. */
    BAD_NODE,
    /** Neither http nor https, nor a flag. */
    BAD_SCHEME,
    /** Not a host with an optional port. */
    BAD_HOST,
    /** Not a port. */
    BAD_PORT,
    /** Not a path prefix. */
    BAD_PREFIX,
    /** Not a certificate, or more than one line of it. */
    BAD_CERTIFICATE,
    /** Not the grammar of RFC 7239. */
    BAD_SYNTAX,
    /** A parameter of {@code Forwarded} twice in one element. */
    DUPLICATE_PARAMETER,
    /** Not as many values as the client list has hops. */
    LIST_LENGTH,
    /** More hops than are inspected. */
    TOO_MANY_HOPS,
    /** Longer than is inspected. */
    TOO_LONG,
    /** http with port 443 or https with port 80: believed, and odd. */
    SCHEME_PORT_MISMATCH;

    /** As in JSON and logs: {@code untrusted-peer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
