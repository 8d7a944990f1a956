package io.breakwater.testsuite.bench;

import io.undertow.server.handlers.ForwardedHandler;
import io.undertow.server.handlers.ProxyPeerAddressHandler;
import java.util.function.Function;

/** Who reads the headers. The first of each kind reads nothing: what a request alone costs there. */
public enum Reader {
    UNDERTOW_ALONE("Undertow alone", UndertowRequests::alone),
    BREAKWATER("Breakwater", UndertowRequests::breakwater),
    ALL_OF_BREAKWATER("Breakwater, all its handlers", UndertowRequests::allOfBreakwater),
    PROXY_PEER_ADDRESS(
            "ProxyPeerAddressHandler",
            row -> UndertowRequests.through(ProxyPeerAddressHandler::new, row)),
    FORWARDED("ForwardedHandler", row -> UndertowRequests.through(ForwardedHandler::new, row)),
    SERVLET_ALONE("servlet request alone", ServletRequests::alone),
    TOMCAT("Tomcat RemoteIpFilter", ServletRequests::tomcat),
    SPRING("Spring ForwardedHeaderFilter", ServletRequests::spring),
    JETTY_ALONE("Jetty request alone", JettyRequests::alone),
    JETTY("Jetty ForwardedRequestCustomizer", JettyRequests::forwarded);

    private final String title;
    private final Function<Row, Requests> requests;

    Reader(String title, Function<Row, Requests> requests) {
        this.title = title;
        this.requests = requests;
    }

    String title() {
        return title;
    }

    /** What makes and reads requests of a row. */
    Requests of(Row row) {
        return requests.apply(row);
    }

    /** What costs of this reader are compared with. */
    Reader alone() {
        return switch (this) {
            case UNDERTOW_ALONE, BREAKWATER, ALL_OF_BREAKWATER, PROXY_PEER_ADDRESS, FORWARDED -> UNDERTOW_ALONE;
            case SERVLET_ALONE, TOMCAT, SPRING -> SERVLET_ALONE;
            case JETTY_ALONE, JETTY -> JETTY_ALONE;
        };
    }

    boolean isAlone() {
        return this == alone();
    }

    /** Whether there is anything to compare: others have no long trust lists, and each reads its own headers. */
    boolean takesPartIn(Row row) {
        boolean known =
                switch (this) {
                    case PROXY_PEER_ADDRESS, TOMCAT -> !row.usesForwarded();
                    case FORWARDED -> row.usesForwarded();
                    case ALL_OF_BREAKWATER -> row == Row.NO_HEADER;
                    default -> true;
                };
        return known && (!row.isAboutTrustLists() || this == BREAKWATER || this == UNDERTOW_ALONE);
    }

    /** What the application is told if that is not the truth; else nothing. */
    String mistake(Row row) throws Exception {
        Requests made = of(row);
        made.next();
        boolean right = isAlone() || made.seen().equals(row.truth());
        return right ? "" : "wrong: " + made.seen();
    }
}
