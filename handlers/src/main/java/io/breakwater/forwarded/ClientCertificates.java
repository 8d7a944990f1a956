package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import io.breakwater.net.RawPath;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client's certificate as proxies forward it (B-24).
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><td>{@code Client-Cert}, {@code Client-Cert-Chain}</td><td>{@code :base64 of DER:}, the chain a list of them (RFC 9440)</td></tr>
 * <tr><td>{@code SSL_CLIENT_CERT}, {@code X-SSL-Client-Cert}</td><td>PEM with blanks for line ends (Apache, nginx, HAProxy), or percent-encoded</td></tr>
 * <tr><td>the same as {@code (null)}, or empty</td><td>no certificate: what Apache's {@code %{SSL_CLIENT_CERT}s} is without one</td></tr>
 * <tr><td>{@code X-Amzn-Mtls-Clientcert}</td><td>PEM, percent-encoded but for {@code + = /}</td></tr>
 * </table>
 *
 * <p>Whether a certificate is valid or trusted was the proxy's business.
 */
final class ClientCertificates {
    static final int MAX_CHARS = 16 * 1024;

    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private ClientCertificates() {}

    /** Whether the proxy tells that its client has shown none. */
    static boolean isNone(ReceivedHeader header) {
        return header.known().form() == KnownHeader.Form.CERTIFICATE_PEM && header.says("(null)");
    }

    /** The certificates that a value in the given form has, the client's first; null if it is malformed. */
    static @Nullable List<X509Certificate> parse(KnownHeader.Form form, String value) {
        List<byte[]> encoded =
                form == KnownHeader.Form.CERTIFICATE_BYTES ? byteSequences(value) : pem(value);
        return encoded == null || encoded.isEmpty() ? null : decode(encoded);
    }

    /** A list of byte sequences of RFC 8941 section 3.3.5. */
    private static @Nullable List<byte[]> byteSequences(String value) {
        List<byte[]> sequences = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            String text = Ascii.trim(item);
            boolean delimited = text.length() > 2 && text.startsWith(":") && text.endsWith(":");
            byte[] bytes = delimited ? base64(text.substring(1, text.length() - 1)) : null;
            if (bytes == null) {
                return null;
            }
            sequences.add(bytes);
        }
        return sequences;
    }

    private static @Nullable List<byte[]> pem(String value) {
        String text = value.indexOf('%') >= 0 ? RawPath.decode(value) : value;
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = PEM.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            byte[] bytes = base64(matcher.group(1).replaceAll("\\s", ""));
            if (bytes == null) {
                return null;
            }
            blocks.add(bytes);
            at = matcher.end();
        }
        return at == text.length() ? blocks : null;
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable List<X509Certificate> decode(List<byte[]> encoded) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] bytes : encoded) {
                ByteArrayInputStream in = new ByteArrayInputStream(bytes);
                certificates.add((X509Certificate) factory.generateCertificate(in));
                if (in.available() > 0) {
                    return null; // something behind the certificate
                }
            }
        } catch (CertificateException e) {
            return null;
        }
        return certificates;
    }
}
