package io.breakwater.upstream;

/** Why a request that was sent on got no answer that can be passed back (P-15), with RFC 9209's word for it. */
public enum Failure {
    BODY_TOO_LARGE(413, "http_request_error"),
    CLIENT_TIMEOUT(408, "http_request_error"),
    REFUSED(503, "connection_refused"),
    UNREACHABLE(503, "destination_ip_unroutable"),
    UNRESOLVABLE(503, "dns_error"),
    UNAVAILABLE(503, "destination_unavailable"),
    TLS(502, "tls_protocol_error"),
    CONNECT_TIMEOUT(504, "connection_timeout"),
    RESPONSE_TIMEOUT(504, "http_response_timeout"),
    CLOSED(502, "connection_terminated"),
    INCOMPLETE(502, "http_response_incomplete"),
    MALFORMED(502, "http_protocol_error"),
    HEAD_TOO_LARGE(502, "http_response_header_section_size"),
    TRANSFER_CODING(502, "http_response_transfer_coding"),
    UPGRADE(502, "http_upgrade_failed");

    private final int status;
    private final String errorType;

    Failure(int status, String errorType) {
        this.status = status;
        this.errorType = errorType;
    }

    public int status() {
        return status;
    }

    /** Whether it is the client that did not do its part. */
    boolean isClients() {
        return status < 500;
    }

    /** The error type of RFC 9209 section 2.3. */
    public String errorType() {
        return errorType;
    }
}
