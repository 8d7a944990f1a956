package io.breakwater.upstream;

/** Why a request that was sent on got no answer that can be passed back (P-15), with RFC 9209's word for it. */
public enum Failure {
    BODY_TOO_LARGE(413, "http_request_error", Blame.CLIENT),
    CLIENT_TIMEOUT(408, "http_request_error", Blame.CLIENT),
    /** The client has gone, or has ended its request before its end. */
    BODY_INCOMPLETE(400, "http_request_error", Blame.CLIENT),
    REFUSED(503, "connection_refused", Blame.TARGET),
    UNREACHABLE(503, "destination_ip_unroutable", Blame.TARGET),
    UNRESOLVABLE(503, "dns_error", Blame.TARGET),
    UNAVAILABLE(503, "destination_unavailable", Blame.TARGET),
    /** As many requests wait for a connection as may. */
    QUEUE_FULL(503, "connection_limit_reached", Blame.LOAD),
    /** The request has waited for a connection as long as it may. */
    QUEUED_TOO_LONG(503, "connection_limit_reached", Blame.LOAD),
    TLS(502, "tls_protocol_error", Blame.TARGET),
    CONNECT_TIMEOUT(504, "connection_timeout", Blame.TARGET),
    RESPONSE_TIMEOUT(504, "http_response_timeout", Blame.TARGET),
    CLOSED(502, "connection_terminated", Blame.TARGET),
    INCOMPLETE(502, "http_response_incomplete", Blame.TARGET),
    MALFORMED(502, "http_protocol_error", Blame.RESPONSE),
    HEAD_TOO_LARGE(502, "http_response_header_section_size", Blame.RESPONSE),
    TRANSFER_CODING(502, "http_response_transfer_coding", Blame.RESPONSE),
    UPGRADE(502, "http_upgrade_failed", Blame.RESPONSE);

    private final int status;
    private final String errorType;
    private final Blame blame;

    /** What was not as it should be. */
    private enum Blame {
        CLIENT,
        /** There are more requests than connections. */
        LOAD,
        /** The target itself, whatever it was asked. */
        TARGET,
        /** A response that may come of a single URL, which clients choose. */
        RESPONSE
    }

    Failure(int status, String errorType, Blame blame) {
        this.status = status;
        this.errorType = errorType;
        this.blame = blame;
    }

    public int status() {
        return status;
    }

    /** Whether it is the client that did not do its part. */
    boolean isClients() {
        return blame == Blame.CLIENT;
    }

    /** Whether other requests to the same target are likely to fail as well. */
    boolean isTargets() {
        return blame == Blame.TARGET;
    }

    /** Whether the same request may succeed in a moment. */
    boolean passesSoon() {
        return blame == Blame.LOAD;
    }

    /** The error type of RFC 9209 section 2.3. */
    public String errorType() {
        return errorType;
    }
}
