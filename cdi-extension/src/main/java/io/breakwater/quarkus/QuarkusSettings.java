package io.breakwater.quarkus;

import io.breakwater.config.SourceNames;
import io.breakwater.options.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Settings of Quarkus that believe forwarding headers, or whole connections, before Breakwater can decide (B-23, B-25). */
final class QuarkusSettings {
    private static final String ADDRESS_FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String PROXY_PROTOCOL = "quarkus.http.proxy.use-proxy-protocol";

    private QuarkusSettings() {}

    static List<Problem> problems(Config config) {
        List<Problem> problems = new ArrayList<>();
        if (isOn(config, ADDRESS_FORWARDING) && !isOn(config, "breakwater.allow-earlier-rewrite")) {
            problems.add(
                    on(
                            config,
                            ADDRESS_FORWARDING,
                            "believes the left-most address, whoever wrote it, before Breakwater decides",
                            "Remove it and all other quarkus.http.proxy keys: breakwater.trusted-proxies and"
                                    + " breakwater.trusted-proxy-headers take their place"));
        }
        if (isOn(config, PROXY_PROTOCOL)) {
            problems.add(
                    on(
                            config,
                            PROXY_PROTOCOL,
                            "believes PROXY headers of everybody who connects",
                            "Remove it, and let Breakwater listen: breakwater.listen, breakwater.listen-proxy-protocol"
                                    + " and breakwater.proxy-protocol-trusted"));
        }
        return problems;
    }

    private static Problem on(Config config, String key, String what, String remedy) {
        return new Problem(
                key,
                Optional.of("true"),
                what,
                Optional.of(SourceNames.shown(config.getConfigValue(key).getSourceName(), key)),
                remedy);
    }

    private static boolean isOn(Config config, String key) {
        return config.getOptionalValue(key, Boolean.class).orElse(false);
    }
}
