package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, and the rules that it must keep to before it is sent on (P-5, P-8). Undertow's parser has refused some of what breaks
 * them already, but not in all versions.
 *
 * @param headers after forged ones were removed
 * @param rawQuery empty if there is none, or an empty one: Undertow does not tell the two apart
 */
public record InboundRequest(
        HttpString method, HttpString protocol, HeaderMap headers, String rawQuery) {
    private static final int MAX_DIGITS = 18;

    /** RFC 9110 section 9.3, and RFC 5789. */
    private static final Set<String> USUAL_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    public static InboundRequest of(HttpServerExchange exchange) {
        return new InboundRequest(
                exchange.getRequestMethod(),
                exchange.getProtocol(),
                exchange.getRequestHeaders(),
                exchange.getQueryString());
    }

    /** All lines of a field, none if it is not there. */
    List<String> lines(HttpString name) {
        HeaderValues lines = headers.get(name);
        return lines == null ? List.of() : lines;
    }

    /** The first rule that the request breaks, or null. */
    public @Nullable RequestFault fault(Via via, OptionalLong maxBodyBytes) {
        if (!isFramedClearly()) {
            return RequestFault.FRAMING;
        }
        if (!hasCleanFields()) {
            return RequestFault.FIELD;
        }
        if (ConnectionOptions.of(headers).namesProtectedField()) {
            return RequestFault.CONNECTION;
        }
        if (!isToken(method) || isMisspelt(method.toString())) {
            return RequestFault.SPELLING;
        }
        if (method.equals(Methods.TRACE) || method.equals(Methods.CONNECT)) {
            return RequestFault.METHOD;
        }
        if (!expectsNothingUnknown()) {
            return RequestFault.EXPECTATION;
        }
        if (maxBodyBytes.isPresent() && announcedBytes() > maxBodyBytes.getAsLong()) {
            return RequestFault.TOO_LARGE;
        }
        if (isCounted() && !isNumber(String.join(",", lines(Headers.MAX_FORWARDS)))) {
            return RequestFault.FIELD;
        }
        return via.isLoop(headers.get(Headers.VIA)) ? RequestFault.LOOP : null;
    }

    /** Whether {@code close} is one of several connection options (RFC 9112 section 9.6); Undertow sees it where it is the only one. */
    public boolean endsConnection() {
        return ConnectionOptions.of(headers).contains(Headers.CLOSE);
    }

    /**
     * How many more servers an OPTIONS may be sent on to (RFC 9110 section 7.6.2). TRACE is sent on to none (P-8), and with other methods the
     * field means nothing.
     *
     * @return empty if any number; 0 if this server is to answer
     */
    public OptionalLong forwardsLeft() {
        return isCounted()
                ? OptionalLong.of(Long.parseLong(lines(Headers.MAX_FORWARDS).get(0)))
                : OptionalLong.empty();
    }

    private boolean isCounted() {
        return method.equals(Methods.OPTIONS) && headers.contains(Headers.MAX_FORWARDS);
    }

    /** RFC 9112 section 6.1 and 6.3: one length, told in one way. */
    public boolean isFramedClearly() {
        HeaderValues lengths = headers.get(Headers.CONTENT_LENGTH);
        HeaderValues codings = headers.get(Headers.TRANSFER_ENCODING);
        boolean clearLength =
                lengths == null || lengths.size() == 1 && isNumber(lengths.getFirst());
        if (codings == null) {
            return clearLength;
        }
        boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        return chunked && lengths == null && protocol.equals(Protocols.HTTP_1_1);
    }

    static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(c -> Ascii.isDigit((char) c));
    }

    private long announcedBytes() {
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private boolean hasCleanFields() {
        for (HeaderValues field : headers) {
            if (!isToken(field.getHeaderName()) || !field.stream().allMatch(Ascii::isFieldValue)) {
                return false;
            }
        }
        return true;
    }

    static boolean isToken(HttpString name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Ascii.isTokenChar((char) (name.byteAt(i) & 0xff))) {
                return false;
            }
        }
        return name.length() > 0;
    }

    /**
     * Undertow takes {@code head} for {@code HEAD} and waits for no body, but methods are case-sensitive (RFC 9110 section 9.1): the upstream
     * may send one, and it would be read as the answer to the next request.
     */
    private static boolean isMisspelt(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        return USUAL_METHODS.contains(upper) && !method.equals(upper);
    }

    private boolean expectsNothingUnknown() {
        HeaderValues expectations = headers.get(Headers.EXPECT);
        return expectations == null
                || expectations.size() == 1
                        && expectations.getFirst().equalsIgnoreCase("100-continue");
    }
}
