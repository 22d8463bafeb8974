package lanchat.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * The server's key: proves to clients that they talk to the same server as the last time.
 *
 * @param key the secret half
 * @param certificate has the public half, and is signed with the key itself: nobody vouches for it but whoever compares
 *     the fingerprint
 */
record ServerKey(PrivateKey key, X509Certificate certificate) {
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
    static ServerKey read(byte[] pkcs12) throws GeneralSecurityException, IOException {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(pkcs12), password);
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, password);
            if (key instanceof PrivateKey secret
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return new ServerKey(secret, certificate);
            }
        }
        throw new GeneralSecurityException("there is no key in it");
    }

    @Override
    public String toString() {
        return "the key of " + certificate.getSubjectX500Principal(); // Never the secret half.
    }
}
