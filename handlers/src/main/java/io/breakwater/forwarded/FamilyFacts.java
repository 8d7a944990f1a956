package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.Ports;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads client, scheme and host from {@code Forwarded}, all from the element of the client's hop (B-11, B-12). */
final class FamilyFacts {
    private final Ledger ledger;
    private final Walk walk;

    FamilyFacts(Ledger ledger, Walk walk) {
        this.ledger = ledger;
        this.walk = walk;
    }

    Facts read() {
        ReceivedHeader header = ledger.chosen(HeaderGroup.FAMILY);
        if (header == null) {
            return Facts.NONE;
        }
        ForwardedElement.Parsed parsed = ForwardedElement.parse(header.joined());
        Reason problem = parsed.malformed().orElseGet(() -> take(parsed.elements()));
        List<ForwardedElement> believed = problem == null ? believed(parsed.elements()) : List.of();
        if (problem == null && believed.isEmpty()) {
            problem = Reason.EMPTY;
        }
        return problem == null ? facts(header, believed) : reject(header, problem);
    }

    private Facts reject(ReceivedHeader header, Reason problem) {
        walk.forget();
        ledger.reject(header, problem);
        return Facts.NONE;
    }

    private @Nullable Reason take(List<ForwardedElement> elements) {
        int inspectedChars = 0;
        for (int i = elements.size() - 1; i >= 0 && !walk.isEnded(); i--) {
            ForwardedElement element = elements.get(i);
            inspectedChars += element.text().length();
            String node = element.value("for");
            Reason problem =
                    walk.take(Node.parse(node == null ? Node.UNKNOWN : node), inspectedChars);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private List<ForwardedElement> believed(List<ForwardedElement> elements) {
        return elements.subList(elements.size() - walk.distance(), elements.size());
    }

    private Facts facts(ReceivedHeader header, List<ForwardedElement> believed) {
        ForwardedElement clients = believed.get(0);
        String proto = clients.value("proto");
        Scheme scheme = proto == null ? null : Scheme.parse(proto);
        if (proto != null && scheme == null) {
            return reject(header, Reason.BAD_SCHEME);
        }
        String host = clients.value("host");
        Authority authority = host == null ? null : Authority.parse(host);
        if (host != null && authority == null) {
            return reject(header, Reason.BAD_HOST);
        }
        Authority folded = authority == null ? null : authority.toLowerCase();
        return new Facts(
                walk.client(), walk.clientName(), scheme, folded, Ports.NONE, text(believed));
    }

    private static String text(List<ForwardedElement> elements) {
        return elements.size() == 1
                ? elements.get(0).text()
                : elements.stream().map(ForwardedElement::text).collect(Collectors.joining(", "));
    }
}
