package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with a private key in PEM (RFC 7468); certificates and parameters beside it are passed over.
 *
 * <table>
 * <caption>Labels</caption>
 * <tr><td>{@code PRIVATE KEY}</td><td>PKCS#8 (RFC 5208)</td></tr>
 * <tr><td>{@code RSA PRIVATE KEY}</td><td>PKCS#1 (RFC 8017 appendix A.1.2)</td></tr>
 * <tr><td>{@code EC PRIVATE KEY}</td><td>SEC 1 (RFC 5915)</td></tr>
 * <tr><td>{@code ENCRYPTED PRIVATE KEY}, or any with a {@code Proc-Type}</td><td>{@link InvalidValue}: nobody is there to ask for the password</td></tr>
 * </table>
 */
final class PrivateKeyFile {
    private static final String REMEDY =
            "Write the path of a readable file with one private key in PEM";
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ((?:[A-Z]+ )*PRIVATE KEY)-----(.*?)-----END \\1-----",
                    Pattern.DOTALL);

    private PrivateKeyFile() {}

    /**
     * The key that belongs to a certificate's.
     *
     * @throws InvalidValue if there is no such key in the file; no message has anything of the key
     */
    static PrivateKey read(String path, PublicKey counterpart) {
        Matcher block = BLOCK.matcher(text(path));
        if (!block.find()) {
            throw new InvalidValue("has no private key in it", REMEDY);
        }
        String body = block.group(2);
        if (block.group(1).startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw new InvalidValue(
                    "is encrypted, and nobody is there to type the password",
                    "Take the password away with: openssl pkey -in KEY -out NEW");
        }
        PrivateKey key = decode(block.group(1), body, counterpart);
        if (!KeyPairCheck.belongTogether(key, counterpart)) {
            throw new InvalidValue(
                    "is not the key of the certificate", "Name the file that was made with it");
        }
        return key;
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValue("cannot be read", REMEDY);
        }
    }

    private static PrivateKey decode(String label, String body, PublicKey counterpart) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(body);
            byte[] pkcs8 = label.equals("PRIVATE KEY") ? bytes : Pkcs8.wrap(bytes, counterpart);
            return KeyFactory.getInstance(counterpart.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidValue(
                    "has no private key in it that belongs to the certificate", REMEDY);
        }
    }
}
