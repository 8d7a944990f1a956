package io.breakwater.testsuite.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.filters.RemoteIpFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Requests of a servlet container. Filters wrap them and change nothing in them, so their headers serve again. */
final class ServletRequests implements Requests {
    private final List<ServletHeaders> requests;
    private final Filter filter;
    private final HttpServletResponse response =
            new HttpServletResponseWrapper(NoOp.of(HttpServletResponse.class));
    private final FilterChain application;
    private HttpServletRequest last;
    private int turn;

    private ServletRequests(Row row, Filter filter) {
        this.requests = row.requests().stream().map(ServletHeaders::new).toList();
        this.filter = filter;
        this.application = (request, answer) -> last = (HttpServletRequest) request;
    }

    static Requests alone(Row row) {
        return new ServletRequests(
                row, (request, response, application) -> application.doFilter(request, response));
    }

    static Requests tomcat(Row row) {
        RemoteIpFilter filter = new RemoteIpFilter();
        filter.setInternalProxies(row.isTrusted() ? "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}" : "10\\..*");
        filter.setHostHeader("X-Forwarded-Host");
        filter.setPortHeader("X-Forwarded-Port");
        return new ServletRequests(row, filter);
    }

    static Requests spring(Row row) {
        return new ServletRequests(row, new ForwardedHeaderFilter(row.usesForwarded()));
    }

    @Override
    public Object next() throws IOException, ServletException {
        ServletHeaders headers = requests.get(turn);
        turn = turn + 1 == requests.size() ? 0 : turn + 1;
        filter.doFilter(new ServletRequest(headers), response, application);
        return last;
    }

    @Override
    public String seen() {
        return Seen.text(
                last.getScheme(), last.getServerName(), last.getServerPort(), last.getRemoteAddr());
    }
}
