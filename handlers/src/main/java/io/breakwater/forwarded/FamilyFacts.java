package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.Ports;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.Optional;
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
        if (problem == null) {
            problem = believed.isEmpty() ? Reason.EMPTY : reasonAgainst(believed.get(0));
        }
        if (problem != null) {
            walk.forget();
            ledger.reject(header, problem);
            return Facts.NONE;
        }
        return facts(believed);
    }

    private @Nullable Reason take(List<ForwardedElement> elements) {
        int inspectedChars = 0;
        for (int i = elements.size() - 1; i >= 0 && !walk.isEnded(); i--) {
            ForwardedElement element = elements.get(i);
            inspectedChars += element.text().length();
            Reason problem =
                    walk.take(
                            Node.parse(element.value("for").orElse(Node.UNKNOWN)), inspectedChars);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private List<ForwardedElement> believed(List<ForwardedElement> elements) {
        return elements.subList(elements.size() - walk.distance(), elements.size());
    }

    private static @Nullable Reason reasonAgainst(ForwardedElement element) {
        if (element.value("proto").isPresent() && scheme(element).isEmpty()) {
            return Reason.BAD_SCHEME;
        }
        return element.value("host").isPresent() && host(element).isEmpty()
                ? Reason.BAD_HOST
                : null;
    }

    private static Optional<Scheme> scheme(ForwardedElement element) {
        return element.value("proto").map(Scheme::parse);
    }

    private static Optional<Authority> host(ForwardedElement element) {
        return element.value("host").map(Authority::parse).map(Authority::toLowerCase);
    }

    private Facts facts(List<ForwardedElement> believed) {
        String elements =
                believed.stream().map(ForwardedElement::text).collect(Collectors.joining(", "));
        ForwardedElement clients = believed.get(0);
        return new Facts(
                walk.client(),
                walk.clientName(),
                scheme(clients).orElse(null),
                host(clients).orElse(null),
                Ports.NONE,
                elements);
    }
}
