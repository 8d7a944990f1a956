package io.breakwater.testsuite.conformance;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application that redirects as servlets do, and leaves it to its container to make the location absolute. */
final class RedirectingServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String location;

    private RedirectingServlet(String location) {
        this.location = location;
    }

    static HttpHandler to(String location) {
        RedirectingServlet servlet = new RedirectingServlet(location);
        DeploymentInfo deployment =
                Servlets.deployment()
                        .setClassLoader(RedirectingServlet.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("redirecting")
                        .addServlet(
                                Servlets.servlet(
                                                "redirecting",
                                                RedirectingServlet.class,
                                                new ImmediateInstanceFactory<>(servlet))
                                        .addMapping("/*"));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        try {
            return manager.start();
        } catch (ServletException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.sendRedirect(location);
    }
}
