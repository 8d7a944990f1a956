package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.function.Function;

/** Reads the headers of one request of a trusted peer: sorts, reads, derives, and says what is kept. */
final class TrustedReading {
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
        for (HeaderGroup group : HeaderGroup.IN_ORDER) {
            ReceivedHeader header = ledger.chosen(group);
            if (header != null) {
                keep(header, facts, believed, hops);
            }
        }
        return ledger.forwarded(believed, hops);
    }

    private void keep(ReceivedHeader header, Facts facts, Believed believed, List<Hop> hops) {
        switch (header.known().group()) {
            case CLIENT -> ledger.accept(header, chain(hops));
            case SCHEME -> ledger.accept(header, schemeText(header, believed.scheme()));
            case HOST -> ledger.accept(header, host(believed, Authority::toString));
            case SERVER -> ledger.accept(header, host(believed, Authority::host));
            case PORT -> ledger.accept(header, Integer.toString(believed.port()));
            case PREFIX -> ledger.absorb(header);
            case FAMILY -> ledger.accept(header, facts.elements());
            case CERTIFICATE, CERTIFICATE_CHAIN, VERDICT, IDENTITY, TARGET -> ledger.accept(header);
        }
    }

    private static String chain(List<Hop> hops) {
        StringBuilder chain = new StringBuilder(16 * hops.size());
        for (Hop hop : hops) {
            chain.append(chain.isEmpty() ? "" : ", ").append(hop.node().text());
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
