package io.breakwater.options;

import io.breakwater.forwarded.TrustList;
import io.breakwater.net.InvalidValue;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where the embedded server listens, and to whom (B-23). */
final class ListenReader {
    private static final String MANAGEMENT = "management-listen";
    private static final String PROXY_PROTOCOL = "listen-proxy-protocol";
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);
    private static final String SENDERS = "proxy-protocol-trusted";

    private static final String SOCKET_MODE = "listen-unix-mode";
    private static final String ALL_PERMISSIONS = "rwxrwxrwx";

    private final SettingsReader reader;

    ListenReader(SettingsReader reader) {
        this.reader = reader;
    }

    ListenOptions read() {
        return new ListenOptions(
                addresses(),
                reader.number("io-threads", 1, 256),
                proxyProtocol(),
                new TlsReader(reader).read(),
                management(),
                new ShutdownOptions(
                        reader.duration("shutdown-delay").orElse(Duration.ZERO),
                        reader.duration("shutdown-timeout").orElse(SHUTDOWN_TIMEOUT)),
                reader.value("access-log", AccessLogOptions::parse));
    }

    private Optional<ListenAddress> management() {
        Optional<ListenAddress> address = reader.value(MANAGEMENT, ListenAddress::parse);
        if (address.isPresent() && !address.get().isLoopback()) {
            reader.warnAt(
                    MANAGEMENT,
                    "tells everybody who can connect there which routes and targets there are",
                    "Write an address that the public does not reach, such as 127.0.0.1:9090");
        }
        return address;
    }

    private List<ListenAddress> addresses() {
        List<ListenAddress> addresses = reader.list("listen", ListenAddress::parse);
        Set<PosixFilePermission> permissions =
                reader.value(SOCKET_MODE, ListenReader::permissions)
                        .orElse(ListenAddress.SocketFile.DEFAULT_PERMISSIONS);
        if (addresses.stream().noneMatch(address -> address.socket().isPresent())) {
            reader.warnAt(
                    SOCKET_MODE,
                    "has no effect: no unix socket is listened on",
                    "Write unix:/path/to.sock for breakwater.listen, or leave this out");
        }
        return addresses.stream().map(address -> address.permitting(permissions)).toList();
    }

    /** Three octal digits, as {@code chmod} takes them. */
    private static Set<PosixFilePermission> permissions(String text) {
        if (!text.matches("0?[0-7]{3}")) {
            throw new InvalidValue("is not a file mode", "Write three octal digits, such as 0660");
        }
        int mode = Integer.parseInt(text, 8);
        StringBuilder permissions = new StringBuilder(ALL_PERMISSIONS);
        for (int bit = 0; bit < permissions.length(); bit++) {
            if ((mode >> (permissions.length() - 1 - bit) & 1) == 0) {
                permissions.setCharAt(bit, '-');
            }
        }
        return PosixFilePermissions.fromString(permissions.toString());
    }

    private Optional<TrustList> proxyProtocol() {
        TrustList senders = TrustList.of(new TrustReader(reader).proxies(SENDERS));
        if (!reader.flag(PROXY_PROTOCOL, false)) {
            reader.warnAt(
                    SENDERS,
                    "has no effect: no PROXY header is understood",
                    "Set breakwater." + PROXY_PROTOCOL + "=true, or leave this out");
            return Optional.empty();
        }
        if (!reader.hasItems(SENDERS)) {
            reader.errorAt(
                    PROXY_PROTOCOL,
                    "believes PROXY headers, but from nobody: no sender is trusted",
                    "Set breakwater." + SENDERS + " to the addresses of your load balancers");
        }
        return Optional.of(senders);
    }
}
