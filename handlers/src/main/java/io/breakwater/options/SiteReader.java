package io.breakwater.options;

import io.breakwater.net.Authority;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the names, scheme and prefix of this server (B-19, B-22). */
final class SiteReader {
    private static final String SERVER_NAME = "server-name";

    private static final Pattern HSTS =
            Pattern.compile(
                    "max-age=\\d{1,10}( *; *(includeSubDomains|preload)){0,2}",
                    Pattern.CASE_INSENSITIVE);

    private final SettingsReader reader;

    SiteReader(SettingsReader reader) {
        this.reader = reader;
    }

    SiteOptions read() {
        Optional<String> serverName = reader.value(SERVER_NAME, SiteReader::hostName);
        List<String> aliases = reader.list("server-aliases", SiteReader::hostPattern);
        PathPrefix prefix =
                reader.value("url-prefix", PathPrefix::configured).orElse(PathPrefix.NONE);
        SiteOptions site =
                new SiteOptions(
                        serverName,
                        aliases,
                        reader.value("server-name-status", SiteReader::rejectStatus).orElse(403),
                        reader.flag("redirect-www", false),
                        reader.flag("allow-localhost", false),
                        probePaths(),
                        https(),
                        reader.value("url-scheme", SiteReader::scheme),
                        prefix,
                        reader.flag("url-prefix-strict", false));
        checkTogether(site);
        return site;
    }

    /** A host name in lower case, without a port. */
    static String hostName(String text) {
        Authority authority = Authority.parse(text);
        if (authority == null) {
            throw new InvalidValue(
                    "is not a host name", "Write a host name such as www.example.com");
        }
        if (authority.port().isPresent()) {
            throw new InvalidValue(
                    "has a port, and host names are compared without", "Write " + authority.host());
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String hostPattern(String text) {
        return text.startsWith("*.") ? "*." + hostName(text.substring(2)) : hostName(text);
    }

    private HttpsOptions https() {
        return new HttpsOptions(
                reader.flag("https-only", false), reader.value("hsts", SiteReader::hsts));
    }

    /** RFC 6797 section 6.1; other directives than those that browsers know are mistakes. */
    private static String hsts(String text) {
        if (!HSTS.matcher(text).matches()) {
            throw new InvalidValue(
                    "is not a policy for Strict-Transport-Security",
                    "Write max-age= and seconds, and after semicolons includeSubDomains and preload if you mean them");
        }
        return text;
    }

    private static int rejectStatus(String text) {
        return switch (text) {
            case "403" -> 403;
            case "421" -> 421;
            default ->
                    throw new InvalidValue(
                            "is not a status for a refused host", "Write 403 or 421");
        };
    }

    private static Scheme scheme(String text) {
        Scheme scheme = Scheme.parse(text);
        if (scheme == null) {
            throw new InvalidValue("is not a scheme", "Write http or https");
        }
        return scheme;
    }

    private Set<String> probePaths() {
        return new HashSet<>(
                reader.list(
                        "probe-paths",
                        path -> {
                            if (!path.startsWith("/")) {
                                throw new InvalidValue(
                                        "does not begin with a slash",
                                        "Write the exact path, such as /healthz");
                            }
                            return path;
                        }));
    }

    private void checkTogether(SiteOptions site) {
        if (!reader.has(SERVER_NAME)) {
            String what = "has no effect: without breakwater.server-name every host is let in";
            for (String key :
                    List.of(
                            "server-aliases",
                            "allow-localhost",
                            "server-name-status",
                            "redirect-www")) {
                reader.warnAt(key, what, "Set breakwater.server-name, or leave this out");
            }
            if (site.https().only()) {
                reader.warnAt(
                        "https-only",
                        "redirects to whatever host a request names: without breakwater.server-name every host is let in",
                        "Set breakwater.server-name");
            }
        } else if (site.redirectWww()
                && site.serverName().filter(name -> !name.startsWith("www.")).isPresent()) {
            reader.errorAt(
                    "redirect-www",
                    "needs a server name that begins with www.",
                    "Set breakwater.server-name=www.…, or leave this out");
        }
        if (!reader.has(SERVER_NAME) && !site.https().only()) {
            reader.warnAt(
                    "probe-paths",
                    "has no effect: without breakwater.server-name every host is let in, and nobody is redirected to https",
                    "Set breakwater.server-name or breakwater.https-only, or leave this out");
        }
        if (site.urlPrefixStrict() && site.urlPrefix().isNone()) {
            reader.warnAt(
                    "url-prefix-strict",
                    "has no effect without a prefix",
                    "Set breakwater.url-prefix, or leave this out");
        }
    }
}
