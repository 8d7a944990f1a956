package io.breakwater.testsuite.wildfly.war;

import io.breakwater.options.BreakwaterOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A bean that has what it is told injected. */
@ApplicationScoped
public class Injected {
    @Inject private BreakwaterOptions options;

    /** How many mounts the application has. */
    public int mounts() {
        return options.mounts().size();
    }
}
