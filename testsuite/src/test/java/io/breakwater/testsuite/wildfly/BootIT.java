package io.breakwater.testsuite.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.WildFly;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is wrong server-wide ends the boot. */
class BootIT {
    @Test
    @DisplayName(
            "with all that is wrong in the log, each problem with its source and remedy (P-22)")
    void wrong() {
        try (WildFly server =
                WildFly.provisioned()
                        .property("breakwater.mode", "observed")
                        .configured(
                                """
                                breakwater.trusted-proxies=10.0.0.1/8
                                breakwater.trusted-proxy-headers=X-Forwarded-For, X-Real-IP
                                """)
                        .run()) {
            assertThat(server.output())
                    .contains(
                            "3 problems in the Breakwater configuration",
                            "breakwater.mode: \"observed\"",
                            "from system property breakwater.mode",
                            "breakwater.trusted-proxies: \"10.0.0.1/8\"",
                            "configuration/breakwater.properties). Write 10.0.0.0/8",
                            "breakwater.trusted-proxy-headers: \"X-Real-IP\"",
                            "WFLYSRV0056");
        }
    }
}
