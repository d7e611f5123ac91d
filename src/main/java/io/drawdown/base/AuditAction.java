package io.drawdown.base;

/** What the audit trail says that somebody did. Programs search for these names, so they stay. */
public enum AuditAction {
    REGION_SET,
    SPECIFICATION_SET,
    PRICE_SET,
    OFFER_SET,
    OFFER_REMOVED,
    ACCOUNT_SET,
    USER_SET,
    USER_REMOVED,
    API_KEY_CREATED,
    ORDER_PLACED,
    GIFT_GIVEN,
    USAGE_ALERT_SET,
    USAGE_ALERT_DEFAULT_SET,
    RECIPIENTS_SET,
    WEBHOOK_CREATED,
    WEBHOOK_SECRET_ROTATED,
    WEBHOOK_DELETED,
    DELIVERY_SENT_AGAIN,
    IMPORT_STARTED,
    EVENT_REPLAYED,
    SETTLED_AGAIN,
    RUN_STOPPED,
    INTEGRITY_CHECKED,
    ACCOUNT_LOOKED_AT
}
