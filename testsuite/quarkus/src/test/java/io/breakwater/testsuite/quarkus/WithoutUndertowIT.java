package io.breakwater.testsuite.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An application that has excluded Undertow; what it decides on its own port is in {@link OwnPortIT}. */
class WithoutUndertowIT {
    @Test
    void has_no_class_of_Undertow() {
        assertThat(QuarkusProcess.libraries())
                .anyMatch(jar -> jar.contains("breakwater-cdi"))
                .noneMatch(jar -> jar.contains("undertow") || jar.contains("xnio"));
    }

    @Test
    void refuses_to_listen_and_says_what_is_missing() {
        assertThat(QuarkusProcess.refusal("breakwater.listen=127.0.0.1:0"))
                .contains(
                        "breakwater.listen: needs io.undertow:undertow-core, which is not on the class path",
                        "Leave it out, or do not exclude that from breakwater-cdi");
    }
}
