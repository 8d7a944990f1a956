package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where the embedded server speaks TLS, and its certificates. */
final class TlsReader {
    private static final String LISTEN = "listen-tls";
    private static final String CERTIFICATE = "tls.certificate";
    private static final String KEY = "tls.key";

    private final SettingsReader reader;

    TlsReader(SettingsReader reader) {
        this.reader = reader;
    }

    Optional<TlsOptions> read() {
        List<SettingsReader.Item> certificates = reader.list(CERTIFICATE);
        List<SettingsReader.Item> keys = reader.list(KEY);
        checkTogether(certificates.size(), keys.size());
        List<TlsIdentity> identities = new ArrayList<>();
        for (int i = 0; i < Math.min(certificates.size(), keys.size()); i++) {
            identity(certificates.get(i), keys.get(i)).ifPresent(identities::add);
        }
        List<ListenAddress> addresses = reader.list(LISTEN, ListenAddress::parse);
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new TlsOptions(addresses, identities, files(certificates, keys)));
    }

    private void checkTogether(int certificates, int keys) {
        if (reader.hasItems(LISTEN) && certificates == 0) {
            reader.errorAt(
                    LISTEN,
                    "needs a certificate and its key",
                    "Set breakwater." + CERTIFICATE + " and breakwater." + KEY);
        }
        if (!reader.hasItems(LISTEN)) {
            reader.warnAt(
                    CERTIFICATE,
                    "has no effect: nothing listens for TLS",
                    "Set breakwater." + LISTEN + ", or leave this out");
        }
        if (certificates != keys) {
            String what = "needs as many certificates as keys, in the same order";
            String remedy =
                    "Name the two files of each certificate in the same place of both lists";
            reader.errorAt(certificates > 0 ? CERTIFICATE : KEY, what, remedy);
        }
    }

    private Optional<TlsIdentity> identity(
            SettingsReader.Item certificate, SettingsReader.Item key) {
        SettingsReader.Item reading = certificate;
        try {
            var chain = CertificateFile.read(certificate.text());
            reading = key;
            return Optional.of(
                    new TlsIdentity(
                            chain, PrivateKeyFile.read(key.text(), chain.get(0).getPublicKey())));
        } catch (InvalidValue e) {
            reader.error(reading.setting(), reading.text(), e.problem(), e.remedy());
            return Optional.empty();
        }
    }

    private WatchedFiles files(
            List<SettingsReader.Item> certificates, List<SettingsReader.Item> keys) {
        List<Path> paths =
                reader.errors().isEmpty()
                        ? Stream.concat(certificates.stream(), keys.stream())
                                .map(item -> Path.of(item.text()).toAbsolutePath())
                                .toList()
                        : List.of();
        return new WatchedFiles(paths, reader.settings());
    }
}
