package io.drawdown.notification.internal.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a receiver verifies a message: a second implementation, from the text of the Standard Webhooks specification and of
 * RFC 2104 alone, which shares nothing with the first.
 */
public final class SignatureVerifier {

    private static final int BLOCK = 64;

    private SignatureVerifier() {}

    /** Whether one of the signatures in {@code webhook-signature} is of this secret; header names are in lower case. */
    public static boolean verifies(String secret, Map<String, String> headers, byte[] body) {
        var signed = concatenated(
                (headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + ".")
                        .getBytes(StandardCharsets.UTF_8),
                body);
        var expected = hmacSha256(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), signed);
        return Arrays.stream(headers.get("webhook-signature").split(" "))
                .map(signature -> signature.split(",", 2))
                .filter(signature -> signature[0].equals("v1"))
                .anyMatch(signature ->
                        MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature[1])));
    }

    /** The first value of each header, by its name in lower case. */
    public static Map<String, String> lowerCase(Map<String, List<String>> headers) {
        var first = new HashMap<String, String>();
        headers.forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return first;
    }

    /** H(K xor opad, H(K xor ipad, text)), for keys of at most one block. */
    private static byte[] hmacSha256(byte[] key, byte[] text) {
        return sha256(concatenated(padded(key, 0x5c), sha256(concatenated(padded(key, 0x36), text))));
    }

    private static byte[] padded(byte[] key, int pad) {
        var padded = Arrays.copyOf(key, BLOCK);
        for (var i = 0; i < BLOCK; i++) {
            padded[i] ^= (byte) pad;
        }
        return padded;
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
