package io.breakwater.upstream;

/** The error codes of HTTP/2 that make a difference here (RFC 9113 section 7). */
enum Http2Error {
    NO_ERROR,
    /** The other side does not keep to HTTP/2, or thinks so of us. */
    PROTOCOL,
    /** Nothing was done with the request (RFC 9113 section 8.7). */
    REFUSED_STREAM,
    OTHER;

    private static final int CODE_NO_ERROR = 0;
    private static final int CODE_PROTOCOL_ERROR = 1;
    private static final int CODE_FLOW_CONTROL_ERROR = 3;
    private static final int CODE_FRAME_SIZE_ERROR = 6;
    private static final int CODE_REFUSED_STREAM = 7;
    private static final int CODE_COMPRESSION_ERROR = 9;

    static Http2Error of(int code) {
        return switch (code) {
            case CODE_NO_ERROR -> NO_ERROR;
            case CODE_PROTOCOL_ERROR,
                    CODE_FLOW_CONTROL_ERROR,
                    CODE_FRAME_SIZE_ERROR,
                    CODE_COMPRESSION_ERROR ->
                    PROTOCOL;
            case CODE_REFUSED_STREAM -> REFUSED_STREAM;
            default -> OTHER;
        };
    }

    boolean isOfProtocol() {
        return this == PROTOCOL;
    }
}
