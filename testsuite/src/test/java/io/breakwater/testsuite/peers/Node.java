package io.breakwater.testsuite.peers;

import java.util.List;

/** A server of Node.js that echoes bodies. */
public record Node(PeerProcess process) implements RunningPeer {
    public static Node start() {
        String node = Peers.require("node").toString();
        return new Node(
                PeerProcess.start(
                        "node",
                        place ->
                                List.of(
                                        node,
                                        place.copy("echo_server.js").toString(),
                                        "127.0.0.1",
                                        String.valueOf(place.port()))));
    }
}
