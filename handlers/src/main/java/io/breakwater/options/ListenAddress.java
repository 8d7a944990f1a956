package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * An address to listen on.
 *
 * @param host an address literal without brackets, {@code localhost}, or {@code *} for all addresses; empty for a unix socket
 * @param port 0 for any free one
 * @param socket if it is a unix socket
 */
public record ListenAddress(String host, int port, Optional<SocketFile> socket) {
    private static final String UNIX = "unix:";
    private static final int MAX_PATH_BYTES = 106; // sun_path has 108, and a name to begin under
    private static final String REMEDY =
            "Write host:port, such as 127.0.0.1:8080, [::1]:8080 or *:8080, or unix:/path/to.sock";

    /**
     * A unix socket.
     *
     * @param path absolute
     * @param permissions of the file
     */
    public record SocketFile(String path, Set<PosixFilePermission> permissions) {
        /** Who may connect if nothing else is said: the owner and the group. */
        public static final Set<PosixFilePermission> DEFAULT_PERMISSIONS =
                Set.copyOf(PosixFilePermissions.fromString("rw-rw----"));

        public SocketFile {
            permissions = Set.copyOf(permissions);
        }
    }

    /** A TCP address. */
    public ListenAddress(String host, int port) {
        this(host, port, Optional.empty());
    }

    /**
     * The address that {@code host:port} or {@code unix:/path} writes out.
     *
     * @throws InvalidValue saying what is wrong and what to write instead
     */
    public static ListenAddress parse(String text) {
        if (text.startsWith(UNIX)) {
            return unix(text.substring(UNIX.length()));
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port = text.endsWith(":0") ? 0 : Ports.parse(text, colon + 1, text.length());
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new InvalidValue("is an IPv6 address without brackets", REMEDY);
        }
        boolean known =
                host.equals("*") || host.equals("localhost") || IpAddress.parse(host) != null;
        if (!known || port == Ports.NONE) {
            throw new InvalidValue("is not an address and port to listen on", REMEDY);
        }
        return new ListenAddress(host, port);
    }

    private static ListenAddress unix(String path) {
        boolean absolute = path.startsWith("/") && !path.endsWith("/");
        if (!absolute || path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new InvalidValue(
                    "is not an absolute path of at most " + MAX_PATH_BYTES + " bytes", REMEDY);
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValue("has a control character in its path", REMEDY);
        }
        return new ListenAddress(
                "", 0, Optional.of(new SocketFile(path, SocketFile.DEFAULT_PERMISSIONS)));
    }

    /** The same with other permissions, if it is a unix socket. */
    ListenAddress permitting(Set<PosixFilePermission> permissions) {
        return new ListenAddress(
                host, port, socket.map(file -> new SocketFile(file.path(), permissions)));
    }

    /** Whether it is for the system to choose a port. */
    public boolean isAnyPort() {
        return socket.isEmpty() && port == 0;
    }

    /** Whether only this machine can connect. */
    public boolean isLoopback() {
        if (socket.isPresent()) {
            return true;
        }
        IpAddress address = IpAddress.parse(host);
        return address != null ? address.isLoopback() : host.equals("localhost");
    }

    @Override
    public String toString() {
        if (socket.isPresent()) {
            return UNIX + socket.get().path();
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
