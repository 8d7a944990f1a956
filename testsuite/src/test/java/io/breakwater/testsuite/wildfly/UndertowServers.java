package io.breakwater.testsuite.wildfly;

import java.util.function.UnaryOperator;

/** Changes of {@code standalone.xml}: further Undertow servers and listeners, and who sees to the security of deployments. */
final class UndertowServers {
    private static final String SERVER_END = "</server>\n            <servlet-container";
    private static final String BINDINGS_END = "</socket-binding-group>";
    private static final String CONTAINER_END = "</servlet-container>";
    private static final String HOST_BEGIN = "<host name=\"default-host\"";

    private UndertowServers() {}

    /** A server beside the one with the filter, called as its only host, and its port. */
    static UnaryOperator<String> server(String name, int port, String listenerAttributes) {
        String server =
                "</server><server name=\"%1$s\" default-host=\"%1$s\">%2$s<host name=\"%1$s\"/>"
                        .formatted(name, listener(name, listenerAttributes));
        return xml -> binding(name, port).apply(xml.replace(SERVER_END, server + SERVER_END));
    }

    /** One more listener of the server with the filter. */
    static UnaryOperator<String> listener(String name, int port, String attributes) {
        return xml ->
                binding(name, port)
                        .apply(xml.replace(HOST_BEGIN, listener(name, attributes) + HOST_BEGIN));
    }

    /** The security domain that every deployment has unless it names another. Without one, WildFly ignores all of its security constraints. */
    static UnaryOperator<String> securityDomain() {
        return xml ->
                xml.replace(
                        CONTAINER_END,
                        CONTAINER_END
                                + "<application-security-domains><application-security-domain name=\"other\" "
                                + "security-domain=\"ApplicationDomain\"/></application-security-domains>");
    }

    private static String listener(String name, String attributes) {
        return "<http-listener name=\"%1$s\" socket-binding=\"%1$s\" %2$s/>"
                .formatted(name, attributes);
    }

    private static UnaryOperator<String> binding(String name, int port) {
        return xml ->
                xml.replace(
                        BINDINGS_END,
                        "<socket-binding name=\"%s\" port=\"%d\"/>%s"
                                .formatted(name, port, BINDINGS_END));
    }
}
