package io.drawdown.audit.internal;

import io.drawdown.account.Access;
import io.drawdown.base.AuditedChange;
import io.drawdown.log.SecurityLog;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes changes of users, rights and keys to the security log once they are committed. */
@Component
class SecurityLogWriter {

    private final RequestOrigin requestOrigin;
    private final Access access;
    private final JsonMapper json;

    SecurityLogWriter(RequestOrigin requestOrigin, Access access, JsonMapper json) {
        this.requestOrigin = requestOrigin;
        this.access = access;
        this.json = json;
    }

    @TransactionalEventListener
    public void write(AuditedChange change) {
        switch (change.action()) {
            case USER_SET -> writeUser(change.before() == null ? "user-added" : "user-changed", change);
            case USER_REMOVED -> line("user-removed", change).write();
            case API_KEY_CREATED -> writeKey("key-created", change);
            case API_KEY_REVOKED -> writeKey("key-revoked", change);
            case SESSIONS_ENDED ->
                line("sessions-ended", change)
                        .with("sessions", field(change.before(), "sessions"))
                        .write();
            case SECOND_FACTOR_SET -> line("second-factor-set", change).write();
            case SECOND_FACTOR_REMOVED -> line("second-factor-removed", change).write();
            case RECOVERY_CODES_SET -> line("recovery-codes-set", change).write();
            case SIGN_IN_WAIT_ENDED -> line("sign-in-wait-ended", change).write();
            case ACCOUNT_SUSPENDED -> line("account-suspended", change).write();
            case ACCOUNT_CLOSED -> line("account-closed", change).write();
            case ACCOUNT_ACTIVATED -> line("account-activated", change).write();
            default -> {
                // The audit trail has everything; the security log what decides who may do what.
            }
        }
    }

    private void writeUser(String event, AuditedChange change) {
        line(event, change)
                .with("role", field(change.after(), "role"))
                .with("new-password", field(change.after(), "newPassword"))
                .write();
    }

    private void writeKey(String event, AuditedChange change) {
        line(event, change)
                .with("key", field(change.after(), "id"))
                .with("role", field(change.after(), "role"))
                .with("expires", field(change.after(), "expiresAt"))
                .write();
    }

    private SecurityLog line(String event, AuditedChange change) {
        var actor = access.actor();
        return SecurityLog.done(event)
                .with("subject", change.subject())
                .with("account", change.account())
                .with("by", actor.name())
                .with("by-key", actor.keyId())
                .with("address", requestOrigin.address());
    }

    private @Nullable String field(@Nullable Object state, String name) {
        JsonNode value = json.valueToTree(state).path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }
}
