package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates and keys in the forms that openssl writes, and what is said about those that cannot be used. */
class TlsIdentityTest {
    private static String path(String name) {
        try {
            return Path.of(TlsIdentityTest.class.getResource(name).toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Reading {
        private final SettingsReader reader;
        private final Optional<TlsIdentity> identity;

        Reading(String... settings) {
            reader =
                    new SettingsReader(
                            Settings.of(
                                    Stream.of(settings)
                                            .map(line -> line.split("=", 2))
                                            .map(s -> new Setting(s[0], s[1], "test.properties"))
                                            .toList()));
            identity = new TlsIdentityReader(reader).read("");
        }

        List<String> errors() {
            return reader.errors().stream().map(Problem::toString).toList();
        }
    }

    private static Reading read(String certificate, String key) {
        return new Reading("tls.certificate=" + certificate, "tls.key=" + key);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "rsa, rsa-pkcs8",
        "rsa, rsa-pkcs1",
        "ec, ec-pkcs8",
        "ec, ec-sec1",
        "ed25519, ed25519-pkcs8"
    })
    @DisplayName("keys in PKCS#8 and in the traditional forms are read")
    void formats(String certificate, String key) {
        Reading reading = read(path(certificate + "-certificate.pem"), path(key + ".pem"));
        assertThat(reading.errors()).isEmpty();
        TlsIdentity identity = reading.identity.orElseThrow();
        X509KeyManager manager = (X509KeyManager) identity.keyManagers()[0];
        X509Certificate[] chain = manager.getCertificateChain("own");
        assertThat(chain[0].getSubjectX500Principal().getName())
                .isEqualTo("CN=" + certificate + ".test");
        assertThat(manager.getPrivateKey("own")).isEqualTo(identity.key());
    }

    @Test
    @DisplayName("neither of the two is no identity, and no problem")
    void none() {
        Reading reading = new Reading();
        assertThat(reading.identity).isEmpty();
        assertThat(reading.errors()).isEmpty();
    }

    @Test
    @DisplayName("one of the two is not enough")
    void half() {
        assertThat(new Reading("tls.certificate=" + path("ec-certificate.pem")).errors())
                .containsExactly(
                        "breakwater.tls.key: is missing (from test.properties). Set it too, or leave out breakwater.tls.certificate.");
        assertThat(new Reading("tls.key=" + path("ec-pkcs8.pem")).errors())
                .containsExactly(
                        "breakwater.tls.certificate: is missing (from test.properties). Set it too, or leave out breakwater.tls.key.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ec-certificate.pem  | has no private key in it (from test.properties). Write the path of a readable file with one private key in PEM.
            encrypted-pkcs8.pem | is encrypted, and nobody is there to type the password (from test.properties). Take the password away with: openssl pkey -in KEY -out NEW.
            encrypted-pkcs1.pem | is encrypted, and nobody is there to type the password (from test.properties). Take the password away with: openssl pkey -in KEY -out NEW.
            rsa-pkcs8.pem       | has no private key in it that belongs to the certificate (from test.properties). Write the path of a readable file with one private key in PEM.
            rsa-pkcs1.pem       | has no private key in it that belongs to the certificate (from test.properties). Write the path of a readable file with one private key in PEM.
            other-ec-pkcs8.pem  | is not the key of the certificate (from test.properties). Name the file that was made with it.
            """)
    @DisplayName(
            "a key that cannot be used is a problem that shows neither the key nor where it is")
    void wrongKeys(String key, String expected) {
        assertThat(read(path("ec-certificate.pem"), path(key)).errors())
                .containsExactly("breakwater.tls.key: \"***\" " + expected);
    }

    @Test
    @DisplayName("files that are not there are problems, each of them")
    void missingFiles() {
        assertThat(read("/no/such.pem", path("ec-pkcs8.pem")).errors())
                .containsExactly(
                        "breakwater.tls.certificate: \"/no/such.pem\" cannot be read (from test.properties). Write the path of a readable file with certificates in PEM.");
        assertThat(read(path("ec-certificate.pem"), "/no/such.pem").errors())
                .containsExactly(
                        "breakwater.tls.key: \"***\" cannot be read (from test.properties). Write the path of a readable file with one private key in PEM.");
    }

    @Test
    @DisplayName("an identity prints its name and nothing of its key")
    void printing() {
        Reading reading = read(path("ec-certificate.pem"), path("ec-pkcs8.pem"));
        assertThat(reading.identity.orElseThrow()).hasToString("TlsIdentity[CN=ec.test]");
    }
}
