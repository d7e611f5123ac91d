package io.drawdown.account.secondfactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A secret that a user's app may take.
 *
 * @param secret in Base32
 * @param address the {@code otpauth:} address that apps read from a QR code
 */
public record NewSecondFactor(String secret, String address) {

    /** Creates a new secret for a user of a site. */
    public static NewSecondFactor of(String site, String username) {
        var secret = TimeCodes.newSecret();
        return new NewSecondFactor(
                secret,
                "otpauth://totp/" + encode(site) + ":" + encode(username) + "?secret=" + secret + "&issuer="
                        + encode(site));
    }

    /** Returns the secret without its value, which must not get into a log. */
    @Override
    public String toString() {
        return "NewSecondFactor";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
