package io.breakwater.testsuite.peers;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Waitress with the echo application, on a loopback port or a unix socket. */
public record Waitress(PeerProcess process) implements RunningPeer {
    private static final String SOCKET = "waitress.sock";

    /** Options are Waitress's own: {@code url_prefix=/foo}, {@code trusted_proxy_count=2}. */
    public static Waitress start(String... options) {
        return new Waitress(
                PeerProcess.start(
                        "waitress", place -> command(place, "listen=" + place.address(), options)));
    }

    /** Believes the four X-Forwarded headers of its page from 127.0.0.1. */
    public static Waitress trusting(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("trusted_proxy=127.0.0.1");
        all.add(
                "trusted_proxy_headers=x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port");
        return start(all.toArray(String[]::new));
    }

    /** Listens on {@link #socket()} instead of a port. */
    public static Waitress onUnixSocket(String... options) {
        return new Waitress(
                PeerProcess.start(
                        "waitress",
                        place -> UnixDomainSocketAddress.of(socket(place)),
                        place -> command(place, "unix_socket=" + socket(place), options)));
    }

    /** The unix socket's path. */
    public Path socket() {
        return socket(process.place());
    }

    private static Path socket(Place place) {
        return place.directory().resolve(SOCKET);
    }

    static List<String> command(Place place, String listen, String... options) {
        Path python = Peers.requirePython("waitress");
        place.copy("echo_app.py");
        List<String> command = new ArrayList<>();
        command.add(python.toString());
        command.add(place.copy("serve_waitress.py").toString());
        command.add(place.address());
        command.add(listen);
        command.addAll(List.of(options));
        return command;
    }
}
