package io.drawdown.purchase.internal;

import io.drawdown.base.Money;
import java.time.Instant;

/** A row of the table purchase_order. */
public record OrderRow(
        String number,
        String account,
        String idempotencyKey,
        String fingerprint,
        String offer,
        int quantity,
        Money price,
        String packageId,
        String placedBy,
        Instant placedAt) {}
