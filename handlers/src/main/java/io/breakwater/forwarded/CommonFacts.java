package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import io.breakwater.net.PathPrefix;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts that no header family replaces.
 *
 * @param certificates the client's first; empty if none was told
 */
record CommonFacts(PathPrefix prefix, List<X509Certificate> certificates) {
    static CommonFacts read(Ledger ledger) {
        return new CommonFacts(readPrefix(ledger), readCertificates(ledger));
    }

    private static PathPrefix readPrefix(Ledger ledger) {
        ReceivedHeader header = ledger.chosen(HeaderGroup.PREFIX);
        PathPrefix prefix =
                header == null
                        ? PathPrefix.NONE
                        : PathPrefix.forwarded(Ascii.trim(header.joined()));
        if (header != null && prefix == null) {
            ledger.reject(header, Reason.BAD_PREFIX);
        }
        return prefix == null ? PathPrefix.NONE : prefix;
    }

    /** B-24: the chain is only read behind a leaf. */
    private static List<X509Certificate> readCertificates(Ledger ledger) {
        ReceivedHeader leaf = ledger.chosen(HeaderGroup.CERTIFICATE);
        ReceivedHeader chain = ledger.chosen(HeaderGroup.CERTIFICATE_CHAIN);
        if (leaf == null || ClientCertificates.isNone(leaf)) {
            dropIfAny(ledger, leaf, Reason.EMPTY);
            dropIfAny(ledger, chain, Reason.NOT_CHOSEN);
            return List.of();
        }
        String both = chain == null ? leaf.joined() : leaf.joined() + ", " + chain.joined();
        List<X509Certificate> certificates = parse(leaf, both);
        if (certificates == null) {
            boolean tooLong = both.length() > ClientCertificates.MAX_CHARS;
            ledger.reject(leaf, tooLong ? Reason.TOO_LONG : Reason.BAD_CERTIFICATE);
            dropIfAny(ledger, chain, Reason.NOT_CHOSEN);
            return List.of();
        }
        return certificates;
    }

    private static @Nullable List<X509Certificate> parse(ReceivedHeader leaf, String text) {
        boolean acceptable =
                text.length() <= ClientCertificates.MAX_CHARS && leaf.lines().size() == 1;
        return acceptable ? ClientCertificates.parse(leaf.known().form(), text) : null;
    }

    private static void dropIfAny(Ledger ledger, @Nullable ReceivedHeader header, Reason reason) {
        if (header != null) {
            ledger.drop(header, reason);
        }
    }
}
