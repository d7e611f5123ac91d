package io.drawdown.billing;

import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** The months of an account, the newest first. Only those that are asked for are added up. */
final class StatementTotals implements Listing<StatementTotal> {

    private final Account account;
    private final YearMonth first;
    private final YearMonth last;
    private final Instant now;
    private final Adding adding;

    /** Adds the months from one to another up; those with nothing on them are left out. */
    interface Adding {
        Map<YearMonth, Money> totals(YearMonth from, YearMonth to);
    }

    StatementTotals(Account account, YearMonth first, YearMonth last, Instant now, Adding adding) {
        this.account = account;
        this.first = first;
        this.last = last;
        this.now = now;
        this.adding = adding;
    }

    @Override
    public Page<StatementTotal> page(Pageable pageable) {
        return pageable.isUnpaged()
                ? new PageImpl<>(rows(0, Math.toIntExact(count()), Sort.unsorted()))
                : new PageImpl<>(rows(pageable.getOffset(), pageable.getPageSize(), pageable.getSort()), pageable, count());
    }

    @Override
    public List<StatementTotal> rows(long offset, int limit, Sort sort) {
        var number = Math.min(limit, count() - offset);
        if (number <= 0) {
            return List.of();
        }
        var newest = last.minusMonths(offset);
        var totals = adding.totals(newest.minusMonths(number - 1), newest);
        return LongStream.range(0, number)
                .mapToObj(newest::minusMonths)
                .map(month -> new StatementTotal(month, StatementMonths.isClosed(account, month, now),
                        StatementMonths.closesAt(account, month), totals.getOrDefault(month, Money.zero(account.currency()))))
                .toList();
    }

    @Override
    public long count() {
        return first.until(last, ChronoUnit.MONTHS) + 1;
    }

    @Override
    public void forEach(Consumer<? super StatementTotal> action) {
        rows(0, Math.toIntExact(count()), Sort.unsorted()).forEach(action);
    }
}
