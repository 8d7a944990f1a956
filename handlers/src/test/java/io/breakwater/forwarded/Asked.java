package io.breakwater.forwarded;

import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question to {@link ForwardedResolver} and its answer in the words of the tables: header lines are divided by {@code &&}.
 *
 * <p>Trusted are 10.0.0.0/8, 127.0.0.1 and 2001:db8:aaaa::/48; the peer is 10.0.0.7 and uses port 51234.
 */
record Asked(
        TrustPolicy policy,
        Peer peer,
        ForwardedRequest request,
        List<Map.Entry<String, String>> lines) {
    static final TrustList TRUSTED =
            TrustList.of(List.of("10.0.0.0/8", "127.0.0.1", "2001:db8:aaaa::/48"));
    static final String SEPARATOR = " && ";
    private static final int PEER_PORT = 51_234;

    static TrustPolicy walk(String... chosen) {
        return new TrustPolicy(TRUSTED, choice(chosen), HopRule.WALK, true, Set.of(), false);
    }

    static TrustPolicy walkAtMost(int hops, String... chosen) {
        HopRule rule = new HopRule(HopRule.Mode.WALK, OptionalInt.of(hops));
        return new TrustPolicy(TRUSTED, choice(chosen), rule, true, Set.of(), false);
    }

    static TrustPolicy count(int hops, String... chosen) {
        HopRule rule = new HopRule(HopRule.Mode.COUNT, OptionalInt.of(hops));
        return new TrustPolicy(TRUSTED, choice(chosen), rule, true, Set.of(), false);
    }

    static TrustPolicy ignoringMalformed(String... chosen) {
        return new TrustPolicy(TRUSTED, choice(chosen), HopRule.WALK, true, Set.of(), true);
    }

    static HeaderChoice choice(String... names) {
        return HeaderChoice.parse(
                List.of(names),
                refused -> {
                    throw refused.why();
                });
    }

    static Asked from(String peer, Scheme scheme, TrustPolicy policy, String headers) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        Stream.of(headers.split(SEPARATOR))
                .filter(line -> !line.isEmpty())
                .map(Asked::line)
                .forEach(lines::add);
        return new Asked(policy, peer(peer), ForwardedRequest.of(scheme, lines), lines);
    }

    /** Over http from 10.0.0.7. */
    static Asked of(TrustPolicy policy, String headers) {
        return from("10.0.0.7", Scheme.HTTP, policy, headers);
    }

    private static Peer peer(String text) {
        return text.equals("unix")
                ? Peer.UNIX
                : Peer.of(Objects.requireNonNull(IpAddress.parse(text)), PEER_PORT);
    }

    private static Map.Entry<String, String> line(String text) {
        int colon = text.indexOf(": ");
        return colon < 0
                ? Map.entry(text.substring(0, text.length() - 1), "")
                : Map.entry(text.substring(0, colon), text.substring(colon + 2));
    }

    Resolution resolve() {
        return new ForwardedResolver(policy).resolve(peer, request);
    }

    /** The source address to show and, after a space, the name in its place: {@code 203.0.113.5:0}, {@code peer}, {@code 10.0.0.9:0 unknown}. */
    String client() {
        Resolution resolution = resolve();
        if (resolution instanceof Resolution.Malformed malformed) {
            return malformed.header() + " " + malformed.reason().code();
        }
        Optional<Believed> believed = believed(resolution);
        String name = believed.flatMap(Believed::clientName).map(text -> " " + text).orElse("");
        return believed.flatMap(Believed::client).map(Peer::toString).orElse("peer") + name;
    }

    /** Scheme, Host header, effective port and prefix: {@code https www.example.com 443 /shop}. */
    String url() {
        Resolution resolution = resolve();
        if (resolution instanceof Resolution.Malformed malformed) {
            return malformed.header() + " " + malformed.reason().code();
        }
        Optional<Believed> believed = believed(resolution);
        String host =
                believed.flatMap(Believed::host)
                        .map(Object::toString)
                        .or(request::host)
                        .orElse("no-host");
        return believed.map(b -> b.scheme() + " " + host + " " + b.port() + " " + b.prefix())
                .orElse(request.scheme() + " " + host)
                .trim();
    }

    private static Optional<Believed> believed(Resolution resolution) {
        return resolution instanceof Resolution.Forwarded forwarded
                ? Optional.of(forwarded.believed())
                : Optional.empty();
    }

    /** The header lines that the application sees. */
    String left() {
        return left(resolve()).stream()
                .map(line -> line.getKey() + ": " + line.getValue())
                .collect(Collectors.joining(SEPARATOR));
    }

    private List<Map.Entry<String, String>> left(Resolution resolution) {
        List<Map.Entry<String, String>> left = new ArrayList<>();
        for (Map.Entry<String, String> line : lines) {
            Optional<HeaderEdit> edit =
                    resolution.edits().stream()
                            .filter(e -> e.name().equalsIgnoreCase(line.getKey()))
                            .findFirst();
            boolean first =
                    left.stream()
                            .noneMatch(earlier -> earlier.getKey().equalsIgnoreCase(line.getKey()));
            if (edit.isEmpty()) {
                left.add(line);
            } else if (first && edit.get().value().isPresent()) {
                left.add(Map.entry(line.getKey(), edit.get().value().get()));
            }
        }
        return left;
    }

    /** What would be asked if the application asked again: with its headers, Host among them, and the scheme that was decided. */
    Asked again() {
        Resolution resolution = resolve();
        List<Map.Entry<String, String>> left = new ArrayList<>(left(resolution));
        Optional<Believed> believed = believed(resolution);
        believed.flatMap(Believed::host)
                .ifPresent(
                        host -> {
                            left.removeIf(line -> line.getKey().equalsIgnoreCase("Host"));
                            left.add(Map.entry("Host", host.toString()));
                        });
        Scheme scheme = believed.map(Believed::scheme).orElse(request.scheme());
        return new Asked(policy, peer, ForwardedRequest.of(scheme, left), left);
    }

    /** Each header with its outcome and reason: {@code X-Real-IP stripped not-chosen}. */
    String outcomes() {
        return resolve().outcomes().stream()
                .map(
                        o ->
                                o.name()
                                        + " "
                                        + o.outcome().code()
                                        + o.reason().map(reason -> " " + reason.code()).orElse(""))
                .collect(Collectors.joining(", "));
    }
}
