package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.forwarded.KnownHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tomcat's {@code RemoteIpValve} and {@code RemoteIpFilter}: two lists of proxies and a name for each header. */
final class TomcatAdapter implements Adapter {
    private static final String DEFAULT_PROXIES =
            "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,100.64.0.0/10,127.0.0.0/8,::1/128,fe80::/10,fc00::/7";
    private static final String CLIENT = "X-Forwarded-For";
    private static final String STRANGER = "203.0.113.9";

    private static final Map<String, String> UNMAPPED =
            Map.of(
                    "remoteHost", "a copy of remoteAddr where no names are looked up",
                    "attribute:AccessLog.REMOTE_HOST_ATTRIBUTE", "a copy of remoteAddr as well",
                    "secure", "true where the scheme is https");

    @Override
    public String file() {
        return "tomcat";
    }

    @Override
    public Map<String, String> unmapped() {
        return UNMAPPED;
    }

    /**
     * Internal and trusted proxies are both trusted; Tomcat's default list is written out. {@code proxiesHeader} is where Tomcat writes the
     * proxies that the request came through, and {@code httpServerPort} what it takes for the port of http: there is nothing to configure.
     * Membership in a list is asked for with a peer and no headers.
     *
     * <p>A header name of an operator's own is refused; such a case is run again with that header called X-Forwarded-For, as the operator would
     * have to call it.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        Adapter.requireOnly(
                recorded.config(),
                List.of(
                        "internalProxies",
                        "trustedProxies",
                        "remoteIpHeader",
                        "proxiesHeader",
                        "protocolHeader",
                        "hostHeader",
                        "portHeader",
                        "httpServerPort"));
        String client = recorded.config().path("remoteIpHeader").asText(CLIENT);
        Request request = request(recorded);
        Run asWritten = Run.asWritten(recorded, request, settings(recorded.config(), client));
        return KnownHeaders.selectable(client) != null
                ? List.of(asWritten)
                : List.of(
                        asWritten,
                        Run.nearest(
                                recorded,
                                request.renaming(client, CLIENT),
                                settings(recorded.config(), CLIENT)));
    }

    /** What the valve is called with: Tomcat's tests set the request's own facts on it, of which the name and port here come with Host. */
    private static Request request(RecordedCase recorded) {
        JsonNode before = recorded.json().path("before");
        String port = before.has("serverPort") ? ":" + before.get("serverPort").asText() : "";
        Request request =
                recorded.request()
                        .withHost(before.path("serverName").asText("localhost") + port)
                        .overTls(before.path("scheme").asText().equals("https"));
        return request.peer().equals("not-allowed-internal-proxy")
                ? request.from(STRANGER)
                : request;
    }

    private static Map<String, String> settings(JsonNode config, String client) {
        String internal = config.path("internalProxies").asText().replace(" (Tomcat default)", "");
        List<String> headers = new ArrayList<>(List.of(client));
        for (String header : List.of("protocolHeader", "hostHeader", "portHeader")) {
            if (config.has(header)) {
                headers.add(config.get(header).asText());
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "trusted-proxies",
                internal.replace("default", DEFAULT_PROXIES)
                        + " "
                        + config.path("trustedProxies").asText());
        settings.put("trusted-proxy-headers", String.join(" ", headers));
        return settings;
    }

    /** {@code expectAfterResponse} is about a request object that is used again; an exchange ends with its response. */
    @Override
    public Expected expected(RecordedCase recorded) {
        ExpectedFacts facts = new ExpectedFacts();
        recorded.expect()
                .properties()
                .forEach(
                        field -> {
                            if (!UNMAPPED.containsKey(field.getKey())) {
                                expect(field.getKey(), field.getValue().asText(), facts);
                            }
                        });
        return facts.expected();
    }

    private static void expect(String name, String value, ExpectedFacts facts) {
        switch (name) {
            case "configError" -> facts.refusedToStart(value);
            case "status" -> facts.is(Outcome.STATUS, value);
            case "trusted" -> facts.is(Outcome.TRUSTED, value);
            case "attribute:Globals.REQUEST_FORWARDED_ATTRIBUTE" ->
                    facts.is(Outcome.TRUSTED, value);
            case "remoteAddr", "attribute:AccessLog.REMOTE_ADDR_ATTRIBUTE" ->
                    facts.address(value.equals("not-allowed-internal-proxy") ? STRANGER : value);
            case "serverPort", "attribute:AccessLog.SERVER_PORT_ATTRIBUTE" ->
                    facts.is("SERVER_PORT", value);
            case "serverName" -> facts.is("SERVER_NAME", value);
            case "scheme" -> facts.is("wsgi.url_scheme", value);
            case "header:x-forwarded-for" -> facts.header(CLIENT, value);
            case "header:x-forwarded-by" ->
                    facts.is("HTTP_X_FORWARDED_BY", value.equals("null") ? Outcome.ABSENT : value);
            default -> throw new IllegalArgumentException("The adapter does not know " + name);
        }
    }
}
