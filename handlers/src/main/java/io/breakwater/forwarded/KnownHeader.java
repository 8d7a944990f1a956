package io.breakwater.forwarded;

/**
 * A row of the table of forwarding headers.
 *
 * @param name in its usual spelling; an asterisk at the end stands for any further characters
 * @param group the fact it tells
 * @param form how its value is written
 * @param use who may send it
 */
public record KnownHeader(String name, HeaderGroup group, Form form, Use use) {
    /** How a value is written. */
    public enum Form {
        /** Nodes, the client first (B-9). */
        NODE_LIST,
        /** One node. */
        NODE,
        /** {@code http} or {@code https}, once or once a hop. */
        SCHEME_TEXT,
        /** {@code on}, {@code true}, {@code 1} for https; {@code off}, {@code false}, {@code 0} for http. */
        SCHEME_FLAG,
        /** Host and optional port, once or once a hop. */
        AUTHORITY,
        /** A port, once or once a hop. */
        PORT,
        /** A path prefix. */
        PREFIX,
        /** RFC 7239. */
        FORWARDED,
        /** Certificates as byte sequences (RFC 9440). */
        CERTIFICATE_BYTES,
        /** Certificates as PEM. */
        CERTIFICATE_PEM,
        /** Not read. */
        OPAQUE
    }

    /** What may be done with a header. */
    public enum Use {
        /** An operator may choose it. */
        SELECTABLE,
        /** Removed from every request. */
        NEVER,
        /** Removed from every request, even if nothing else is: a shared secret (B-4). */
        SECRET,
        /** Removed from strangers' requests only. */
        NOT_FROM_STRANGERS
    }

    /** A row beside the table: the header of a proxy's shared secret. */
    public static KnownHeader secret(String name) {
        return new KnownHeader(name, HeaderGroup.VERDICT, Form.OPAQUE, Use.SECRET);
    }

    /** Whether a name is this one in any case, or one of those that the asterisk stands for, and no alias. */
    boolean spells(String other) {
        int fixed = name.length() - 1;
        return name.endsWith("*")
                ? other.regionMatches(true, 0, name, 0, fixed)
                : name.equalsIgnoreCase(other);
    }

    public boolean isSelectable() {
        return use == Use.SELECTABLE;
    }
}
