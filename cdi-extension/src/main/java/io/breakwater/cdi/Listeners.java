package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.breakwater.options.ListenOptions;
import io.breakwater.options.TlsOptions;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;

/** All that a server listens on. What stays the same in another configuration goes on listening. Not for use by several threads. */
final class Listeners {
    private final XnioWorker worker;
    private final Protocols protocols;
    private Map<Place, Listener> open = new LinkedHashMap<>();

    /** Whom an address is for. */
    enum Kind {
        PLAIN,
        TLS,
        MANAGEMENT
    }

    /** @param number tells apart several that ask for any port */
    private record Place(Kind kind, ListenAddress asked, int number) {}

    Listeners(XnioWorker worker, Protocols protocols) {
        this.worker = worker;
        this.protocols = protocols;
    }

    /** What a new configuration listens on, before anything of it is served. */
    final class Change {
        private final Map<Place, Listener> next;

        private Change(Map<Place, Listener> next) {
            this.next = next;
        }

        /** The options with the ports that the system has chosen. */
        BreakwaterOptions real(BreakwaterOptions options) {
            return options.with(
                    options.listen()
                            .at(Listeners.real(next, Kind.PLAIN), Listeners.real(next, Kind.TLS)));
        }

        /** Takes connections from the new ones, and none from those that are not wanted any more. */
        void commit() {
            Map<Place, Listener> before = open;
            open = next;
            next.forEach(
                    (place, listener) -> {
                        if (!before.containsKey(place)) {
                            listener.accept();
                        }
                    });
            before.forEach(
                    (place, listener) -> {
                        if (!next.containsKey(place)) {
                            listener.stop();
                        }
                    });
        }

        void revert() {
            next.forEach(
                    (place, listener) -> {
                        if (!open.containsKey(place)) {
                            listener.close();
                        }
                    });
        }
    }

    /**
     * Listens where it is not done already.
     *
     * @throws IllegalStateException if an address cannot be listened on; then everything is as before
     */
    Change open(ListenOptions options, Supplier<HttpHandler> management) {
        Map<Place, Listener> next = new LinkedHashMap<>();
        Change change = new Change(next);
        for (Place place : places(options)) {
            try {
                Listener known = open.get(place);
                next.put(place, known != null ? known : open(place, management));
            } catch (IOException e) {
                change.revert();
                throw new IllegalStateException(
                        "cannot listen on " + place.asked + ": " + e.getMessage(), e);
            }
        }
        return change;
    }

    private static List<Place> places(ListenOptions options) {
        List<Place> places = new ArrayList<>();
        options.addresses().forEach(at -> places.add(new Place(Kind.PLAIN, at, places.size())));
        options.tls().map(TlsOptions::addresses).stream()
                .flatMap(List::stream)
                .forEach(at -> places.add(new Place(Kind.TLS, at, places.size())));
        options.management().ifPresent(at -> places.add(new Place(Kind.MANAGEMENT, at, 0)));
        return places.stream()
                .map(p -> p.asked.isAnyPort() ? p : new Place(p.kind, p.asked, 0))
                .toList();
    }

    private Listener open(Place place, Supplier<HttpHandler> management) throws IOException {
        ChannelListener<StreamConnection> opened =
                switch (place.kind) {
                    case PLAIN -> protocols.plain();
                    case TLS -> protocols.secure();
                    case MANAGEMENT -> protocols.management(management.get());
                };
        return Listener.open(worker, place.asked, opened);
    }

    List<ListenAddress> addresses(Kind kind) {
        return real(open, kind);
    }

    private static List<ListenAddress> real(Map<Place, Listener> listeners, Kind kind) {
        return listeners.entrySet().stream()
                .filter(entry -> entry.getKey().kind == kind)
                .map(entry -> entry.getValue().real())
                .toList();
    }

    /** Listens for the public no more. */
    void closePublic() {
        open.forEach(
                (place, listener) -> {
                    if (place.kind != Kind.MANAGEMENT) {
                        listener.stop();
                    }
                });
    }

    void closeAll() {
        open.values().forEach(Listener::close);
    }
}
