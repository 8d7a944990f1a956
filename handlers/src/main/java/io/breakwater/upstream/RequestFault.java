package io.breakwater.upstream;

/** Why a request is not sent on to an upstream. */
public enum RequestFault {
    FRAMING(400, true, "The length of the request is not clear."),
    FIELD(400, true, "A header field has characters that it must not have."),
    HOST(400, true, "The Host header is not a host and port."),
    CONNECTION(400, true, "The Connection header names a field that must be kept."),
    PATH(400, false, "The path is ambiguous."),
    SPELLING(400, true, "The method is not spelled as it should be."),
    METHOD(405, false, "The method is not allowed."),
    EXPECTATION(417, true, "The Expect header asks for something unknown."),
    TOO_LARGE(413, true, "The request body is too large."),
    LOOP(508, false, "The request has been here before.");

    private final int status;
    private final boolean closes;
    private final String explanation;

    RequestFault(int status, boolean closes, String explanation) {
        this.status = status;
        this.closes = closes;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    /** Whether the connection is not used again, because what follows on it cannot be trusted to be a request. */
    public boolean closes() {
        return closes;
    }

    /** For the client, without any value of the request. */
    public String explanation() {
        return explanation;
    }
}
