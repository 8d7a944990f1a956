package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import io.breakwater.net.Authority;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.Ports;
import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the headers of one request of a trusted peer. */
final class TrustedReading {
    private static final int MAX_INSPECTED_CHARS = 8 * 1024;

    private final TrustPolicy policy;
    private final PeerTrust trust;
    private final ForwardedRequest request;
    private Walk walk;
    private final Map<HeaderGroup, ReceivedHeader> chosen = new EnumMap<>(HeaderGroup.class);
    private final List<HeaderOutcome> outcomes = new ArrayList<>();
    private final List<HeaderEdit> edits = new ArrayList<>();
    private List<ForwardedElement> believedElements = List.of();
    private Resolution.@Nullable Malformed malformed;

    TrustedReading(PeerTrust trust, ForwardedRequest request) {
        this.policy = trust.policy();
        this.trust = trust;
        this.request = request;
        this.walk = new Walk(policy, trust.peer());
    }

    Resolution resolve() {
        request.headers().forEach(this::sort);
        Facts facts = chosen.containsKey(HeaderGroup.FAMILY) ? readFamily() : readSeparately();
        if (malformed != null) {
            return malformed;
        }
        Believed believed = Believed.derive(facts, request);
        chosen.forEach((group, header) -> accept(group, header, believed));
        return new Resolution.Forwarded(
                trust.peer(), trust.trustedBy(), believed, walk.hops(), outcomes, edits);
    }

    /** Which headers are read, and what becomes of those that are not (B-7, B-8). */
    private void sort(ReceivedHeader header) {
        KnownHeader known = header.known();
        if (header.isSecret()) {
            outcomes.add(HeaderOutcome.stripped(header.name(), Reason.SECRET));
            edits.add(HeaderEdit.remove(header.name()));
        } else if (!header.isExact() && known.use() != KnownHeader.Use.NOT_FROM_STRANGERS) {
            strip(header, Reason.ALIAS);
        } else if (policy.headers().includes(known)) {
            if (ListTail.fromRight(header.lines(), 1) == null) {
                strip(header, Reason.EMPTY);
            } else {
                chosen.put(known.group(), header);
            }
        } else if (policy.keep().contains(header.name().toLowerCase(Locale.ROOT))) {
            outcomes.add(HeaderOutcome.rejected(header.name(), Reason.KEPT));
        } else if (known.use() != KnownHeader.Use.NOT_FROM_STRANGERS) {
            strip(header, Reason.NOT_CHOSEN);
        }
    }

    private void strip(ReceivedHeader header, Reason reason) {
        if (policy.strip()) {
            outcomes.add(HeaderOutcome.stripped(header.name(), reason));
            edits.add(HeaderEdit.remove(header.name()));
        } else {
            outcomes.add(HeaderOutcome.rejected(header.name(), reason));
        }
    }

    /** The first malformed header refuses the request, or every malformed header counts as absent (B-14). */
    private void reject(ReceivedHeader header, Reason reason) {
        chosen.remove(header.known().group());
        if (policy.ignoreMalformed()) {
            walk = tellsTheHops(header) ? new Walk(policy, trust.peer()) : walk;
            outcomes.add(HeaderOutcome.stripped(header.name(), reason));
            edits.add(HeaderEdit.remove(header.name()));
        } else if (malformed == null) {
            outcomes.add(HeaderOutcome.rejected(header.name(), reason));
            malformed =
                    new Resolution.Malformed(
                            trust.peer(),
                            trust.trustedBy(),
                            header.name(),
                            reason,
                            header.joined(),
                            outcomes,
                            edits);
        }
    }

    private static boolean tellsTheHops(ReceivedHeader header) {
        return header.known().group() == HeaderGroup.CLIENT
                || header.known().group() == HeaderGroup.FAMILY;
    }

    // ---- one header for each fact ----

    private Facts readSeparately() {
        Optional<Peer> client = readClient();
        Optional<Scheme> scheme = Optional.ofNullable(readScheme());
        Optional<Authority> host = Optional.ofNullable(readHost());
        OptionalInt port = readPort();
        return new Facts(client, clientName(client), scheme, host, port, readPrefix());
    }

