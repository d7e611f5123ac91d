package io.drawdown.console.admin.audit;

import io.drawdown.account.model.Caller;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.base.AuditAction;
import java.util.Locale;

/** The texts of audit entries. */
final class AuditLabels {

    private AuditLabels() {}

    /** Returns the name of an action. */
    static String describe(AuditAction action) {
        return switch (action) {
            case REGION_SET -> "Set a region";
            case REGION_REMOVED -> "Deleted a region";
            case SPECIFICATION_SET -> "Set a specification";
            case SPECIFICATION_REMOVED -> "Deleted a specification";
            case PRICE_SET -> "Set a list price";
            case PRICE_REMOVED -> "Deleted a list price";
            case OFFER_SET -> "Set an offer";
            case OFFER_REMOVED -> "Removed an offer";
            case ACCOUNT_SUSPENDED -> "Suspended an account";
            case ACCOUNT_CLOSED -> "Closed an account";
            case ACCOUNT_ACTIVATED -> "Activated an account";
            case ACCOUNT_SET -> "Set an account";
            case USER_SET -> "Set a user";
            case USER_REMOVED -> "Removed a user";
            case SESSIONS_ENDED -> "Ended sessions";
            case SECOND_FACTOR_SET -> "Set up a second factor";
            case SECOND_FACTOR_REMOVED -> "Removed a second factor";
            case RECOVERY_CODES_SET -> "Made new recovery codes";
            case SIGN_IN_WAIT_ENDED -> "Ended a sign-in wait";
            case API_KEY_CREATED -> "Created an API key";
            case API_KEY_REVOKED -> "Revoked an API key";
            case ORDER_PLACED -> "Placed an order";
            case GIFT_GIVEN -> "Gave a package";
            case USAGE_ALERT_SET -> "Set usage alerts";
            case USAGE_ALERT_DEFAULT_SET -> "Set the alert defaults";
            case RECIPIENTS_SET -> "Changed e-mail recipients";
            case RECIPIENT_ASKED_AGAIN -> "Resent a confirmation e-mail";
            case RECIPIENT_CONFIRMED -> "Confirmed an address for e-mail";
            case WEBHOOK_CREATED -> "Added a webhook";
            case WEBHOOK_SECRET_ROTATED -> "Rotated a webhook’s secret";
            case WEBHOOK_DELETED -> "Removed a webhook";
            case FAILING_ACCOUNT_TRIED -> "Retried a failing account";
            case DELIVERY_SENT_AGAIN -> "Resent a message";
            case IMPORT_STARTED -> "Started an import";
            case IMPORT_CANCELLED -> "Cancelled an import";
            case IMPORT_TAKEN_BACK -> "Took an import back";
            case EVENT_MENDED -> "Corrected a rejected event";
            case EVENT_REPLAYED -> "Replayed a rejected event";
            case SETTLED_AGAIN -> "Recharged after a void";
            case RUN_STOPPED -> "Stopped a run";
            case INTEGRITY_CHECKED -> "Checked the ledger";
            case INTEGRITY_CANCELLED -> "Cancelled a check of the ledger";
            case ACCOUNT_LOOKED_AT -> "Viewed an account";
            case ACCOUNTS_SEARCHED -> "Searched for accounts";
        };
    }

    /** Returns the name of an entry's action. Where an action both adds and changes, the entry decides which it was. */
    static String describe(AuditEntry entry) {
        return switch (entry.what()) {
            case REGION_SET, SPECIFICATION_SET, PRICE_SET, OFFER_SET, ACCOUNT_SET, USER_SET ->
                describe(entry.what()).replaceFirst("^Set", entry.before() == null ? "Added" : "Changed");
            default -> describe(entry.what());
        };
    }

    private static boolean isBySystem(AuditEntry entry) {
        return entry.who().equals(Caller.SYSTEM.name());
    }

    /** Returns the actor's role and origin, to follow the actor's name. */
    static String actorDetails(AuditEntry entry) {
        var kind = switch (entry.kind()) {
            case PERSON -> "";
            case KEY -> "key " + entry.key() + ", ";
            case PROGRAM -> isBySystem(entry) ? "the program itself, " : "";
        };
        var role = entry.kind() == Caller.Kind.PROGRAM
                ? isBySystem(entry) ? "at start-up" : "from an e-mail"
                : entry.role().name().toLowerCase(Locale.ROOT);
        return kind + role + (entry.address() == null ? "" : " · " + entry.address());
    }
}
