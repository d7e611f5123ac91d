package io.drawdown.billing;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.sql.InvalidPositionException;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.statement.StatementMonths;
import io.drawdown.billing.statement.StatementTotal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** The statement months of an account, the newest first. Only the months of the requested slice are summed. */
final class StatementListing implements Listing<StatementTotal> {

    private final Account account;
    private final YearMonth firstMonth;
    private final YearMonth lastMonth;
    private final Instant now;
    private final MonthlyTotals monthlyTotals;

    /** Sums the months of a range. Months without lines are left out. */
    interface MonthlyTotals {
        Map<YearMonth, Money> sum(YearMonth from, YearMonth to);
    }

    StatementListing(
            Account account, YearMonth firstMonth, YearMonth lastMonth, Instant now, MonthlyTotals monthlyTotals) {
        this.account = account;
        this.firstMonth = firstMonth;
        this.lastMonth = lastMonth;
        this.now = now;
        this.monthlyTotals = monthlyTotals;
    }

    @Override
    public Slice<StatementTotal> slice(Position from, int limit, Sort sort) {
        var offset = switch (from) {
            case Offset(var rows) -> rows;
            case After(var keys) -> parseMonth(keys).until(lastMonth, ChronoUnit.MONTHS) + 1;
        };
        var rows = rows(offset, limit);
        return new Slice<>(
                rows,
                offset + rows.size() >= count()
                        ? null
                        : new After(List.of(
                                lastMonth.minusMonths(offset + rows.size() - 1).toString())));
    }

    private static YearMonth parseMonth(List<@Nullable String> keys) {
        try {
            return YearMonth.parse(String.valueOf(keys.getFirst()));
        } catch (DateTimeException unreadable) {
            throw new InvalidPositionException("Not a month");
        }
    }

    private List<StatementTotal> rows(long offset, int limit) {
        var number = Math.min(limit, count() - offset);
        if (number <= 0 || offset < 0) {
            return List.of();
        }
        var newest = lastMonth.minusMonths(offset);
        var totals = monthlyTotals.sum(newest.minusMonths(number - 1), newest);
        return LongStream.range(0, number)
                .mapToObj(newest::minusMonths)
                .map(month -> new StatementTotal(
                        month,
                        StatementMonths.isClosed(account, month, now),
                        StatementMonths.closesAt(account, month),
                        totals.getOrDefault(month, Money.zero(account.currency()))))
                .toList();
    }

    @Override
    public long count() {
        return firstMonth.until(lastMonth, ChronoUnit.MONTHS) + 1;
    }

    @Override
    public void forEach(Consumer<? super StatementTotal> action) {
        rows(0, Math.toIntExact(count())).forEach(action);
    }
}
