package io.breakwater.cli.verify;

import io.breakwater.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * One way to a server, and what was found on it.
 *
 * @param name {@code straight} or {@code via}
 * @param server where the requests went
 * @param from the address that they came from
 * @param shown which facts the answers show
 * @param trustedBy the server's trust entry that holds whoever connects to it, if its answers say so
 * @param fromTrusted whether this machine itself is trusted, and may say what it likes of others
 * @param findings in the order tried; none if nothing was tried, because a trusted machine may say what it likes
 */
public record Way(
        String name,
        WebServer server,
        IpAddress from,
        List<Fact> shown,
        Optional<String> trustedBy,
        boolean fromTrusted,
        List<Finding> findings) {
    public Way {
        shown = List.copyOf(shown);
        findings = List.copyOf(findings);
    }
}
