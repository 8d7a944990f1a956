package io.breakwater.testsuite.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Starts Debian's Apache with a configuration that shares nothing with the system's own. */
final class Httpd {
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final List<String> ALWAYS =
            List.of("mpm_event", "authn_core", "authz_core", "dir", "alias", "env", "headers");

    private Httpd() {}

    static PeerProcess start(String name, List<String> modules, Function<Place, String> lines) {
        Path apache = Peers.require("apache2");
        modules.forEach(module -> Peers.requireFile("apache2 with mod_" + module, file(module)));
        return PeerProcess.start(
                name,
                place -> {
                    Path file =
                            place.write(
                                    "httpd.conf",
                                    configuration(place, modules, lines.apply(place)));
                    return List.of(apache.toString(), "-DFOREGROUND", "-f", file.toString());
                });
    }

    private static Path file(String module) {
        return MODULES.resolve("mod_" + module + ".so");
    }

    private static String configuration(Place place, List<String> modules, String lines) {
        return """
            %s
            %s
            ServerRoot "%s"
            DefaultRuntimeDir "%3$s"
            PidFile "%3$s/httpd.pid"
            ErrorLog "|/bin/cat"
            ServerName backend.internal
            StartServers 1
            ThreadsPerChild 8
            MaxRequestWorkers 16
            MinSpareThreads 1
            Listen %s
            %s
            """
                .formatted(
                        load(ALWAYS) + load(modules),
                        user(),
                        place.directory(),
                        place.address(),
                        lines);
    }

    private static String load(List<String> modules) {
        return modules.stream()
                .map(module -> "LoadModule %s_module \"%s\"\n".formatted(module, file(module)))
                .collect(Collectors.joining());
    }

    private static String user() {
        return SystemUser.isRoot() ? "User nobody\nGroup nogroup" : "";
    }
}
