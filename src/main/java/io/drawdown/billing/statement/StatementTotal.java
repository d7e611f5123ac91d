package io.drawdown.billing.statement;

import io.drawdown.base.Money;
import java.time.Instant;
import java.time.YearMonth;

/** The total of a month of an account's calendar, without its lines (R18). */
public record StatementTotal(YearMonth month, boolean closed, Instant closesAt, Money total) {}
