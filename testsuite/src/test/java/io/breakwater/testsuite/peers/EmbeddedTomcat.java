package io.breakwater.testsuite.peers;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat in this JVM with a servlet that echoes bodies. */
public final class EmbeddedTomcat implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    private EmbeddedTomcat(Path directory) throws LifecycleException {
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "echo", new EchoServlet()).addMapping("/");
        tomcat.start();
    }

    public static EmbeddedTomcat start() {
        try {
            return new EmbeddedTomcat(Files.createTempDirectory("breakwater-tomcat"));
        } catch (IOException | LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@code http://127.0.0.1:port/} */
    public String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/";
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class EchoServlet extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            switch (request.getServletPath()) {
                case "/redirect-internal" -> {
                    response.setStatus(HttpServletResponse.SC_FOUND);
                    response.setHeader(
                            "Location", "http://127.0.0.1:" + request.getLocalPort() + "/target");
                }
                case "/cookie" -> response.addHeader("Set-Cookie", "session=1; Path=/; HttpOnly");
                default ->
                        response.getOutputStream().write(request.getInputStream().readAllBytes());
            }
        }
    }
}