    private Optional<Peer> readClient() {
        ReceivedHeader header = chosen.get(HeaderGroup.CLIENT);
        if (header == null) {
            return Optional.empty();
        }
        Reason problem =
                header.known().form() == KnownHeader.Form.NODE
                        ? takeSingle(header)
                        : takeList(header);
        if (problem != null) {
            reject(header, problem);
            return Optional.empty();
        }
        return walk.distance() == 0 ? Optional.empty() : Optional.of(walk.client());
    }

    private @Nullable Reason takeSingle(ReceivedHeader header) {
        Node node = Node.parse(Ascii.trim(header.joined()));
        if (node == null) {
            return Reason.BAD_NODE;
        }
        walk.take(node);
        return null;
    }

    private @Nullable Reason takeList(ReceivedHeader header) {
        ListTail tail = new ListTail(header.lines());
        while (!walk.isEnded()) {
            String element = tail.previous();
            if (tail.inspectedChars() > MAX_INSPECTED_CHARS) {
                return Reason.TOO_LONG;
            }
            if (element == null) {
                return null;
            }
            Node node = Node.parse(element);
            if (node == null) {
                return Reason.BAD_NODE;
            }
            walk.take(node);
            if (walk.isTooLong()) {
                return Reason.TOO_MANY_HOPS;
            }
        }
        return null;
    }

    private Optional<String> clientName(Optional<Peer> client) {
        return client.isPresent() ? walk.clientName() : Optional.empty();
    }

    private @Nullable Scheme readScheme() {
        ReceivedHeader header = chosen.get(HeaderGroup.SCHEME);
        String value = header == null ? null : valueOfClientsHop(header);
        if (header == null || value == null) {
            return null;
        }
        Scheme scheme =
                header.known().form() == KnownHeader.Form.SCHEME_FLAG
                        ? flag(value)
                        : Scheme.parse(value);
        if (scheme == null) {
            reject(header, Reason.BAD_SCHEME);
        }
        return scheme;
    }

