package io.breakwater.testsuite.wildfly.war;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows what was injected. */
@WebServlet("/injected")
public final class InjectedPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient Injected injected;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().println("mounts=" + injected.mounts());
    }
}
