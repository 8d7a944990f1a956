package io.breakwater.testsuite.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A real HAProxy in HTTP mode on a loopback port, in front of an upstream. */
public record HaProxy(PeerProcess process) implements RunningPeer {
    /** A front end with {@code option forwardfor} and the three other headers set from the request. */
    public static HaProxy front(int upstreamPort) {
        return front(
                upstreamPort,
                "option forwardfor",
                "http-request set-header X-Forwarded-Proto http",
                "http-request set-header X-Forwarded-Host %[req.hdr(host)]",
                "http-request set-header X-Forwarded-Port %[dst_port]");
    }

    /** A front end with these lines in its {@code frontend} section. */
    public static HaProxy front(int upstreamPort, String... lines) {
        return configured(
                address ->
                        """
            frontend public
              mode http
              bind %s
              %s
              default_backend application
            backend application
              mode http
              server upstream 127.0.0.1:%d
            """
                                .formatted(address, String.join("\n  ", lines), upstreamPort));
    }

    /** A front end with these sections, made for the address to listen on. */
    public static HaProxy configured(UnaryOperator<String> sections) {
        Path haproxy = Peers.require("haproxy");
        return new HaProxy(
                PeerProcess.start(
                        "haproxy",
                        place -> {
                            Path file =
                                    place.write(
                                            "haproxy.cfg",
                                            configuration(sections.apply(place.address())));
                            return List.of(haproxy.toString(), "-db", "-f", file.toString());
                        }));
    }

    private static String configuration(String sections) {
        return """
            global
              maxconn 2048
              nbthread 1
            defaults
              timeout connect 5s
              timeout client 30s
              timeout server 30s
            %s
            """
                .formatted(sections);
    }
}
