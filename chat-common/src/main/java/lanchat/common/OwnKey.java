package lanchat.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A key of one's own. A server proves with it that it is the same as the last time, a client that its names are its own.
 *
 * @param key the secret half
 * @param certificate has the public half, and is signed with the key itself: nobody vouches for it but whoever compares
 *     the fingerprint
 */
public record OwnKey(PrivateKey key, X509Certificate certificate) {
    /**
     * The password of the key's file. It guards nothing and is no secret (the file's permissions are what guards the
     * key); the tools that read and write such files insist on one.
     */
    static final String PASSWORD = "lanchat";

    /**
     * Reads the bytes of a PKCS #12 file.
     *
     * @throws GeneralSecurityException when there is no key with a certificate in it
     * @throws IOException when it is no such file, is damaged or has another password
     */
    static OwnKey read(byte[] pkcs12) throws GeneralSecurityException, IOException {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(pkcs12), password);
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, password);
            if (key instanceof PrivateKey secret
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return new OwnKey(secret, certificate);
            }
        }
        throw new GeneralSecurityException("there is no key in it");
    }

    /** What TLS needs to show this key. */
    public KeyManager[] managers() throws GeneralSecurityException, IOException {
        char[] none = {};
        // Only a way to hand the key over, in memory. The modern kind would encrypt it at length.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, none);
        store.setKeyEntry("own", key, none, new Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, none);
        return managers.getKeyManagers();
    }

    /** What others recognise the key by. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate.getPublicKey());
    }

    @Override
    public String toString() {
        return "the key of " + certificate.getSubjectX500Principal(); // Never the secret half.
    }
}
