package io.breakwater.testsuite.peers;

/** A real server that answers on a loopback port of its own until it is closed. */
public sealed interface RunningPeer extends AutoCloseable
        permits Apache, ApacheModWsgi, Caddy, Gunicorn, HaProxy, Nginx, Node, Uvicorn, Waitress {
    PeerProcess process();

    default int port() {
        return process().place().port();
    }

    /** {@code http://127.0.0.1:port/} */
    default String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** What it has printed so far. */
    default String output() {
        return process().output();
    }

    @Override
    default void close() {
        process().close();
    }
}
