package io.drawdown.billing.statement;

import io.drawdown.base.Money;
import java.time.Instant;
import java.time.YearMonth;

/** What a month of an account's calendar comes to, without its lines (R18). */
public record StatementTotal(YearMonth month, boolean closed, Instant closesAt, Money total) {}
