package io.breakwater.servlet;

import io.breakwater.Breakwater;
import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.List;

/** Where the application is, and how clients get there. 127.0.0.1 is the trusted proxy, 127.0.0.2 a stranger. */
enum Place {
    /** What the others are measured by: Undertow alone, deployed where clients of the others see the application. */
    DEPLOYED_THERE("/shop", "/shop", "", "http://h", "127.0.0.1"),
    FORWARDED_PREFIX("", "/shop", "", "http://h", "127.0.0.1", "X-Forwarded-Prefix: /shop"),
    FORWARDED_FROM_HTTPS(
            "",
            "/shop",
            "",
            "https://www.example.com",
            "127.0.0.1",
            "X-Forwarded-Prefix: /shop",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: www.example.com"),
    FORWARDED_ESCAPED_PREFIX(
            "", "/a%20b!c", "", "http://h", "127.0.0.1", "X-Forwarded-Prefix: /a%20b!c"),
    /** The application's own paths look like prefixed ones. */
    FORWARDED_PREFIX_LIKE_A_PATH(
            "", "/see", "", "http://h", "127.0.0.1", "X-Forwarded-Prefix: /see"),
    FORWARDED_PREFIX_LIKE_THE_CONTEXT(
            "", "/app", "", "http://h", "127.0.0.1", "X-Forwarded-Prefix: /app"),
    URL_PREFIX("", "/shop", "/shop", "http://h", "127.0.0.1"),
    URL_PREFIX_OF_A_STRANGER(
            "", "/shop", "/shop", "http://h", "127.0.0.2", "X-Forwarded-Prefix: /forged"),
    URL_PREFIX_AND_FORWARDED_PREFIX(
            "", "/shop", "/inner", "http://h", "127.0.0.1", "X-Forwarded-Prefix: /shop"),
    STRANGER(
            "",
            "",
            "",
            "http://h",
            "127.0.0.2",
            "X-Forwarded-Prefix: /shop",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: www.example.com"),
    NO_HEADERS("", "", "", "http://h", "127.0.0.1");

    private final String deployedUnder;
    private final String shownUnder;
    private final String urlPrefix;
    private final String clientAddress;
    private final List<String> headers;

    /** What URLs begin with. */
    final String origin;

    Place(
            String deployedUnder,
            String shownUnder,
            String urlPrefix,
            String origin,
            String clientAddress,
            String... headers) {
        this.deployedUnder = deployedUnder;
        this.shownUnder = shownUnder;
        this.urlPrefix = urlPrefix;
        this.origin = origin;
        this.clientAddress = clientAddress;
        this.headers = List.of(headers);
    }

    /** The application's context path for its container. */
    String contextPath(String application) {
        return deployedUnder + application;
    }

    /** The application's context path for its clients. */
    String shownContextPath(String application) {
        return shownUnder + application;
    }

    boolean hasPrefix() {
        return !shownUnder.equals(deployedUnder);
    }

    boolean isBelieved() {
        return clientAddress.equals("127.0.0.1") && !headers.isEmpty();
    }

    boolean isHttps() {
        return origin.startsWith("https:");
    }

    HttpHandler inFrontOf(HttpHandler container) {
        if (this == DEPLOYED_THERE) {
            return container;
        }
        return Breakwater.builder()
                .trustedProxies("127.0.0.1")
                .trustedProxyHeaders("X-Forwarded-Prefix", "X-Forwarded-Proto", "X-Forwarded-Host")
                .urlPrefix(urlPrefix)
                .build(container);
    }

    /** The lines of a request for a path of the application. */
    String[] request(String method, String application, String path, String... more) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + urlPrefix + contextPath(application) + path + " HTTP/1.1");
        lines.add("Host: h");
        lines.addAll(headers);
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    String clientAddress() {
        return clientAddress;
    }
}
