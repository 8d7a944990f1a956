package io.breakwater.testsuite.wildfly.war;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does what servlets commonly do: {@code /do/redirect}, {@code /do/session}, {@code /do/async}, {@code /do/error}; else it shows the request. */
public final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String page = String.valueOf(request.getPathInfo());
        switch (page) {
            case "/redirect" -> response.sendRedirect("landed");
            case "/session" -> {
                request.getSession(true);
                Seen.show(request, response);
            }
            case "/async" -> {
                AsyncContext async = request.startAsync();
                async.dispatch("/see/async");
            }
            case "/error" -> response.sendError(HttpServletResponse.SC_CONFLICT);
            default -> Seen.show(request, response);
        }
    }
}
