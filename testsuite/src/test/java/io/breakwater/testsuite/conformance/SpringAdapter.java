package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.undertow.WhoamiHandler;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spring's {@code ForwardedHeaderUtils} and {@code ForwardedHeaderFilter}, which believe everybody. */
final class SpringAdapter implements Adapter {
    private static final String PEER = "127.0.0.1";

    private static final Map<String, String> UNMAPPED =
            Map.of(
                    "secure", "true where the scheme is https",
                    "localAddr", "from by=, which tells of a proxy, not of this server",
                    "localPort", "from by= as well");

    @Override
    public String file() {
        return "spring";
    }

    @Override
    public Map<String, String> unmapped() {
        return UNMAPPED;
    }

    /**
     * Spring's tests have no peer; it is 127.0.0.1 here, and trusted, as Spring trusts everybody. Of the headers those are chosen that the
     * request has, {@code Forwarded} before the others, as Spring reads them. Nothing is chosen for {@code removeOnly}. The context path that
     * an application has is {@code url-prefix}.
     *
     * <p>Spring takes the left-most value: requests with lists are run with all hops trusted, which is what Spring does, and again with the
     * peer alone, which is what an operator should write.
     *
     * <p>What an application sends with {@code appSendsRedirect}, it sends with a servlet's {@code sendRedirect}; with {@code
     * relativeRedirects}, Spring keeps the container from completing it, so it is written as a header.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(config, List.of("removeOnly", "appSendsRedirect", "relativeRedirects"));
        Request request = request(recorded);
        List<String> headers = config.path("removeOnly").asBoolean() ? List.of() : headers(request);
        Map<String, String> nearest = new LinkedHashMap<>();
        nearest.put("trusted-proxies", PEER);
        nearest.put("trusted-proxy-headers", String.join(" ", headers));
        nearest.put("url-prefix", recorded.json().path("before").path("contextPath").asText());
        Run run = Run.asWritten(recorded, request, nearest);
        return request.hasLists()
                ? List.of(
                        Run.asWritten(recorded, request, Adapter.trustingEverybody(headers)),
                        Run.nearest(recorded, request, nearest))
                : List.of(run);
    }

    private static Request request(RecordedCase recorded) {
        JsonNode before = recorded.json().path("before");
        String scheme = before.get("scheme").asText();
        int port = before.get("serverPort").asInt();
        boolean written = port > 0 && port != defaultPort(scheme);
        return recorded.request()
                .from(PEER)
                .overTls(scheme.equals("https"))
                .to(before.get("requestURI").asText() + query(before))
                .withHost(before.get("serverName").asText() + (written ? ":" + port : ""));
    }

    private static String query(JsonNode before) {
        return before.has("query") ? "?" + before.get("query").asText() : "";
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("http") || scheme.equals("ws") ? 80 : 443;
    }

    private static List<String> headers(Request request) {
        List<String> headers = new ArrayList<>();
        if (request.has("Forwarded")) {
            headers.add("Forwarded");
        } else {
            headers.add("X-Forwarded-For");
            headers.add(request.has("X-Forwarded-Ssl") ? "X-Forwarded-SSL" : "X-Forwarded-Proto");
            headers.addAll(List.of("X-Forwarded-Host", "X-Forwarded-Port"));
        }
        headers.add("X-Forwarded-Prefix");
        return headers;
    }

    @Override
    public HttpHandler application(RecordedCase recorded, HttpHandler files) {
        Optional<String> location =
                Optional.ofNullable(recorded.config().get("appSendsRedirect"))
                        .map(JsonNode::asText);
        boolean relative = recorded.config().path("relativeRedirects").asBoolean();
        return location.map(to -> relative ? redirecting(to) : RedirectingServlet.to(to))
                .orElseGet(WhoamiHandler::new);
    }

    private static HttpHandler redirecting(String location) {
        return exchange -> {
            exchange.setStatusCode(StatusCodes.FOUND);
            exchange.getResponseHeaders().put(Headers.LOCATION, location);
        };
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        JsonNode before = recorded.json().path("before");
        JsonNode expect = recorded.expect();
        ExpectedFacts facts = new ExpectedFacts();
        String context = before.path("contextPath").asText();
        String uri = before.get("requestURI").asText();
        String path = uri.startsWith(context) ? uri.substring(context.length()) : uri;
        expect.properties()
                .forEach(
                        field -> {
                            if (!UNMAPPED.containsKey(field.getKey())) {
                                expect(field.getKey(), field.getValue().asText(), path, facts);
                            }
                        });
        if (expect.path("port").asInt() == -1) {
            String scheme = expect.path("scheme").asText(before.get("scheme").asText());
            facts.is("SERVER_PORT", Integer.toString(defaultPort(scheme)));
        }
        return facts.expected();
    }

    private static void expect(String name, String value, String path, ExpectedFacts facts) {
        switch (name) {
            case "error" -> facts.is(Outcome.STATUS, "400");
            case "status" -> facts.is(Outcome.STATUS, value);
            case "location" -> facts.is(Outcome.STATUS, "302").is("location", value);
            case "remoteAddr" -> facts.address(value.equals("(peer)") ? PEER : value);
            case "remotePort" -> facts.is("REMOTE_PORT", value.equals("42") ? "0" : value);
            case "scheme" -> facts.is("wsgi.url_scheme", value);
            case "host", "serverName" -> facts.is("SERVER_NAME", value);
            case "port", "serverPort" -> facts.is("SERVER_PORT", value);
            case "path" -> facts.is("PATH_INFO", value);
            case "contextPath" -> facts.is("SCRIPT_NAME", value.replace("%20", " "));
            case "requestURI" -> facts.path(value, path);
            case "url" -> facts.url(value, path);
            default -> {
                if (!name.startsWith("header:")) {
                    throw new IllegalArgumentException("The adapter does not know " + name);
                }
                facts.header(name.substring("header:".length()), value);
            }
        }
    }
}
