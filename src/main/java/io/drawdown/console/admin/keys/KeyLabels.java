package io.drawdown.console.admin.keys;

import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The labels of key states and scopes, and the sentences about what a key may do. */
final class KeyLabels {

    private KeyLabels() {}

    static String label(ApiKeyState state) {
        return switch (state) {
            case IN_USE -> "In use";
            case NEVER_USED -> "Never used";
            case EXPIRING -> "Expires soon";
            case EXPIRED -> "Expired";
            case REVOKED -> "Revoked";
        };
    }

    static StatusBadge badge(ApiKey key, Instant now) {
        return switch (key.state()) {
            case IN_USE -> new StatusBadge(label(key.state()), StatusTone.WELL);
            case NEVER_USED -> new StatusBadge(label(key.state()), StatusTone.PENDING);
            case EXPIRING -> new StatusBadge(expiryText(key.expiresAt(), now), StatusTone.LOW);
            case EXPIRED, REVOKED -> new StatusBadge(label(key.state()), StatusTone.EXPIRED);
        };
    }

    static String label(Role role) {
        return switch (role) {
            case ADMIN -> "Admin";
            case SUPPORT -> "Support";
            case CUSTOMER -> "Customer";
            case METERING -> "Metering";
        };
    }

    /** Returns a sentence about what a key with this scope may do. */
    static String permissionText(Role role, @Nullable String account) {
        return switch (role) {
            case ADMIN -> "May do everything on the platform, including creating and revoking keys.";
            case SUPPORT -> "May view every account and change nothing. Each view is in the audit trail.";
            case CUSTOMER -> "May do what the account’s users may: buy, read and set alerts. It can’t report usage.";
            case METERING ->
                account == null
                        ? "May report usage of every account, and nothing else."
                        : "May report usage of this account, and nothing else.";
        };
    }

    /** Returns a sentence about what stops working when a key is revoked. */
    static String revocationEffect(ApiKey key) {
        return switch (key.role()) {
            case ADMIN -> "The program that administers the platform with it stops working.";
            case SUPPORT -> "The program that reads accounts with it stops working.";
            case CUSTOMER ->
                "The program that acts for " + key.account() + " with it can neither buy nor read anything any more.";
            case METERING ->
                "Usage of " + (key.account() == null ? "any account" : key.account())
                        + " that is reported with it is refused, and isn’t counted until it is reported with another"
                        + " key.";
        };
    }

    private static String expiryText(@Nullable Instant at, Instant now) {
        return at == null ? label(ApiKeyState.EXPIRING) : "Expires " + Format.distance(at, now);
    }
}
