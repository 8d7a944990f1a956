package io.breakwater.options;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;

/** Whether two keys are a pair: a server with the wrong one would start, and no handshake would succeed. */
final class KeyPairCheck {
    private static final byte[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8};

    private KeyPairCheck() {}

    static boolean belongTogether(PrivateKey secret, PublicKey known) {
        if (secret instanceof RSAKey one && known instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        try {
            String algorithm = known instanceof ECKey ? "SHA256withECDSA" : known.getAlgorithm();
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
