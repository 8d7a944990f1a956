package io.breakwater.cdi;

import io.breakwater.net.JsonText;
import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ReadOnlyAttributeException;
import io.undertow.server.HttpServerExchange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as a JSON object on one line; what there is not is left out. Times are seconds. */
final class JsonLine implements ExchangeAttribute {
    private static final int MICROS = 6;

    @Override
    public String readAttribute(HttpServerExchange exchange) {
        LogFields fields = new LogFields(exchange);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", Instant.now().toString());
        fields.client().ifPresent(client -> json.put("client", client));
        fields.peer().ifPresent(peer -> json.put("peer", peer));
        json.put("method", fields.method());
        json.put("scheme", fields.scheme());
        fields.host().ifPresent(host -> json.put("host", host));
        json.put("target", fields.target());
        json.put("protocol", fields.protocol());
        json.put("status", fields.status());
        json.put("bytes", fields.bytes());
        fields.referer().ifPresent(referer -> json.put("referer", referer));
        fields.userAgent().ifPresent(agent -> json.put("userAgent", agent));
        fields.route().ifPresent(route -> json.put("route", route));
        fields.upstream().ifPresent(upstream -> json.put("upstream", upstream));
        fields.upstreamSeconds()
                .ifPresent(seconds -> json.put("upstreamTime", new BigDecimal(seconds)));
        json.put(
                "totalTime",
                BigDecimal.valueOf(fields.totalSeconds()).setScale(MICROS, RoundingMode.HALF_UP));
        return JsonText.of(json);
    }

    @Override
    public void writeAttribute(HttpServerExchange exchange, String value)
            throws ReadOnlyAttributeException {
        throw new ReadOnlyAttributeException("access log line", value);
    }
}
