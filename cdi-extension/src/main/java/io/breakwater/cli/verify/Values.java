package io.breakwater.cli.verify;

import io.breakwater.forwarded.KnownHeader;
import io.breakwater.net.Scheme;
import java.util.List;

/**
 * What only one attack says: addresses of documentation (RFC 5737, RFC 3849) and names that nobody can have (RFC 6761).
 *
 * @param number of the attack
 */
record Values(int number) {
    private static final int FIRST_PORT = 20_000;
    private static final int ADDRESSES = 254;

    String address() {
        return "198.51.100." + (1 + number % ADDRESSES);
    }

    String address6() {
        return "2001:db8::" + Integer.toHexString(0x1000 + number);
    }

    String host() {
        return "probe-" + number + ".invalid";
    }

    String port() {
        return Integer.toString(FIRST_PORT + number);
    }

    String prefix() {
        return "/probe-" + number;
    }

    /** All that an answer must not show, IPv6 also as Java writes it. */
    List<String> all() {
        return List.of(
                address(),
                address6(),
                address6().replace("::", ":0:0:0:0:0:"),
                port(),
                "probe-" + number);
    }

    static Scheme other(Scheme scheme) {
        return scheme == Scheme.HTTP ? Scheme.HTTPS : Scheme.HTTP;
    }

    /** A value as this header has it. */
    String of(KnownHeader header, Scheme own) {
        String other = other(own).text();
        return switch (header.group()) {
            case CLIENT -> address();
            case SCHEME ->
                    header.form() != KnownHeader.Form.SCHEME_FLAG
                            ? other
                            : other.equals("https") ? "on" : "off";
            case HOST, SERVER -> host();
            case PORT -> port();
            case PREFIX, TARGET -> prefix();
            case FAMILY -> "for=" + address() + ";host=" + host() + ";proto=" + other;
            case CERTIFICATE, CERTIFICATE_CHAIN, VERDICT, IDENTITY -> "probe-" + number;
        };
    }
}
