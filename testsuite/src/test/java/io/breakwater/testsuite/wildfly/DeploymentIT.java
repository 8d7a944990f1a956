package io.breakwater.testsuite.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawRequest;
import io.breakwater.testsuite.peers.RawUpstream;
import io.breakwater.testsuite.peers.WildFly;
import io.breakwater.testsuite.wildfly.war.Injected;
import io.breakwater.testsuite.wildfly.war.InjectedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments that are configured by themselves: alone on one port, and on another behind the server-wide filter. */
class DeploymentIT {
    private static final String PROXY = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";
    private static final String HEADERS =
            "breakwater.trusted-proxy-headers=X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Prefix\n";
    private static final String[] TOLD = {
        "X-Forwarded-For: 6.6.6.6, 203.0.113.5",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: www.example.com",
        "X-Forwarded-Prefix: /public"
    };
    private static final String WRONG =
            """
            breakwater.trusted-proxies=10.0.0.1/8, 0.0.0.0/0
            breakwater.trusted-proxy-headers=X-Forwarded-Fro
            """;

    @AutoClose private static RawUpstream upstream;
    @AutoClose private static WildFly server;
    private static int openPort;

    @BeforeAll
    static void start() {
        upstream = RawUpstream.start();
        openPort = WildFly.freePort();
        String trusting =
                "breakwater.trusted-proxies=127.0.0.1\n%sbreakwater.mounts.api.path=/api/\nbreakwater.mounts.api.upstream=%s\n"
                        .formatted(HEADERS, upstream.url());
        String trustingOther = trusting.replace("127.0.0.1\n", "127.0.0.2\n");
        server =
                WildFly.provisioned()
                        .configured("breakwater.trusted-proxies=127.0.0.1\n" + HEADERS)
                        .changed(UndertowServers.server("open", openPort, ""))
                        .deploying(
                                new War("own").on("open").usingModule().configured(trusting)
                                        ::writeTo)
                        .deploying(
                                new War("lib").on("open").carrying(jars()).configured(trusting)
                                        ::writeTo)
                        .deploying(
                                new War("cdi")
                                                .on("open")
                                                .usingModule()
                                                .withCdi(Injected.class, InjectedPage.class)
                                                .configured(trusting)
                                        ::writeTo)
                        .deploying(new War("none").on("open").usingModule()::writeTo)
                        .deploying(
                                new War("wrong").on("open").usingModule().configured(WRONG)
                                        ::writeTo)
                        .deploying(
                                new War("wrong-cdi")
                                                .on("open")
                                                .usingModule()
                                                .withCdi(Injected.class)
                                                .configured(WRONG)
                                        ::writeTo)
                        .deploying(new War("both").usingModule().configured(trustingOther)::writeTo)
                        .deploying(
                                new War("both-lib").carrying(jars()).configured(trustingOther)
                                        ::writeTo)
                        .start();
    }

    private static Path[] jars() {
        Path module = WildFly.provisionedHome().resolve("modules/io/breakwater/main");
        try (Stream<Path> files = Files.list(module)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toArray(Path[]::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("by the module, by jars of its own, with CDI: trusts by its own properties")
    @ValueSource(strings = {"own", "lib", "cdi"})
    void trustsByItself(String war) {
        Sight told = Sight.of(PROXY, openPort, "/" + war + "/see/x", TOLD);
        assertThat(told.facts())
                .containsEntry("remoteAddr", "203.0.113.5")
                .containsEntry("requestURL", "https://www.example.com/public/" + war + "/see/x")
                .containsEntry("contextPath", "/public/" + war);
        Sight forged = Sight.of(OTHER, openPort, "/" + war + "/see/x", TOLD);
        assertThat(forged).isEqualTo(Sight.of(OTHER, openPort, "/" + war + "/see/x"));
        assertThat(forged.fact("remoteAddr")).isEqualTo(OTHER);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a mount is below the context path")
    @ValueSource(strings = {"own", "lib", "cdi"})
    void mounts(String war) {
        assertThat(RawClient.get(OTHER, openPort, "h", "/" + war + "/api/users?id=7").status())
                .isEqualTo(200);
        RawRequest request = upstream.take();
        assertThat(request.requestLine()).isEqualTo("GET /users?id=7 HTTP/1.1");
        assertThat(request.headers("X-Forwarded-For")).containsExactly(OTHER);
        assertThat(request.headers("X-Forwarded-Prefix")).containsExactly("/" + war + "/api");
    }

    @Test
    @DisplayName("beans have their options injected")
    void injected() {
        assertThat(RawClient.get(openPort, "h", "/cdi/injected").text().strip())
                .isEqualTo("mounts=1");
    }

    @Test
    @DisplayName("one that names no key is left alone")
    void leftAlone() {
        Sight seen = Sight.of(PROXY, openPort, "/none/see/x", TOLD);
        assertThat(seen.fact("remoteAddr")).isEqualTo(PROXY);
        assertThat(seen.headers()).containsKey("X-Forwarded-For");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a wrong trust list fails that deployment, with all that is wrong, and no other")
    @ValueSource(strings = {"wrong", "wrong-cdi"})
    void wrong(String war) {
        assertThat(server.hasDeployed(war + ".war")).isFalse();
        assertThat(server.hasDeployed("own.war")).as(server.output()).isTrue();
        assertThat(RawClient.get(openPort, "h", "/" + war + "/see/x").status()).isEqualTo(404);
        assertThat(server.output())
                .contains(
                        "3 problems in the Breakwater configuration",
                        "breakwater.trusted-proxies: \"10.0.0.1/8\"",
                        "breakwater.trusted-proxies: \"0.0.0.0/0\"",
                        "breakwater.trusted-proxy-headers: \"X-Forwarded-Fro\"",
                        "microprofile-config.properties");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "behind the server-wide filter its decision stands, also for a copy in another class loader (B-17)")
    @ValueSource(strings = {"both", "both-lib"})
    void outerDecisionStands(String war) {
        Sight told = Sight.of(PROXY, server.port(), "/" + war + "/see/x", TOLD);
        assertThat(told.facts())
                .containsEntry("remoteAddr", "203.0.113.5")
                .containsEntry("requestURL", "https://www.example.com/public/" + war + "/see/x");
        Sight forged = Sight.of(OTHER, server.port(), "/" + war + "/see/x", TOLD);
        assertThat(forged)
                .as("who is trusted by the deployment alone is a stranger")
                .isEqualTo(Sight.of(OTHER, server.port(), "/" + war + "/see/x"));
        assertThat(forged.fact("remoteAddr")).isEqualTo(OTHER);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("behind it, mounts of the deployment tell of the client that it has decided on")
    @ValueSource(strings = {"both", "both-lib"})
    void outerDecisionIsToldOn(String war) {
        assertThat(RawClient.get(PROXY, server.port(), "h", "/" + war + "/api/x", TOLD).status())
                .isEqualTo(200);
        RawRequest request = upstream.take();
        assertThat(request.headers("X-Forwarded-For").get(0)).startsWith("203.0.113.5");
        assertThat(request.headers("X-Forwarded-Proto")).containsExactly("https");
        assertThat(request.headers("X-Forwarded-Prefix"))
                .containsExactly("/public/" + war + "/api");
    }
}
