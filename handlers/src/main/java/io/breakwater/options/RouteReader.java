package io.breakwater.options;

import io.breakwater.net.PathPrefix;
import io.breakwater.options.UpstreamOptions.ClientCertStyle;
import io.breakwater.options.UpstreamOptions.ForwardedStyle;
import io.breakwater.route.UpstreamUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads mounts and virtual hosts (P-1, P-4, P-6, P-7, P-14). */
final class RouteReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Map<String, ForwardedStyle> STYLES =
            Map.of(
                    "x", ForwardedStyle.X,
                    "rfc7239", ForwardedStyle.RFC7239,
                    "both", ForwardedStyle.BOTH,
                    "none", ForwardedStyle.NONE);
    private static final Map<String, ClientCertStyle> CLIENT_CERT_STYLES =
            Map.of("rfc9440", ClientCertStyle.RFC9440, "none", ClientCertStyle.NONE);

    private final SettingsReader reader;
    private final Duration defaultTimeout;

    RouteReader(SettingsReader reader, Duration defaultTimeout) {
        this.reader = reader;
        this.defaultTimeout = defaultTimeout;
    }

    List<MountOptions> mounts() {
        return routes("mounts", "path", PathPrefix::configured, MountOptions::new);
    }

    List<VirtualHostOptions> virtualHosts() {
        return routes("virtual-hosts", "host", SiteReader::hostName, VirtualHostOptions::new);
    }

    /** Makes a mount or a virtual host of its three parts. */
    private interface RouteMaker<S, R> {
        R make(String id, S selector, UpstreamOptions upstream);
    }

    private <S, R> List<R> routes(
            String group,
            String selectorKey,
            Function<String, S> selectorParser,
            RouteMaker<S, R> maker) {
        List<R> routes = new ArrayList<>();
        Map<S, String> taken = new HashMap<>();
        for (String id : reader.settings().ids(group)) {
            String prefix = group + "." + id + ".";
            checkId(prefix, id);
            Optional<S> selector = required(prefix + selectorKey, selectorParser, prefix);
            Optional<UpstreamOptions> upstream = upstream(prefix);
            selector.ifPresent(s -> checkUnique(prefix + selectorKey, taken.put(s, id)));
            if (selector.isPresent() && upstream.isPresent()) {
                routes.add(maker.make(id, selector.get(), upstream.get()));
            }
        }
        return routes;
    }

    private void checkId(String prefix, String id) {
        if (!ID.matcher(id).matches()) {
            firstUnder(prefix)
                    .ifPresent(
                            setting ->
                                    reader.error(
                                            setting,
                                            id,
                                            "is not a plain word",
                                            "Use letters, digits, - and _ for the name, and put paths and hosts into values"));
        }
    }

    private void checkUnique(String key, @Nullable String otherId) {
        if (otherId != null) {
            reader.errorAt(key, "is already taken by \"" + otherId + "\"", "Keep one of the two");
        }
    }

    private <T> Optional<T> required(String key, Function<String, T> parser, String prefix) {
        if (!reader.has(key)) {
            reader.missing(
                    key,
                    firstUnder(prefix).map(Setting::source),
                    "Set it, or leave out everything under breakwater." + prefix + "*");
        }
        return reader.value(key, parser);
    }

    private Optional<Setting> firstUnder(String prefix) {
        Set<String> keys = reader.settings().keys();
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .findFirst()
                .flatMap(reader.settings()::last);
    }

    private Optional<UpstreamOptions> upstream(String prefix) {
        List<UpstreamUrl> targets = targets(prefix);
        Duration timeout = reader.duration(prefix + "timeout").orElse(defaultTimeout);
        UpstreamOptions options =
                new UpstreamOptions(
                        targets,
                        reader.flag(prefix + "preserve-host", false),
                        reader.duration(prefix + "connect-timeout").orElse(CONNECT_TIMEOUT),
                        timeout,
                        reader.duration(prefix + "websocket-timeout").orElse(timeout),
                        reader.choice(prefix + "forwarded", ForwardedStyle.X, STYLES),
                        reader.choice(
                                prefix + "client-cert", ClientCertStyle.NONE, CLIENT_CERT_STYLES),
                        reader.flag(prefix + "rewrite-absolute-paths", false),
                        reader.flag(
                                prefix + DocumentReader.OVERRIDE,
                                reader.flag(DocumentReader.OVERRIDE, false)),
                        tls(prefix),
                        new HtmlReader(reader, prefix).read(),
                        new PoolReader(reader, prefix).read(targets.size()));
        return targets.isEmpty() ? Optional.empty() : Optional.of(options);
    }

    private List<UpstreamUrl> targets(String prefix) {
        String key = prefix + "upstream";
        if (!reader.has(key)) {
            reader.missing(
                    key,
                    firstUnder(prefix).map(Setting::source),
                    "Set it to a URL such as http://127.0.0.1:9000/");
        }
        List<UpstreamUrl> targets = reader.list(key, UpstreamUrl::parse);
        checkTogether(key, targets);
        return targets;
    }

    /** What is said of a route holds for each of its targets, so they can differ only in where they are. */
    private void checkTogether(String key, List<UpstreamUrl> targets) {
        if (targets.stream().map(UpstreamUrl::basePath).distinct().count() > 1) {
            reader.errorAt(
                    key,
                    "names targets with different base paths",
                    "Give all targets of a route the same path, or make several routes");
        }
        if (targets.stream().map(UpstreamUrl::protocol).distinct().count() > 1) {
            reader.errorAt(
                    key,
                    "names targets with different protocols",
                    "Write the same scheme for all targets of a route");
        }
        if (targets.stream().distinct().count() < targets.size()) {
            reader.errorAt(key, "names a target twice", "Write each target once");
        }
    }

    private UpstreamTls tls(String prefix) {
        boolean verify = reader.flag(prefix + "tls.verify", true);
        if (!verify) {
            reader.warnAt(
                    prefix + "tls.verify",
                    "lets anybody who gets between here and the upstream answer for it",
                    "Name the certificate of its issuer with tls.trust instead");
        }
        return new UpstreamTls(
                verify,
                reader.value(prefix + "tls.trust", CertificateFile::read).orElse(List.of()),
                new TlsIdentityReader(reader).read(prefix));
    }
}
