/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Certificates, and perhaps a key (PKCS 8, in the clear or encrypted), as text (RFC 7468).
 */
final class PemFile {
    private static final String BEGIN = "-----BEGIN ";
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA"};

    private PemFile() {
    }

    static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /**
     * Makes a key store of a file: one entry of the key and the certificates, or one entry for each certificate if there is no key.
     *
     * @param password of the key in the file and in the store; perhaps empty
     * @throws GeneralSecurityException if the file cannot be understood
     */
    static KeyStore read(Path file, char[] password) throws IOException, GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        PrivateKey key = null;
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            String label = text.substring(at + BEGIN.length(), end(text, "-----", at + BEGIN.length()));
            int from = at + BEGIN.length() + label.length() + 5;
            byte[] content = decode(text.substring(from, end(text, "-----END", from)));
            if (label.equals("CERTIFICATE")) {
                certificates.add(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content)));
            } else if (label.equals("PRIVATE KEY")) {
                key = key(new PKCS8EncodedKeySpec(content));
            } else if (label.equals("ENCRYPTED PRIVATE KEY")) {
                key = key(decrypt(content, password));
            } else if (label.endsWith("PRIVATE KEY")) {
                throw new GeneralSecurityException(label + " is not understood; make it PKCS 8: openssl pkcs8 -topk8");
            }
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key != null) {
            store.setKeyEntry("key", key, password, certificates.toArray(Certificate[]::new));
            return store;
        }
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("certificate " + i, certificates.get(i));
        }
        return store;
    }

    private static int end(String text, String mark, int from) throws GeneralSecurityException {
        int end = text.indexOf(mark, from);
        if (end < 0) {
            throw new GeneralSecurityException("the file is cut off");
        }
        return end;
    }

    private static byte[] decode(String text) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] content, char[] password) throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
        Cipher cipher = Cipher.getInstance(info.getAlgName());
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(new PBEKeySpec(password)),
                info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm.
            }
        }
        throw new GeneralSecurityException("the key is of none of " + String.join(", ", ALGORITHMS));
    }
}
