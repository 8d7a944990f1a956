package io.breakwater.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * The other end of a connection: a TCP address and port, or a unix socket, which has neither.
 *
 * @param address empty for a unix socket
 * @param port 0 when it is not known
 */
public record Peer(Optional<IpAddress> address, int port) {
    /** A process at the other end of a unix socket. */
    public static final Peer UNIX = new Peer(Optional.empty(), 0);

    private static final IpAddress UNSPECIFIED = IpAddress.v4(0);

    /**
     * What a connection over a unix socket of ours says that its peer's address is. This object, and no other that is equal to it, as anybody
     * may claim to be 0.0.0.0.
     */
    public static final InetSocketAddress UNIX_ADDRESS = UNIX.toSocketAddress();

    public static Peer of(IpAddress address, int port) {
        return new Peer(Optional.of(address), port);
    }

    /** The peer of a connection; whatever is not a resolved TCP address is taken for a unix socket. */
    public static Peer of(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && !isUnixAddress(inet)) {
            InetAddress resolved = inet.getAddress();
            return resolved == null ? UNIX : of(IpAddress.of(resolved), inet.getPort());
        }
        return UNIX;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isUnixAddress(InetSocketAddress address) {
        return address == UNIX_ADDRESS;
    }

    public boolean isUnix() {
        return address.isEmpty();
    }

    public boolean isLoopback() {
        return address.isPresent() && address.get().isLoopback();
    }

    /** As the JDK's type; a unix socket is 0.0.0.0 port 0, which is never loopback (B-2). */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(address.orElse(UNSPECIFIED).toInetAddress(), port);
    }

    /** {@code 10.0.0.7:51234}, {@code [::1]:51234}, {@code unix}. */
    @Override
    public String toString() {
        return address.map(a -> a.toUriHost() + ":" + port).orElse("unix");
    }
}
