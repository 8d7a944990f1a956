package io.breakwater.cdi;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate for a test, in PEM. */
record Identity(Path certificate, Path key) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Made by the JDK's keytool; under the same name again, it takes the place of the one before. */
    static Identity make(Path directory, String name, String algorithm, String host)
            throws Exception {
        Path store = Files.createTempFile(directory, name, ".p12");
        Files.delete(store);
        int status =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "x",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "SAN=dns:" + host,
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IllegalStateException("keytool ended with " + status);
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD);
        }
        Identity identity =
                new Identity(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
        write(identity.certificate, "CERTIFICATE", made.getCertificate("x").getEncoded());
        write(identity.key, "PRIVATE KEY", made.getKey("x", PASSWORD).getEncoded());
        return identity;
    }

    private static void write(Path file, String label, byte[] der) throws Exception {
        Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(der)));
    }
}
