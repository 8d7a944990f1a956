package io.breakwater.undertow;

import io.breakwater.net.Ascii;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.upstream.Via;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Who this server says it is when it speaks to upstreams (P-6).
 *
 * @param name its configured public name, which is also the host of requests that name none (B-22)
 * @param via its pseudonym
 */
record ServerIdentity(Optional<String> name, Via via) {
    private static final String UNKNOWN = "localhost";

    static ServerIdentity of(BreakwaterOptions options) {
        return new ServerIdentity(options.site().serverName(), new Via(options.via()));
    }

    /** The name for X-Forwarded-Server: the configured one, else the machine's. */
    String serverName() {
        return name.orElseGet(ServerIdentity::localName);
    }

    private static String localName() {
        try {
            String local = InetAddress.getLocalHost().getHostName();
            return Ascii.isFieldValue(local) ? local : UNKNOWN;
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}
