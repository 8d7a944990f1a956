package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.Ports;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.function.Function;

/** Reads the headers of one request of a trusted peer: sorts, reads, derives, and says what is kept. */
final class TrustedReading {
    private static final String SEPARATOR = ", ";

    private final ForwardedRequest request;
    private final Ledger ledger;
    private final Walk walk;

    TrustedReading(PeerTrust trust, ForwardedRequest request) {
        this.request = request;
        this.ledger = new Ledger(trust, request.headers());
        this.walk = new Walk(trust.policy(), trust.peer());
    }

    Resolution resolve() {
        boolean family = ledger.chosen(HeaderGroup.FAMILY) != null;
        Facts facts =
                family
                        ? new FamilyFacts(ledger, walk).read()
                        : new SeparateFacts(ledger, walk).read();
        CommonFacts common = CommonFacts.read(ledger);
        if (ledger.malformed() != null) {
            return ledger.malformed();
        }
        Believed believed = Believed.derive(facts, common, request);
        List<Hop> hops = walk.hops();
        for (int i = 0; i < HeaderGroup.IN_ORDER.size(); i++) {
            ReceivedHeader header = ledger.chosen(HeaderGroup.IN_ORDER.get(i));
            if (header != null) {
                keep(header, facts, believed, hops);
            }
        }
        return ledger.forwarded(believed, hops);
    }

    private void keep(ReceivedHeader header, Facts facts, Believed believed, List<Hop> hops) {
        switch (header.known().group()) {
            case CLIENT -> keepClient(header, hops);
            case SCHEME -> ledger.accept(header, schemeText(header, believed.scheme()));
            case HOST -> ledger.accept(header, host(believed, Authority::toString));
            case SERVER -> ledger.accept(header, host(believed, Authority::host));
            case PORT -> ledger.accept(header, Ports.text(believed.port()));
            case PREFIX -> ledger.absorb(header);
            case FAMILY -> ledger.accept(header, facts.elements());
            case CERTIFICATE, CERTIFICATE_CHAIN, VERDICT, IDENTITY, TARGET -> ledger.accept(header);
        }
    }

    private void keepClient(ReceivedHeader header, List<Hop> hops) {
        if (header.lines().size() == 1 && isChain(header.lines().get(0), hops)) {
            ledger.accept(header);
        } else {
            ledger.accept(header, chain(hops));
        }
    }

    /** Whether a value is {@link #chain} already, as it mostly is. */
    private static boolean isChain(String value, List<Hop> hops) {
        int at = 0;
        for (int i = 0; i < hops.size(); i++) {
            if (i > 0 && !value.startsWith(SEPARATOR, at)) {
                return false;
            }
            at += i > 0 ? SEPARATOR.length() : 0;
            Node node = hops.get(i).node();
            if (!node.isIn(value, at)) {
                return false;
            }
            at += node.length();
        }
        return at == value.length();
    }

    private static String chain(List<Hop> hops) {
        StringBuilder chain = new StringBuilder(16 * hops.size());
        for (Hop hop : hops) {
            chain.append(chain.isEmpty() ? "" : SEPARATOR).append(hop.node().text());
        }
        return chain.toString();
    }

    private static String host(Believed believed, Function<Authority, String> text) {
        return believed.host().map(text).orElse("");
    }

    private static String schemeText(ReceivedHeader header, Scheme scheme) {
        boolean flag = header.known().form() == KnownHeader.Form.SCHEME_FLAG;
        return !flag ? scheme.text() : scheme == Scheme.HTTPS ? "on" : "off";
    }
}
