package io.breakwater.testsuite.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.WildFly;
import io.breakwater.testsuite.peers.WildFlyDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip and its scripts, in an unmodified distribution that runs. */
class OnlineInstallationIT {
    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";
    private static final String FORGED = "X-Forwarded-For: 203.0.113.5";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String WATCH = "breakwater-files";
    private static final String LISTENER =
            "/subsystem=undertow/server=default-server/http-listener=default";

    @AutoClose private final WildFlyDistribution wildfly = WildFlyDistribution.unpacked();
    @AutoClose private WildFly server;
    @TempDir private Path directory;

    /** With everything on that believes anybody. */
    @BeforeEach
    void start() throws IOException {
        Path trusted = Files.writeString(directory.resolve("trusted.txt"), PROXY + "\n");
        wildfly.overlay();
        server =
                wildfly.server()
                        .configured(
                                """
                                breakwater.trusted-proxies=file:%s
                                breakwater.trusted-proxy-headers=X-Forwarded-For
                                """
                                        .formatted(trusted))
                        .deploying(new War("shop")::writeTo)
                        .start();
        wildfly.cli(
                """
                %1$s:write-attribute(name=proxy-address-forwarding,value=true)
                %1$s:write-attribute(name=certificate-forwarding,value="${env.CERT:true}")
                reload
                """
                        .formatted(LISTENER),
                server);
    }

    @Test
    @DisplayName(
            "install, reload, again, uninstall, reload: each does what it says, and leaves nothing behind")
    void standalone() {
        String before = server.configuration();
        assertThat(address(STRANGER)).as("as it was").isEqualTo("203.0.113.5");

        wildfly.script("install-standalone.cli", server);
        wildfly.cli("reload", server);
        String installed = server.configuration();
        assertThat(installed)
                .contains("<filter-ref name=\"breakwater\"")
                .doesNotContain("proxy-address-forwarding=", "certificate-forwarding=");
        assertThat(address(STRANGER)).as("a stranger").isEqualTo(STRANGER);
        assertThat(address(PROXY)).as("the proxy").isEqualTo("203.0.113.5");
        assertThat(server.threads(WATCH)).isEqualTo(1);

        wildfly.script("install-standalone.cli", server);
        assertThat(server.configuration()).as("installed again").isEqualTo(installed);
        wildfly.cli("reload", server);
        assertThat(address(STRANGER)).as("a stranger, reloaded").isEqualTo(STRANGER);
        awaitWatches(1);

        wildfly.script("uninstall-standalone.cli", server);
        wildfly.cli("reload", server);
        assertThat(server.configuration()).as("uninstalled").isEqualTo(before);
        assertThat(address(STRANGER)).as("as it was").isEqualTo("203.0.113.5");
        awaitWatches(0);
        wildfly.script("uninstall-standalone.cli", server);
        assertThat(server.configuration()).as("uninstalled again").isEqualTo(before);
    }

    private String address(String from) {
        return Sight.of(from, server.port(), "/shop/see/x", FORGED).fact("remoteAddr");
    }

    /** Those of before a reload end a moment after it. */
    private void awaitWatches(int count) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (server.threads(WATCH) != count) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }
}
