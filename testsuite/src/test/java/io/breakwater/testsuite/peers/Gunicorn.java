package io.breakwater.testsuite.peers;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real gunicorn with the echo application, on a loopback port or a unix socket. */
public record Gunicorn(PeerProcess process) implements RunningPeer {
    private static final String SOCKET = "gunicorn.sock";

    /** @param workerClass {@code sync} or {@code gthread} */
    public static Gunicorn start(String workerClass) {
        return new Gunicorn(
                PeerProcess.start(
                        "gunicorn", place -> command(place, workerClass, place.address())));
    }

    /** Listens on {@link #socket()} instead of a port. */
    public static Gunicorn onUnixSocket() {
        return new Gunicorn(
                PeerProcess.start(
                        "gunicorn",
                        place -> UnixDomainSocketAddress.of(socket(place)),
                        place -> command(place, "sync", "unix:" + socket(place))));
    }

    /** The unix socket's path. */
    public Path socket() {
        return socket(process.place());
    }

    private static Path socket(Place place) {
        return place.directory().resolve(SOCKET);
    }

    private static List<String> command(Place place, String workerClass, String bind) {
        place.copy("echo_app.py");
        place.copy("gunicorn_echo.py");
        List<String> command = new ArrayList<>();
        command.add(Peers.require("gunicorn").toString());
        command.addAll(List.of("--bind", bind, "--worker-class", workerClass));
        command.addAll(List.of("--workers", "2", "--threads", "4"));
        command.addAll(List.of("--env", "ECHO_LISTEN=" + place.address()));
        command.addAll(List.of("--chdir", place.directory().toString()));
        command.add("gunicorn_echo:application");
        return command;
    }
}
