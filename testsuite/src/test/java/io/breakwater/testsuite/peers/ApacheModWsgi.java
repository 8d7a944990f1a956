package io.breakwater.testsuite.peers;

import java.util.List;

/**
 * A real Apache with mod_wsgi on a loopback port, which runs the echo application in a daemon process, as on
 * mod_wsgi's page; {@code /files} is a directory that Apache itself serves and redirects to.
 */
public record ApacheModWsgi(PeerProcess process) implements RunningPeer {
    /** An application that believes no header and sees all of them. */
    public static ApacheModWsgi start() {
        return with("");
    }

    /** An application that believes these headers from 127.0.0.1. */
    public static ApacheModWsgi trusting(String... headers) {
        return with(
                """
              WSGITrustedProxies 127.0.0.1
              WSGITrustedProxyHeaders %s
            """
                        .formatted(String.join(" ", headers)));
    }

    private static ApacheModWsgi with(String trust) {
        return new ApacheModWsgi(
                Httpd.start(
                        "mod_wsgi",
                        List.of("wsgi"),
                        place -> {
                            place.copy("echo_app.py");
                            place.write("files/index.html", "<p>the index</p>\n");
                            return configuration(place, trust);
                        }));
    }

    private static String configuration(Place place, String trust) {
        return """
            WSGISocketPrefix "%1$s/wsgi"
            WSGIRestrictEmbedded On
            <VirtualHost *>
              WSGIDaemonProcess echo processes=1 threads=4 home="%1$s"
              WSGIProcessGroup echo
              WSGIApplicationGroup %%{GLOBAL}
              SetEnv echo.listen %2$s
              Alias /files "%1$s/files"
              DirectoryIndex index.html
              WSGIScriptAlias / "%1$s/echo_app.py"
            %3$s
              <Directory "%1$s">
                Require all granted
              </Directory>
            </VirtualHost>
            """
                .formatted(place.directory(), place.address(), trust);
    }
}
