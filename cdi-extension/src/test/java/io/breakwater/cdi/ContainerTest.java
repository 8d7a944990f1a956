package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.undertow.Decision;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a Weld SE container, configured by a file on the class path. */
class ContainerTest {
    private static final String LISTEN = "breakwater.listen=127.0.0.1:0\n";

    @TempDir Path directory;
    private final ClassLoader original = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(original);
    }

    @Test
    void puts_the_trust_decision_before_the_application() throws Exception {
        configure(
                LISTEN
                        + """
                        breakwater.trusted-proxies=loopback
                        breakwater.trusted-proxy-headers=X-Forwarded-For
                        """);
        try (SeContainer container = container(Echo.class)) {
            assertThat(get(server(container), "X-Forwarded-For", "203.0.113.5"))
                    .isEqualTo("203.0.113.5");
        }
    }

    @Test
    void believes_nobody_who_is_not_listed() throws Exception {
        configure(LISTEN);
        try (SeContainer container = container(Echo.class)) {
            assertThat(get(server(container), "X-Forwarded-For", "203.0.113.5"))
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void shows_requests_where_that_is_on_and_there_is_no_application() throws Exception {
        configure(LISTEN + "breakwater.whoami=true\n");
        try (SeContainer container = container(Other.class)) {
            assertThat(get(server(container), "A", "b")).contains("\"REMOTE_ADDR\":\"127.0.0.1\"");
        }
    }

    @Test
    void injects_the_options_and_the_server() throws IOException {
        configure(LISTEN + "breakwater.via=x\n");
        try (SeContainer container = container(Other.class)) {
            Other other = container.select(Other.class).get();
            assertThat(other.options.via()).isEqualTo("x");
            assertThat(other.server.addresses())
                    .singleElement()
                    .satisfies(address -> assertThat(address.port()).isPositive());
        }
    }

    @Test
    void injects_the_decision_and_the_url_of_the_current_request() throws Exception {
        configure(
                LISTEN
                        + """
                        breakwater.trusted-proxies=loopback
                        breakwater.trusted-proxy-headers=X-Forwarded-Host
                        breakwater.url-prefix=/shop
                        """);
        try (SeContainer container = container(Seen.class)) {
            BreakwaterServer server = server(container);
            assertThat(get(server, "X-Forwarded-Host", "a.example"))
                    .isEqualTo("forwarded http://a.example/shop/ http://a.example/shop/x");
            assertThat(get(server, "X-Forwarded-Host", "b.example")).contains("//b.example/");
            assertThat(get(server, "X-Real-IP", "192.0.2.1"))
                    .contains("forwarded http://127.0.0.1:");
            assertThat(get(server, "A", "b")).startsWith("direct http://127.0.0.1:");
        }
    }

    @Test
    void the_current_request_goes_along_to_other_threads() throws Exception {
        configure(
                LISTEN
                        + """
                        breakwater.trusted-proxies=loopback
                        breakwater.trusted-proxy-headers=X-Forwarded-Host
                        """);
        try (SeContainer container = container(SeenTwiceDispatched.class)) {
            assertThat(get(server(container), "X-Forwarded-Host", "a.example"))
                    .isEqualTo("forwarded http://a.example/ http://a.example/x");
        }
    }

    @Test
    void there_is_no_current_request_outside_of_requests() throws Exception {
        configure(LISTEN);
        try (SeContainer container = container(Seen.class)) {
            Decision decision = container.select(Decision.class).get();
            assertThatThrownBy(decision::verdict)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("works for no request");
            get(server(container), "A", "b");
            assertThatThrownBy(decision::verdict).isInstanceOf(IllegalStateException.class);
        }
    }

    /** A build compatible extension beside the portable one would be a second server. */
    @Test
    void the_portable_extension_is_the_only_one_where_there_is_one() throws IOException {
        configure(LISTEN);
        try (SeContainer container =
                SeContainerInitializer.newInstance().addBeanClasses(Other.class).initialize()) {
            assertThat(container.select(BreakwaterServer.class).isResolvable()).isTrue();
            assertThat(container.select(LiteDeployment.class).isUnsatisfied()).isTrue();
            assertThat(server(container).addresses()).hasSize(1);
        }
    }

    @Test
    void listens_only_where_that_is_asked_for() throws IOException {
        configure("breakwater.via=x\n");
        try (SeContainer container = container(Echo.class)) {
            assertThat(server(container).addresses()).isEmpty();
        }
        configure(LISTEN + "breakwater.enabled=false\n");
        try (SeContainer container = container(Echo.class)) {
            assertThat(server(container).addresses()).isEmpty();
        }
    }

    @Test
    void stops_with_the_container() throws IOException {
        configure(LISTEN);
        SeContainer container = container(Echo.class);
        BreakwaterServer server = server(container);
        int port = server.addresses().get(0).port();
        container.close();
        assertThat(server.addresses()).isEmpty();
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }

    @Test
    void refuses_the_deployment() throws IOException {
        configure(LISTEN + "breakwater.vai=x\n");
        assertThatThrownBy(() -> container(Echo.class)).isInstanceOf(RuntimeException.class);
    }

    @Test
    @Tag("weld") // OpenWebBeans has the report in its log only
    void refuses_the_deployment_with_all_problems() throws IOException {
        configure(
                LISTEN
                        + """
                        breakwater.trusted-proxies=localhost
                        breakwater.url-scheme=ftp
                        breakwater.vai=x
                        breakwater.server-name=${nope}
                        """);
        assertThatThrownBy(() -> container(Echo.class))
                .hasStackTraceContaining(ConfigurationException.class.getName())
                .hasStackTraceContaining("4 problems in the Breakwater configuration:")
                .hasStackTraceContaining("- breakwater.trusted-proxies: \"localhost\"")
                .hasStackTraceContaining("- breakwater.url-scheme: \"ftp\"")
                .hasStackTraceContaining("- breakwater.vai: \"x\"")
                .hasStackTraceContaining("- breakwater.server-name: \"${nope}\"");
    }

    @Test
    void fails_when_the_address_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            configure("breakwater.listen=127.0.0.1:" + taken.getLocalPort() + "\n");
            assertThatThrownBy(() -> container(Echo.class))
                    .hasStackTraceContaining("cannot listen on");
        }
    }

    @Test
    void starts_after_the_application() throws IOException {
        configure(LISTEN);
        try (SeContainer container = container(Early.class)) {
            assertThat(container.select(Early.class).get().startedWithNobodyListening()).isTrue();
            assertThat(server(container).addresses()).isNotEmpty();
        }
    }

    @Test
    void has_no_application_where_several_could_be_it() throws Exception {
        configure(LISTEN);
        try (SeContainer container = container(Echo.class, OtherEcho.class)) {
            assertThat(status(server(container))).isEqualTo(404);
        }
    }

    /** An application that answers with the address it sees. */
    @ApplicationScoped
    static class Echo implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.getResponseSender().send(exchange.getSourceAddress().getHostString());
        }
    }

    /** Answers with what is injected. */
    @ApplicationScoped
    static class Seen implements HttpHandler {
        @Inject Decision decision;
        @Inject PublicUrl url;

        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.getResponseSender().send(decision.verdict() + " " + url + " " + url.of("/x"));
        }
    }

    @ApplicationScoped
    static class SeenTwiceDispatched extends Seen {
        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.dispatch(worker -> worker.dispatch(again -> super.handleRequest(again)));
        }
    }

    @ApplicationScoped
    static class OtherEcho extends Echo {}

    @Dependent
    static class Other {
        @Inject BreakwaterOptions options;
        @Inject BreakwaterServer server;
    }

    @ApplicationScoped
    static class Early {
        private boolean started;
        private boolean listening;

        boolean startedWithNobodyListening() {
            return started && !listening;
        }

        void start(@Observes Startup event, BreakwaterServer server) {
            started = true;
            listening = !server.addresses().isEmpty();
        }
    }

    private void configure(String properties) throws IOException {
        Path file =
                Files.createTempDirectory(directory, "")
                        .resolve("META-INF/microprofile-config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, properties);
        Files.writeString(
                file.resolveSibling("beans.xml"), "<beans bean-discovery-mode=\"none\"/>");
        URL[] path = {file.getParent().getParent().toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(path, original));
    }

    @SuppressWarnings("unchecked") // a generic array for varargs
    private static SeContainer container(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(BreakwaterExtension.class)
                .addBeanClasses(beans)
                .initialize();
    }

    private static BreakwaterServer server(SeContainer container) {
        return container.select(BreakwaterServer.class).get();
    }

    private static int status(BreakwaterServer server) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.urls().get(0))).build()).statusCode();
    }

    private static String get(BreakwaterServer server, String header, String value)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.urls().get(0)))
                        .header(header, value)
                        .build())
                .body();
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
