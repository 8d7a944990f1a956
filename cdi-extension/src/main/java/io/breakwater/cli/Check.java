package io.breakwater.cli;

import io.breakwater.cdi.Versions;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.Key;
import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import io.breakwater.options.Setting;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Says what counts of a configuration, and what to think of it (P-22). */
final class Check {
    private final PrintStream out;

    private Check(PrintStream out) {
        this.out = out;
    }

    /** @throws io.breakwater.options.ConfigurationException with every problem */
    static void run(JarConfiguration configuration, PrintStream out) {
        BreakwaterOptions options = configuration.read().orThrow();
        List<Problem> warnings = new ArrayList<>(configuration.read().warnings());
        warnings.addAll(WideBlocks.warnings(options.trust().policy()));
        new Check(out).print(EffectiveSettings.of(configuration.settings()), warnings);
    }

    private void print(EffectiveSettings settings, List<Problem> warnings) {
        out.println("Breakwater " + Versions.breakwater());
        printUndertow(Versions.undertow());
        out.println("Configuration " + settings.fingerprint());
        for (Setting row : settings.rows()) {
            out.println(
                    "  "
                            + Keys.PREFIX
                            + row.key()
                            + " = "
                            + row.value()
                            + "  ("
                            + row.source()
                            + ")");
        }
        out.println("By default");
        Keys.all().stream().filter(key -> isDefault(key, settings)).forEach(this::printDefault);
        if (!warnings.isEmpty()) {
            out.println("Warnings");
            warnings.forEach(warning -> out.println("  - " + warning));
        }
        out.flush();
    }

    private void printUndertow(String version) {
        List<UndertowAdvisories.Advisory> open = UndertowAdvisories.openIn(version);
        out.println(
                "Undertow "
                        + version
                        + (open.isEmpty()
                                ? ", no advisory known that is open in it"
                                : ", open in it:"));
        open.forEach(
                advisory ->
                        out.println(
                                "  "
                                        + advisory.id()
                                        + ": "
                                        + advisory.what()
                                        + "; fixed in 2.3."
                                        + advisory.fixedIn()
                                        + ".Final"));
    }

    private static boolean isDefault(Key key, EffectiveSettings settings) {
        boolean ofARoute = key.name().contains("<id>");
        return !ofARoute && settings.rows().stream().noneMatch(row -> row.key().equals(key.name()));
    }

    private void printDefault(Key key) {
        out.println("  " + Keys.PREFIX + key.name() + " = " + key.defaultText().replace("`", ""));
    }
}
