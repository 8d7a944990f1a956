package io.breakwater.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.undertow.LiveServer;
import io.undertow.Handlers;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletSessionConfig;
import io.undertow.util.Headers;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B-21 where a deployment is not of the plainest kind. Clients see it at {@code /shop/app}. */
class DeploymentTest {
    private static DeploymentInfo deployment() {
        return Servlets.deployment()
                .setClassLoader(Application.class.getClassLoader())
                .setDeploymentName("application")
                .setContextPath("/app")
                .addServlet(Servlets.servlet(Application.Pages.class).addMapping("/do/*"))
                .addServlet(Servlets.servlet(Application.Seeing.class).addMapping("/see/*"));
    }

    private static HttpHandler behindPrefix(DeploymentInfo deployment) throws ServletException {
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        HttpHandler container =
                Handlers.path().addPrefixPath(deployment.getContextPath(), manager.start());
        return Breakwater.builder().urlPrefix("/shop").build(container);
    }

    private static String get(HttpHandler handler, String path) throws IOException {
        try (LiveServer server = new LiveServer(handler)) {
            return server.send("GET " + path + " HTTP/1.1", "Host: h");
        }
    }

    @ParameterizedTest(name = "path {0} becomes {1}")
    @CsvSource({
        "/app, /shop/app",
        "/, /shop",
        "/app/do, /shop/app/do",
        "/shop/app, /shop/app",
        "/shopping, /shop/shopping"
    })
    void a_configured_path_of_the_session_cookie_gets_the_prefix_unless_it_has_it(
            String configured, String shown) throws Exception {
        DeploymentInfo deployment =
                deployment()
                        .setServletSessionConfig(
                                new ServletSessionConfig().setName("SID").setPath(configured));
        assertThat(get(behindPrefix(deployment), "/shop/app/do/session"))
                .containsPattern("Set-Cookie: SID=[^;]*; (?i:path)=" + shown + "\r\n");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "/app/login, /shop/app/login",
        "/sso/login?next=/app, /sso/login?next=/app",
        "https://h/sso/login, https://h/sso/login",
        "/shop/app/login, /shop/app/login",
        "https://h:8443/app/login#a, https://h:8443/shop/app/login#a",
        "//H/app/login, //H/shop/app/login",
        "https://login.example/app/login, https://login.example/app/login",
        "login, login"
    })
    void what_answers_in_the_applications_place_may_know_the_prefix_or_lead_elsewhere(
            String written, String shown) throws Exception {
        HandlerWrapper mechanism =
                application ->
                        exchange -> {
                            exchange.setStatusCode(302);
                            exchange.getResponseHeaders().put(Headers.LOCATION, written);
                        };
        assertThat(get(behindPrefix(deployment().addSecurityWrapper(mechanism)), "/shop/app/see/x"))
                .contains("Location: " + shown + "\r\n");
    }

    @Test
    void registering_the_extension_twice_does_no_harm() throws Exception {
        DeploymentInfo deployment =
                deployment().addServletExtension(new BreakwaterServletExtension());
        assertThat(get(behindPrefix(deployment), "/shop/app/see/x"))
                .contains("context=/shop/app\n")
                .contains("uri=/shop/app/see/x\n");
        assertThat(get(behindPrefix(deployment), "/shop/app/do/redirect?to=x"))
                .contains("Location: http://h/shop/app/do/x\r\n");
    }

    @Test
    void an_access_log_says_what_the_client_asked_for() throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        HttpHandler logged =
                new AccessLogHandler(
                        behindPrefix(deployment()),
                        line::complete,
                        "%r",
                        DeploymentTest.class.getClassLoader());
        get(logged, "/shop/app/see/a%20b?q");
        assertThat(line.get(10, TimeUnit.SECONDS)).isEqualTo("GET /shop/app/see/a%20b?q HTTP/1.1");
    }
}
