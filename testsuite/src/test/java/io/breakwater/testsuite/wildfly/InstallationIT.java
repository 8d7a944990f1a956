package io.breakwater.testsuite.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.WildFly;
import io.breakwater.testsuite.peers.WildFlyDistribution;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The zip and its scripts, in an unmodified distribution that does not run. */
class InstallationIT {
    private static final String FILTER =
            "<expression-filter name=\"breakwater\" expression=\"breakwater()\" module=\"io.breakwater\"/>";
    private static final String REFERENCE = "<filter-ref name=\"breakwater\" priority=\"1\"/>";

    @AutoClose private static WildFlyDistribution wildfly;

    @BeforeAll
    static void unpack() {
        wildfly = WildFlyDistribution.unpacked();
    }

    @Test
    @DisplayName(
            "a standalone server: the filter is in front of every host, nothing believes before it; afterwards all is as it was")
    void standalone() {
        String file = "standalone/configuration/standalone.xml";
        wildfly.cli(
                """
                embed-server --std-out=discard
                /subsystem=undertow/server=second:add(default-host=a)
                /subsystem=undertow/server=second/host=a:add
                /subsystem=undertow/server=second/host=b:add
                /subsystem=undertow/server=second/http-listener=second:add(socket-binding=ajp,certificate-forwarding="${env.CERT:true}")
                /subsystem=undertow/server=default-server/https-listener=https:write-attribute(name=proxy-address-forwarding,value=true)
                """);
        String before = wildfly.read(file);
        Map<String, Long> files = wildfly.modules();
        wildfly.overlay();
        wildfly.script("install-standalone-offline.cli");
        String installed = wildfly.read(file);
        assertThat(installed).containsOnlyOnce(FILTER);
        assertThat(installed.split(REFERENCE, -1)).as("three hosts").hasSize(4);
        assertThat(installed)
                .doesNotContain("proxy-address-forwarding=", "certificate-forwarding=");
        wildfly.script("install-standalone-offline.cli");
        assertThat(wildfly.read(file)).as("installed again").isEqualTo(installed);
        wildfly.script("uninstall-standalone-offline.cli");
        assertThat(wildfly.read(file)).as("uninstalled").isEqualTo(before);
        wildfly.script("uninstall-standalone-offline.cli");
        assertThat(wildfly.read(file)).as("uninstalled again").isEqualTo(before);
        wildfly.removeOverlay();
        assertThat(wildfly.modules()).isEqualTo(files);
    }

    @Test
    @DisplayName("a profile of a domain, and no other")
    void domain() {
        String file = "domain/configuration/domain.xml";
        String before = wildfly.read(file);
        wildfly.overlay();
        wildfly.script("install-domain-offline.cli");
        assertThat(wildfly.read(file)).containsOnlyOnce(FILTER).containsOnlyOnce(REFERENCE);
        wildfly.script("uninstall-domain-offline.cli");
        assertThat(WildFlyDistribution.canonical(wildfly.read(file)))
                .isEqualTo(WildFlyDistribution.canonical(before));
        wildfly.removeOverlay();
    }

    @Test
    @DisplayName("the zip and the feature pack bring the same module, byte by byte")
    void zipAndFeaturePack() {
        wildfly.overlay();
        Map<String, Long> unpacked = wildfly.module();
        wildfly.removeOverlay();
        assertThat(unpacked).hasSize(4);
        assertThat(WildFlyDistribution.moduleProvisionedIn(WildFly.provisionedHome()))
                .isEqualTo(unpacked);
        assertThat(WildFlyDistribution.moduleProvisionedIn(WildFly.provisionedHomeOfDeployments()))
                .isEqualTo(unpacked);
    }
}
