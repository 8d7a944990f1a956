package io.breakwater.testsuite.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawUpstream;
import io.breakwater.testsuite.peers.WildFly;
import io.breakwater.testsuite.wildfly.war.MetersPage;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The module in all deployments, as the layer {@code breakwater-deployments} installs it, and configured for all of them by a config-source of
 * the MicroProfile Config subsystem.
 */
class EveryDeploymentIT {
    private static final String PROXY = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";
    private static final String[] TOLD = {
        "X-Forwarded-For: 6.6.6.6, 203.0.113.5",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Prefix: /public"
    };
    private static final String SUBSYSTEM =
            "<subsystem xmlns=\"urn:wildfly:microprofile-config-smallrye:2.0\"";
    private static final String TRUSTING_OTHER = "breakwater.trusted-proxies=127.0.0.2\n";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @AutoClose private static RawUpstream upstream;
    @AutoClose private static WildFly server;

    @BeforeAll
    static void start() {
        upstream = RawUpstream.start();
        server =
                WildFly.withEveryDeployment()
                        .changed(EveryDeploymentIT::configured)
                        .deploying(new War("silent")::writeTo)
                        .deploying(new War("own").configured(TRUSTING_OTHER)::writeTo)
                        .deploying(
                                new War("louder")
                                                .configured("config_ordinal=200\n" + TRUSTING_OTHER)
                                        ::writeTo)
                        .deploying(new War("metered").withCdi(MetersPage.class)::writeTo)
                        .start();
    }

    private static String configured(String xml) {
        String source =
                """
                <config-source name="breakwater" ordinal="150">
                  <property name="breakwater.trusted-proxies" value="127.0.0.1"/>
                  <property name="breakwater.trusted-proxy-headers" value="X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Prefix"/>
                  <property name="breakwater.mounts.api.path" value="/api/"/>
                  <property name="breakwater.mounts.api.upstream" value="%s"/>
                </config-source>
                """
                        .formatted(upstream.url());
        return xml.replace(SUBSYSTEM + "/>", SUBSYSTEM + ">" + source + "</subsystem>");
    }

    private static Sight seen(String from, String war, String... headerLines) {
        return Sight.of(from, server.port(), "/" + war + "/see/x", headerLines);
    }

    @Test
    @DisplayName("one that says nothing of Breakwater trusts whom the subsystem says")
    void silent() {
        assertThat(seen(PROXY, "silent", TOLD).facts())
                .containsEntry("remoteAddr", "203.0.113.5")
                .containsEntry("scheme", "https")
                .containsEntry("contextPath", "/public/silent");
        Sight forged = seen(OTHER, "silent", TOLD);
        assertThat(forged).isEqualTo(seen(OTHER, "silent"));
        assertThat(forged.fact("remoteAddr")).isEqualTo(OTHER);
    }

    @Test
    @DisplayName("the subsystem goes before a deployment's own properties, by its ordinal")
    void ordinal() {
        assertThat(seen(PROXY, "own", TOLD).fact("remoteAddr")).isEqualTo("203.0.113.5");
        assertThat(seen(OTHER, "own", TOLD)).isEqualTo(seen(OTHER, "own"));
    }

    @Test
    @DisplayName("and behind them where theirs is higher")
    void higherOrdinal() {
        assertThat(seen(OTHER, "louder", TOLD).fact("remoteAddr")).isEqualTo("203.0.113.5");
        assertThat(seen(PROXY, "louder", TOLD)).isEqualTo(seen(PROXY, "louder"));
    }

    @Test
    @DisplayName(
            "requests to upstreams are counted in the Micrometer that its beans have injected (P-21)")
    void meters() {
        assertThat(RawClient.get(OTHER, server.port(), "h", "/metered/api/x").status())
                .isEqualTo(200);
        assertThat(upstream.take().requestLine()).isEqualTo("GET /x HTTP/1.1");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String counted = counted();
        while (counted.equals("api=0") && System.nanoTime() < deadline) {
            counted = counted(); // what was read a moment ago is not read again at once
        }
        assertThat(counted).isEqualTo("api=1");
    }

    private static String counted() {
        return RawClient.get(server.port(), "h", "/metered/meters").text().strip();
    }
}
