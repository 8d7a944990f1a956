package io.breakwater.testsuite.wildfly.war;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;

/** Shows what a servlet sees of a request, a line for each fact. */
public final class Seen extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        show(request, response);
    }

    static void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter page = response.getWriter();
        page.println("remoteAddr=" + request.getRemoteAddr());
        page.println("scheme=" + request.getScheme());
        page.println("secure=" + request.isSecure());
        page.println("serverName=" + request.getServerName());
        page.println("serverPort=" + request.getServerPort());
        page.println("contextPath=" + request.getContextPath());
        page.println("requestURI=" + request.getRequestURI());
        page.println("requestURL=" + request.getRequestURL());
        page.println("servletPath=" + request.getServletPath());
        page.println("remoteUser=" + request.getRemoteUser());
        page.println("dispatcherType=" + request.getDispatcherType());
        for (String name : Collections.list(request.getHeaderNames())) {
            page.println(name + ": " + request.getHeader(name));
        }
    }
}
