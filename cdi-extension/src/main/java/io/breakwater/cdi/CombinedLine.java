package io.breakwater.cdi;

import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ReadOnlyAttributeException;
import io.undertow.server.HttpServerExchange;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A request in the combined format, which every log reader knows, with more behind it: peer, route, target, and the seconds that the upstream
 * and the whole took.
 *
 * <p>{@code 203.0.113.5 - - [28/Nov/2026:14:00:00 +0000] "GET /api/x HTTP/1.1" 200 12 "-" "curl/8" 10.0.0.7 api http://10.1.0.1:9000/ 0.004
 * 0.005}
 *
 * <p>Whatever comes from a request is escaped as Apache does it: no value ends its field or its line.
 */
final class CombinedLine implements ExchangeAttribute {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    @Override
    public String readAttribute(HttpServerExchange exchange) {
        LogFields fields = new LogFields(exchange);
        return word(fields.client())
                + " - - ["
                + TIME.format(ZonedDateTime.now(ZoneId.systemDefault()))
                + "] "
                + quoted(fields.method() + " " + fields.target() + " " + fields.protocol())
                + " "
                + fields.status()
                + " "
                + fields.bytes()
                + " "
                + quoted(fields.referer().orElse("-"))
                + " "
                + quoted(fields.userAgent().orElse("-"))
                + " "
                + word(fields.peer())
                + " "
                + word(fields.route())
                + " "
                + word(fields.upstream())
                + " "
                + word(fields.upstreamSeconds())
                + " "
                + String.format(Locale.ROOT, "%.6f", fields.totalSeconds());
    }

    private static String word(Optional<String> text) {
        return escaped(text.orElse("-")).replace(" ", "\\x20");
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                escaped.append(
                        String.format(Locale.ROOT, c > 0xff ? "\\u%04x" : "\\x%02x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public void writeAttribute(HttpServerExchange exchange, String value)
            throws ReadOnlyAttributeException {
        throw new ReadOnlyAttributeException("access log line", value);
    }
}
