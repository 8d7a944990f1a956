package io.breakwater.route;

import io.breakwater.net.Authority;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Which hosts a server serves (B-22). Without a name everything is let in.
 *
 * @param serverName in lower case
 * @param names all that are let in, the server name among them
 * @param redirectWww whether the name without {@code www.} is sent there
 * @param allowLocalhost whether requests from this machine to itself pass
 * @param probePaths exact paths that may always be read
 */
public record HostRule(
        Optional<String> serverName,
        List<HostPattern> names,
        boolean redirectWww,
        boolean allowLocalhost,
        Set<String> probePaths) {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Admission ADMITTED = new Admission.Admitted();
    private static final String WWW = "www.";

    public HostRule {
        names = List.copyOf(names);
        probePaths = Set.copyOf(probePaths);
    }

    /** What becomes of a request. */
    public sealed interface Admission {
        /** It passes. */
        record Admitted() implements Admission {}

        /** It is refused. */
        record Refused() implements Admission {}

        /** It is redirected to the same URL at this host. */
        record Elsewhere(Authority host) implements Admission {}
    }

    /**
     * What becomes of a request for a host.
     *
     * @param host the Host header as it was decided
     * @param reads whether the method is GET or HEAD
     * @param rawPath the path, without any prefix
     * @param fromHere whether a process of this machine sent it, and nobody through it
     */
    public Admission admit(
            Optional<String> host, boolean reads, String rawPath, BooleanSupplier fromHere) {
        // A name is looked for in what is a host and port only: www.example.com:80@evil is none.
        Optional<String> plain = host.filter(text -> Authority.parse(text) != null);
        boolean admitted =
                serverName.isEmpty()
                        || plain.filter(this::isOurs).isPresent()
                        || reads && probePaths.contains(rawPath)
                        || allowLocalhost
                                && plain.filter(HostRule::isLocalName).isPresent()
                                && fromHere.getAsBoolean();
        if (admitted) {
            return ADMITTED;
        }
        return plain.filter(this::isNameWithoutWww)
                .<Admission>map(this::atWww)
                .orElseGet(Admission.Refused::new);
    }

    private boolean isOurs(String host) {
        String name = HostPattern.nameIn(host);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).matchesName(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLocalName(String host) {
        return LOCAL_NAMES.contains(HostPattern.nameIn(host));
    }

    private boolean isNameWithoutWww(String host) {
        return redirectWww
                && serverName
                        .filter(name -> name.equals(WWW + HostPattern.nameIn(host)))
                        .isPresent();
    }

    private Admission atWww(String host) {
        Authority asked = Authority.parse(host);
        return asked == null
                ? new Admission.Refused()
                : new Admission.Elsewhere(new Authority(serverName.orElseThrow(), asked.port()));
    }
}
