package io.breakwater.options;

import io.breakwater.net.Ascii;
import io.breakwater.net.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns what was written into options, or into everything that is wrong with it (P-22).
 *
 * <p>All ways of configuring end here, so that each of them has the same values, checks and messages.
 */
public final class OptionsReader {
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);
    private static final String DEFAULT_VIA = "breakwater";

    private final SettingsReader reader;

    private OptionsReader(Settings settings) {
        this.reader = new SettingsReader(settings);
    }

    public static ReadOptions read(Settings settings) {
        return new OptionsReader(settings).read();
    }

    private ReadOptions read() {
        checkNames();
        Duration socketTimeout = reader.duration("socket-timeout").orElse(SOCKET_TIMEOUT);
        Duration proxyTimeout = reader.duration("proxy-timeout").orElse(socketTimeout);
        RouteReader routes = new RouteReader(reader, proxyTimeout);
        BreakwaterOptions options =
                new BreakwaterOptions(
                        reader.flag("enabled", true),
                        new TrustReader(reader).read(),
                        new SiteReader(reader).read(),
                        routes.mounts(),
                        routes.virtualHosts(),
                        new DocumentReader(reader).read(),
                        new LimitOptions(socketTimeout, maxRequestBody()),
                        new ListenReader(reader).read(),
                        reader.value("via", OptionsReader::pseudonym).orElse(DEFAULT_VIA),
                        reader.flag("whoami", false));
        checkTogether(options);
        boolean usable = reader.errors().isEmpty();
        return new ReadOptions(
                usable ? Optional.of(options) : Optional.empty(),
                reader.errors(),
                reader.warnings());
    }

    private void checkNames() {
        boolean unknownIsError =
                !reader.text("unknown-keys")
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .equals(Optional.of("warn"));
        reader.choice("unknown-keys", true, Map.of("error", true, "warn", false));
        for (String written : reader.settings().keys()) {
            Setting setting = reader.settings().last(written).orElseThrow();
            if (Keys.find(written).isEmpty()) {
                unknown(setting, unknownIsError && !setting.fromEnvironment());
            }
        }
    }

    private void unknown(Setting setting, boolean isError) {
        String remedy =
                Keys.nearest(setting.key())
                        .map(near -> "Did you mean " + Keys.PREFIX + near + "?")
                        .orElse("The keys are in the table of README.md");
        if (isError) {
            reader.error(
                    setting, setting.value(), "is the value of a key that does not exist", remedy);
        } else {
            reader.warn(
                    setting,
                    setting.value(),
                    "is the value of a key that does not exist, and is ignored",
                    remedy);
        }
    }

    private OptionalLong maxRequestBody() {
        return reader.value("max-request-body", OptionsReader::limit)
                .orElseGet(OptionalLong::empty);
    }

    /** The word takes back what a weaker source says. */
    private static OptionalLong limit(String text) {
        return text.equals("unlimited")
                ? OptionalLong.empty()
                : OptionalLong.of(Quantities.bytes(text));
    }

    private static String pseudonym(String text) {
        if (!text.chars().allMatch(c -> Ascii.isTokenChar((char) c))) {
            throw new InvalidValue("is not a token", "Use letters, digits and -");
        }
        return text;
    }

    private void checkTogether(BreakwaterOptions options) {
        if (options.trust().observe()) {
            reader.warnAt(
                    "mode",
                    "protects nothing: forged headers reach the application",
                    "Write enforce when the log shows what you expect");
        }
        if (!options.trust().policy().strip()) {
            reader.warnAt(
                    "strip-untrusted",
                    "lets forged headers reach the application",
                    "Write true unless something else removes them");
        }
        List<ListenAddress> open =
                options.listen().all().stream().filter(address -> !address.isLoopback()).toList();
        if (options.whoami() && !open.isEmpty()) {
            reader.warnAt(
                    "whoami",
                    "shows requests to everybody who can connect to " + open.get(0),
                    "Write false when you have seen enough");
        }
    }
}
