package io.breakwater.cdi;

import io.breakwater.forwarded.TrustPolicy;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.ReadOptions;
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
        TrustPolicy policy = options.trust().policy();
        return "Breakwater "
                + Versions.breakwater()
                + " with "
                + server
                + ": mode "
                + mode(options)
                + ", trusts "
                + words(policy.trusted().entries(), "nobody")
                + ", believes "
                + words(policy.headers().names(), "no header")
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

    private static String words(List<String> words, String none) {
        return words.isEmpty() ? none : String.join(" ", words);
    }
}
