package io.drawdown.notification.internal.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Validates a webhook's URL before its name is resolved. */
public final class WebhookUrl {

    private static final int MAX_LENGTH = 2000;
    private static final int HIGHEST_PORT = 65_535;

    private WebhookUrl() {}

    /** Returns what is wrong with a URL, as the rest of a sentence; null if nothing is. */
    public static @Nullable String findProblem(@Nullable String url, boolean allowPrivate) {
        if (url == null || url.isBlank()) {
            return "is required";
        }
        if (url.length() > MAX_LENGTH) {
            return "must be at most " + MAX_LENGTH + " characters";
        }
        var uri = parse(url);
        if (uri == null
                || uri.getScheme() == null
                || uri.getHost() == null
                || uri.getPort() == 0
                || uri.getPort() > HIGHEST_PORT) {
            return "must be a whole URL in ASCII, such as https://hooks.example.com/drawdown";
        }
        if (uri.getRawUserInfo() != null) {
            return "must not contain a user name or password: messages are signed instead";
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(allowPrivate && "http".equalsIgnoreCase(uri.getScheme()))) {
            return allowPrivate ? "must begin with https:// or http://" : "must begin with https://";
        }
        if (!allowPrivate && isPrivateAddress(uri.getHost())) {
            return "must lead to a public address";
        }
        return null;
    }

    private static @Nullable URI parse(String url) {
        try {
            return url.chars().allMatch(character -> character < 0x80) ? new URI(url) : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static boolean isPrivateAddress(String host) {
        try {
            return !PublicAddresses.isPublic(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