    private static @Nullable Scheme flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "1" -> Scheme.HTTPS;
            case "off", "false", "0" -> Scheme.HTTP;
            default -> null;
        };
    }

    private OptionalInt readPort() {
        ReceivedHeader header = chosen.get(HeaderGroup.PORT);
        String value = header == null ? null : valueOfClientsHop(header);
        if (header == null || value == null) {
            return OptionalInt.empty();
        }
        int port = Ports.parse(value);
        if (port == Ports.NONE) {
            reject(header, Reason.BAD_PORT);
            return OptionalInt.empty();
        }
        return OptionalInt.of(port);
    }

    /** B-11: one value is for the whole chain; several must be as many as the hops, and the client's place counts. */
    private @Nullable String valueOfClientsHop(ReceivedHeader header) {
        int values = ListTail.count(header.lines());
        if (values <= 1) {
            return ListTail.fromRight(header.lines(), 1);
        }
        ReceivedHeader client = chosen.get(HeaderGroup.CLIENT);
        if (client == null || ListTail.count(client.lines()) != values) {
            reject(header, Reason.LIST_LENGTH);
            return null;
        }
        return ListTail.fromRight(header.lines(), walk.distance());
    }

    private @Nullable Authority readHost() {
        ReceivedHeader host = chosen.get(HeaderGroup.HOST);
        ReceivedHeader server = chosen.get(HeaderGroup.SERVER);
        if (host == null) {
            return server == null ? null : authority(server);
        }
        if (server != null) {
            chosen.remove(HeaderGroup.SERVER);
            strip(server, Reason.SUPERSEDED);
        }
        return authority(host);
    }

    /** B-11: proxies append here, so the value is as many places from the right as there are hops up to the client. */
    private @Nullable Authority authority(ReceivedHeader header) {
        String value = ListTail.fromRight(header.lines(), Math.max(1, walk.distance()));
        Authority authority =
                value == null || value.length() > MAX_INSPECTED_CHARS
                        ? null
                        : Authority.parse(value);
        if (authority == null) {
            reject(header, Reason.BAD_HOST);
        }
        return authority;
    }

    private PathPrefix readPrefix() {
        ReceivedHeader header = chosen.get(HeaderGroup.PREFIX);
        if (header == null) {
            return PathPrefix.NONE;
        }
        PathPrefix prefix = PathPrefix.forwarded(Ascii.trim(header.joined()));
        if (prefix == null) {
            reject(header, Reason.BAD_PREFIX);
            return PathPrefix.NONE;
        }
        return prefix;
    }

    // ---- RFC 7239 ----

    private Facts readFamily() {
        ReceivedHeader header = chosen.get(HeaderGroup.FAMILY);
        PathPrefix prefix = readPrefix();
        Facts nothing =
                new Facts(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        prefix);
        if (header == null) {
            return nothing;
        }
        ForwardedElement.Parsed parsed = ForwardedElement.parse(header.joined());
        Reason problem = parsed.malformed().orElseGet(() -> takeElements(parsed.elements()));
        if (problem == null) {
            problem =
                    believedElements.isEmpty()
                            ? Reason.EMPTY
                            : reasonAgainst(believedElements.get(0));
        }
        if (problem != null) {
            reject(header, problem);
            return nothing;
        }
        return factsOf(believedElements.get(0), prefix);
    }

    private @Nullable Reason takeElements(List<ForwardedElement> elements) {
        int client = elements.size();
        int inspectedChars = 0;
        while (client > 0 && !walk.isEnded()) {
            ForwardedElement element = elements.get(--client);
            inspectedChars += element.text().length();
            Node node = Node.parse(element.value("for").orElse("unknown"));
            if (node == null) {
                return Reason.BAD_NODE;
            }
            walk.take(node);
            if (walk.isTooLong()) {
                return Reason.TOO_MANY_HOPS;
            }
            if (inspectedChars > MAX_INSPECTED_CHARS) {
                return Reason.TOO_LONG;
            }
        }
        believedElements = elements.subList(client, elements.size());
        return null;
    }

    private static @Nullable Reason reasonAgainst(ForwardedElement element) {
        if (element.value("proto").isPresent()
                && element.value("proto").map(Scheme::parse).isEmpty()) {
            return Reason.BAD_SCHEME;
        }
        return element.value("host").isPresent()
                        && element.value("host").map(Authority::parse).isEmpty()
                ? Reason.BAD_HOST
                : null;
    }

    /** The facts that the element of the client's hop tells; no other element is asked (B-11). */
    private Facts factsOf(ForwardedElement element, PathPrefix prefix) {
        Optional<Scheme> scheme = element.value("proto").map(Scheme::parse);
        Optional<Authority> host =
                element.value("host").map(Authority::parse).map(Authority::toLowerCase);
        return new Facts(
                Optional.of(walk.client()),
                walk.clientName(),
                scheme,
                host,
                OptionalInt.empty(),
                prefix);
    }

    // ---- what is kept says what was believed (B-16) ----

    private void accept(HeaderGroup group, ReceivedHeader header, Believed believed) {
        outcomes.add(HeaderOutcome.accepted(header.name()));
        switch (group) {
            case CLIENT -> edits.add(HeaderEdit.set(header.name(), chain()));
            case SCHEME ->
                    edits.add(HeaderEdit.set(header.name(), schemeText(header, believed.scheme())));
            case HOST ->
                    believed.host()
                            .ifPresent(
                                    host ->
                                            edits.add(
                                                    HeaderEdit.set(
                                                            header.name(), host.toString())));
            case SERVER ->
                    believed.host()
                            .ifPresent(
                                    host -> edits.add(HeaderEdit.set(header.name(), host.host())));
            case PORT ->
                    edits.add(HeaderEdit.set(header.name(), Integer.toString(believed.port())));
            case PREFIX -> edits.add(HeaderEdit.remove(header.name()));
            case FAMILY -> edits.add(HeaderEdit.set(header.name(), family()));
            case CERTIFICATE, VERDICT, IDENTITY, TARGET -> {}
        }
    }

    private String chain() {
        return walk.hops().stream().map(hop -> hop.node().text()).collect(Collectors.joining(", "));
    }

    private String family() {
        return believedElements.stream()
                .map(ForwardedElement::text)
                .collect(Collectors.joining(", "));
    }

    private static String schemeText(ReceivedHeader header, Scheme scheme) {
        boolean flag = header.known().form() == KnownHeader.Form.SCHEME_FLAG;
        return !flag ? scheme.text() : scheme == Scheme.HTTPS ? "on" : "off";
    }
}
