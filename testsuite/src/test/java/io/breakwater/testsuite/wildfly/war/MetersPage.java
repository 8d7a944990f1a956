package io.breakwater.testsuite.wildfly.war;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows how many requests have gone to upstreams, as the runtime's Micrometer has it. */
@WebServlet("/meters")
public final class MetersPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient MeterRegistry registry;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (FunctionCounter counter :
                registry.find("breakwater.upstream.requests").functionCounters()) {
            response.getWriter()
                    .println(counter.getId().getTag("route") + "=" + (long) counter.count());
        }
    }
}
