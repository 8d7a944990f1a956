package io.breakwater.cdi;

import io.breakwater.forwarded.HeaderChoice;
import io.breakwater.forwarded.NamedProxy;
import io.breakwater.forwarded.TrustList;
import io.breakwater.forwarded.TrustPolicy;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.TrustOptions;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What the log says at every start: the warnings, and one line with everything that is worth comparing (P-22). */
public final class StartLog {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private StartLog() {}

    /** Writes it, for a configuration without errors. */
    public static void write(ReadOptions read, EffectiveSettings settings) {
        write(read, settings, "Undertow " + Versions.undertow());
    }

    /** The same, where Undertow is not the server. */
    static void write(ReadOptions read, EffectiveSettings settings, String server) {
        read.warnings().forEach(LOG::warn);
        LOG.info(line(read.orThrow(), settings, server));
    }

    static String line(BreakwaterOptions options, EffectiveSettings settings, String server) {
        return "Breakwater "
                + Versions.breakwater()
                + " with "
                + server
                + ": mode "
                + mode(options)
                + ", "
                + trust(options.trust())
                + ", mounts "
                + options.mounts().size()
                + ", virtual hosts "
                + options.virtualHosts().size()
                + ", configuration "
                + settings.fingerprint();
    }

    private static String mode(BreakwaterOptions options) {
        if (!options.enabled()) {
            return "off";
        }
        return options.trust().observe() ? "observe" : "enforce";
    }

    /** Whom the flat list trusts, unless there are only proxies with a name; then those. */
    private static String trust(TrustOptions options) {
        TrustPolicy policy = options.policy();
        List<String> said = new ArrayList<>();
        if (options.named().isEmpty() || !policy.trusted().entries().isEmpty()) {
            said.add(trust("trusts", policy.trusted(), policy.headers()));
        }
        for (NamedProxy proxy : options.named()) {
            String who = "trusts " + proxy.id() + " at";
            said.add(trust(who, proxy.addresses(), proxy.policy().headers()));
        }
        return String.join(", ", said);
    }

    private static String trust(String who, TrustList trusted, HeaderChoice headers) {
        return who
                + " "
                + words(trusted.entries(), "nobody")
                + ", believes "
                + words(headers.names(), "no header");
    }

    private static String words(List<String> words, String none) {
        return words.isEmpty() ? none : String.join(" ", words);
    }
}
