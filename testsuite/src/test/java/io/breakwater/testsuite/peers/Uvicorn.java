package io.breakwater.testsuite.peers;

import java.util.List;

/** A real uvicorn with an application that echoes bodies and WebSocket messages. */
public record Uvicorn(PeerProcess process) implements RunningPeer {
    public static Uvicorn start() {
        return new Uvicorn(PeerProcess.start("uvicorn", Uvicorn::command));
    }

    private static List<String> command(Place place) {
        String python = Peers.requirePython("uvicorn, wsproto").toString();
        place.copy("echo_asgi.py");
        String port = String.valueOf(place.port());
        return List.of(
                "/usr/bin/env",
                "ECHO_LISTEN=" + place.address(),
                python,
                "-m",
                "uvicorn",
                "--host",
                "127.0.0.1",
                "--port",
                port,
                "--ws",
                "wsproto",
                "echo_asgi:application");
    }
}
