package io.breakwater.testsuite;

import io.breakwater.testsuite.peers.Apache;
import io.breakwater.testsuite.peers.HaProxy;
import io.breakwater.testsuite.peers.Nginx;
import io.breakwater.testsuite.peers.RunningPeer;
import java.util.function.IntFunction;

/** The real front ends, each with the headers that its own manual would set. */
enum FrontEnd {
    APACHE(Apache::front),
    NGINX(Nginx::front),
    HAPROXY(HaProxy::front);

    private final IntFunction<RunningPeer> start;

    FrontEnd(IntFunction<RunningPeer> start) {
        this.start = start;
    }

    RunningPeer inFrontOf(int upstreamPort) {
        return start.apply(upstreamPort);
    }
}
