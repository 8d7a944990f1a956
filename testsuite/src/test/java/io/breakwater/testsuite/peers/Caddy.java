package io.breakwater.testsuite.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A real Caddy on a loopback port, without administration and certificates. */
public record Caddy(PeerProcess process) implements RunningPeer {
    private static final String GLOBAL =
            """
            {
              admin off
              auto_https off
              default_bind 127.0.0.1
            """;

    /** A front end with this Caddyfile, made for the site address to use; its global options, if any, come first. */
    public static Caddy configured(UnaryOperator<String> lines) {
        Path caddy = Peers.require("caddy");
        return new Caddy(
                PeerProcess.start(
                        "caddy",
                        place -> {
                            String file = lines.apply("http://:" + place.port());
                            boolean global = file.startsWith("{\n");
                            Path written =
                                    place.write(
                                            "Caddyfile",
                                            GLOBAL + (global ? file.substring(2) : "}\n" + file));
                            return List.of(
                                    "/usr/bin/env",
                                    "HOME=" + place.directory(),
                                    "XDG_DATA_HOME=" + place.directory(),
                                    caddy.toString(),
                                    "run",
                                    "--adapter",
                                    "caddyfile",
                                    "--config",
                                    written.toString());
                        }));
    }
}
