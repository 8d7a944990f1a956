package io.breakwater.cli;

import io.breakwater.Breakwater;
import io.breakwater.cdi.BreakwaterServer;
import io.breakwater.cdi.NoApplication;
import io.breakwater.options.BreakwaterOptions;
import java.io.PrintStream;
import java.util.List;

/** Both roles on loopback: a front server that mounts another one, and that other one, which trusts the front. */
final class Demo {
    private static final String ANY_PORT = "127.0.0.1:0";

    private Demo() {}

    /** Starts both, and says on {@code out} what to try. */
    static List<BreakwaterServer> run(PrintStream out) {
        BreakwaterServer back =
                started(
                        Breakwater.builder()
                                .trustedProxies("loopback")
                                .trustedProxyHeaders(
                                        "X-Forwarded-For",
                                        "X-Forwarded-Proto",
                                        "X-Forwarded-Host",
                                        "X-Forwarded-Port",
                                        "X-Forwarded-Prefix")
                                .set("listen", ANY_PORT)
                                .set("whoami", "true")
                                .options());
        BreakwaterServer front =
                started(
                        Breakwater.builder()
                                .mount("/app/", back.urls().get(0))
                                .set("listen", ANY_PORT)
                                .set("whoami", "true")
                                .options());
        explain(front.urls().get(0), back.urls().get(0), out);
        return List.of(front, back);
    }

    private static BreakwaterServer started(BreakwaterOptions options) {
        BreakwaterServer server = new BreakwaterServer();
        server.start(options, new NoApplication());
        return server;
    }

    private static void explain(String front, String back, PrintStream out) {
        out.print(
                """
                Breakwater listens on %1$s %2$s

                The first trusts nobody and serves /app/ from the second, which trusts loopback.
                Both answer with what an application would see. Try:

                  # forged at the front: the address stays the connection's, the header is gone
                  curl -s -H 'X-Forwarded-For: 203.0.113.5' %1$s

                  # through the front: the one behind knows the public host, port and prefix
                  curl -s -H 'X-Forwarded-Host: evil.example' %1$sapp/hello

                  # as a trusted proxy to the one behind: it believes
                  curl -s -H 'X-Forwarded-For: 203.0.113.5' -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Host: www.example.com' %2$s
                """
                        .formatted(front, back));
        out.flush();
    }
}
