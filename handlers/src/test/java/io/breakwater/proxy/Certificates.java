package io.breakwater.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates for this test run alone, made by the JDK's keytool. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private Certificates() {}

    /** Makes a key and a certificate that nobody has signed but itself: {@code name.p12}, {@code name.pem} and {@code name.key}. */
    static void selfSigned(Path directory, String name, String subjectAlternativeName)
            throws Exception {
        keytool(
                directory,
                "-genkeypair",
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + subjectAlternativeName,
                "-keystore",
                name + ".p12",
                "-storepass",
                PASSWORD,
                "-validity",
                "2");
        keytool(
                directory,
                "-exportcert",
                "-rfc",
                "-alias",
                "x",
                "-keystore",
                name + ".p12",
                "-storepass",
                PASSWORD,
                "-file",
                name + ".pem");
        writeKey(directory, name);
    }

    private static void writeKey(Path directory, String name) throws Exception {
        Key key = store(directory, name).getKey("x", PASSWORD.toCharArray());
        String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        Files.writeString(
                directory.resolve(name + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }

    private static void keytool(Path directory, String... arguments) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    static SSLContext context(Path directory, String name)
            throws IOException, GeneralSecurityException {
        return context(store(directory, name), null);
    }

    /** The same, believing those who show the other certificate. */
    static SSLContext context(Path directory, String name, String trusted)
            throws IOException, GeneralSecurityException {
        return context(store(directory, name), trust(directory, trusted));
    }

    /** Shows no certificate. */
    static SSLContext contextOfNobody(Path directory, String trusted)
            throws IOException, GeneralSecurityException {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        return context(empty, trust(directory, trusted));
    }

    private static TrustManager[] trust(Path directory, String name)
            throws IOException, GeneralSecurityException {
        KeyStore others = KeyStore.getInstance("PKCS12");
        others.load(null, null);
        others.setCertificateEntry("other", store(directory, name).getCertificate("x"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(others);
        return trust.getTrustManagers();
    }

    private static SSLContext context(KeyStore own, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust, null);
        return context;
    }

    /** The certificate as RFC 9440 writes it. */
    static String item(Path directory, String name) throws IOException, GeneralSecurityException {
        byte[] der = store(directory, name).getCertificate("x").getEncoded();
        return ":" + Base64.getEncoder().encodeToString(der) + ":";
    }

    private static KeyStore store(Path directory, String name)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
