package io.breakwater.options;

import io.breakwater.forwarded.TrustList;
import java.time.Duration;
import java.util.Optional;

/** Reads where the embedded server listens, and to whom (B-23). */
final class ListenReader {
    private static final String PROXY_PROTOCOL = "listen-proxy-protocol";
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);
    private static final String SENDERS = "proxy-protocol-trusted";

    private final SettingsReader reader;

    ListenReader(SettingsReader reader) {
        this.reader = reader;
    }

    ListenOptions read() {
        return new ListenOptions(
                reader.list("listen", ListenAddress::parse),
                reader.number("io-threads", 1, 256),
                proxyProtocol(),
                new TlsReader(reader).read(),
                reader.value("management-listen", ListenAddress::parse),
                new ShutdownOptions(
                        reader.duration("shutdown-delay").orElse(Duration.ZERO),
                        reader.duration("shutdown-timeout").orElse(SHUTDOWN_TIMEOUT)),
                reader.value("access-log", AccessLogOptions::parse));
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
