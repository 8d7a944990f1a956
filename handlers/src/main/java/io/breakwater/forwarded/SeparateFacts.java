package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import io.breakwater.net.Authority;
import io.breakwater.net.Peer;
import io.breakwater.net.Ports;
import io.breakwater.net.Scheme;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads client, scheme, host and port from a header each, all from the same hop (B-9 to B-11). */
final class SeparateFacts {
    private final Ledger ledger;
    private final Walk walk;

    SeparateFacts(Ledger ledger, Walk walk) {
        this.ledger = ledger;
        this.walk = walk;
    }

    /** The client first: where the walk ends decides which values of the others count. */
    Facts read() {
        Peer client = client();
        String clientName = client == null ? null : walk.clientName();
        return new Facts(client, clientName, scheme(), host(), port(), "");
    }

    private @Nullable Peer client() {
        ReceivedHeader header = ledger.chosen(HeaderGroup.CLIENT);
        if (header == null) {
            return null;
        }
        boolean single = header.known().form() == KnownHeader.Form.NODE;
        Reason problem = single ? takeSingle(header) : takeList(header);
        if (problem != null) {
            walk.forget();
            ledger.reject(header, problem);
            return null;
        }
        return walk.client();
    }

    private @Nullable Reason takeSingle(ReceivedHeader header) {
        return walk.take(Node.parse(Ascii.trim(header.joined())), header.joined().length());
    }

    private @Nullable Reason takeList(ReceivedHeader header) {
        ListTail tail = new ListTail(header.lines());
        while (!walk.isEnded()) {
            if (!tail.advance()) {
                return null;
            }
            Node node = Node.parse(tail.text(), tail.from(), tail.to());
            Reason problem = walk.take(node, tail.inspectedChars());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable Scheme scheme() {
        ReceivedHeader header = ledger.chosen(HeaderGroup.SCHEME);
        String value = header == null ? null : valueOfClientsHop(header);
        if (header == null || value == null) {
            return null;
        }
        boolean flag = header.known().form() == KnownHeader.Form.SCHEME_FLAG;
        Scheme scheme = flag ? flag(value) : Scheme.parse(value);
        if (scheme == null) {
            ledger.reject(header, Reason.BAD_SCHEME);
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

    private int port() {
        ReceivedHeader header = ledger.chosen(HeaderGroup.PORT);
        String value = header == null ? null : valueOfClientsHop(header);
        if (header == null || value == null) {
            return Ports.NONE;
        }
        int port = Ports.parse(value);
        if (port == Ports.NONE) {
            ledger.reject(header, Reason.BAD_PORT);
        }
        return port;
    }

    /** B-11: one value is for the whole chain; several must be as many as the hops, and the client's place counts. */
    private @Nullable String valueOfClientsHop(ReceivedHeader header) {
        if (ListTail.isPlain(header.lines())) {
            return Ascii.trim(header.lines().get(0));
        }
        int values = ListTail.count(header.lines());
        if (values <= 1) {
            return ListTail.fromRight(header.lines(), 1);
        }
        ReceivedHeader client = ledger.chosen(HeaderGroup.CLIENT);
        if (client == null || ListTail.count(client.lines()) != values) {
            ledger.reject(header, Reason.LIST_LENGTH);
            return null;
        }
        return ListTail.fromRight(header.lines(), walk.distance());
    }

    /** B-6: a server name counts where no host is told. */
    private @Nullable Authority host() {
        ReceivedHeader host = ledger.chosen(HeaderGroup.HOST);
        ReceivedHeader server = ledger.chosen(HeaderGroup.SERVER);
        Authority told = host == null ? null : authority(host);
        if (server == null) {
            return told;
        }
        if (told == null) {
            return authority(server);
        }
        ledger.drop(server, Reason.SUPERSEDED);
        return told;
    }

    /** B-11: proxies append here, so the value is as many places from the right as there are hops up to the client. */
    private @Nullable Authority authority(ReceivedHeader header) {
        String value = ListTail.fromRight(header.lines(), walk.places());
        Authority authority =
                value == null || value.length() > Walk.MAX_INSPECTED_CHARS
                        ? null
                        : Authority.parse(value);
        boolean hostOnly = header.known().group() == HeaderGroup.SERVER;
        if (authority == null || hostOnly && authority.port().isPresent()) {
            ledger.reject(header, Reason.BAD_HOST);
            return null;
        }
        return authority;
    }
}
