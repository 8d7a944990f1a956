package io.breakwater.testsuite.conformance;

import io.breakwater.forwarded.Believed;
import io.breakwater.forwarded.ForwardedRequest;
import io.breakwater.forwarded.ForwardedResolver;
import io.breakwater.forwarded.HeaderEdit;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Authority;
import io.breakwater.net.IpAddress;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.RawPath;
import io.breakwater.net.Scheme;
import io.breakwater.options.BreakwaterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks the deciding core alone, without a server: for peers that no test can be, and to see that the server carries out what was decided.
 */
final class Decided {
    private static final int ANY_PORT = 50_000;

    private final BreakwaterOptions options;
    private final List<Map.Entry<String, String>> lines = new ArrayList<>();
    private final Resolution resolution;
    private final Scheme scheme;
    private final String rawPath;

    private Decided(BreakwaterOptions options, Request request) {
        this.options = options;
        lines.addAll(request.headers());
        this.rawPath = rawPath(request);
        this.scheme = options.site().urlScheme().orElse(request.tls() ? Scheme.HTTPS : Scheme.HTTP);
        this.resolution =
                new ForwardedResolver(options.trust().policy(), options.trust().named())
                        .resolve(peer(request), ForwardedRequest.of(scheme, lines));
    }

    static Outcome run(BreakwaterOptions options, Request request) {
        return new Outcome(new Decided(options, request).variables());
    }

    /** RFC 9112 section 3.2.2: the authority of a target that is a whole URL is the Host. */
    private String rawPath(Request request) {
        String target = request.rawTarget();
        int authority = target.startsWith("/") ? -1 : target.indexOf("://");
        if (authority < 0) {
            return target;
        }
        int path = target.indexOf('/', authority + 3);
        lines.removeIf(line -> line.getKey().equalsIgnoreCase("Host"));
        lines.add(
                Map.entry(
                        "Host",
                        target.substring(authority + 3, path < 0 ? target.length() : path)));
        return path < 0 ? "/" : target.substring(path);
    }

    private static Peer peer(Request request) {
        return request.peer().equals("unix")
                ? Peer.UNIX
                : Peer.of(Objects.requireNonNull(IpAddress.parse(request.peer())), ANY_PORT);
    }

    private SortedMap<String, String> variables() {
        SortedMap<String, String> variables = new TreeMap<>();
        if (resolution instanceof Resolution.Malformed malformed) {
            variables.put(Outcome.STATUS, "400");
            variables.put(Outcome.MALFORMED, malformed.header());
            return variables;
        }
        Optional<Believed> believed =
                resolution instanceof Resolution.Forwarded forwarded
                        ? Optional.of(forwarded.believed())
                        : Optional.empty();
        variables.put(Outcome.STATUS, "200");
        variables.put(Outcome.TRUSTED, Boolean.toString(resolution.trustedBy().isPresent()));
        client(believed.flatMap(Believed::client), variables);
        origin(believed, variables);
        path(believed.map(Believed::prefix).orElse(PathPrefix.NONE), variables);
        headers(variables);
        return variables;
    }

    private void client(Optional<Peer> client, SortedMap<String, String> variables) {
        Peer shown = client.orElse(resolution.peer());
        variables.put("REMOTE_ADDR", shown.address().map(IpAddress::toString).orElse(""));
        variables.put(
                "REMOTE_PORT",
                client.isEmpty() && !shown.isUnix()
                        ? Outcome.PEER_PORT
                        : Integer.toString(shown.port()));
    }

    private void origin(Optional<Believed> believed, SortedMap<String, String> variables) {
        Scheme shown = believed.map(Believed::scheme).orElse(scheme);
        Optional<String> received =
                lines.stream()
                        .filter(line -> line.getKey().equalsIgnoreCase("Host"))
                        .map(Map.Entry::getValue)
                        .findFirst();
        String host =
                believed.flatMap(Believed::host)
                        .map(Authority::toString)
                        .or(() -> received)
                        .orElse("");
        Optional<Authority> authority = Optional.ofNullable(Authority.parse(host));
        variables.put("wsgi.url_scheme", shown.text());
        variables.put("HTTP_HOST", host);
        variables.put("SERVER_NAME", authority.map(Authority::host).orElse("127.0.0.1"));
        variables.put(
                "SERVER_PORT",
                authority
                        .map(a -> Integer.toString(a.effectivePort(shown)))
                        .orElse(Outcome.LISTEN_PORT));
    }

    private void path(PathPrefix forwarded, SortedMap<String, String> variables) {
        String path = rawPath.split("\\?", 2)[0];
        String rest = options.site().urlPrefix().cutFrom(path);
        PathPrefix shown = forwarded.isNone() ? options.site().urlPrefix() : forwarded;
        variables.put("SCRIPT_NAME", shown.decoded());
        variables.put("PATH_INFO", RawPath.decode(rest == null ? path : rest));
    }

    private void headers(SortedMap<String, String> variables) {
        for (Map.Entry<String, String> line : lines) {
            String variable = Outcome.cgiName(line.getKey());
            Optional<HeaderEdit> edit =
                    resolution.edits().stream()
                            .filter(e -> e.name().equalsIgnoreCase(line.getKey()))
                            .findFirst();
            if (variable.equals("HTTP_HOST")) {
                continue;
            }
            if (edit.isEmpty()) {
                variables.merge(variable, line.getValue().strip(), (a, b) -> a + ", " + b);
            } else {
                edit.get().value().ifPresent(value -> variables.put(variable, value));
            }
        }
    }
}
