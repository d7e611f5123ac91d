package io.drawdown.billing;

import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.billing.internal.ChargeRow;
import io.drawdown.billing.internal.ChargeTable;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.QuotaBatch;
import io.drawdown.quota.UsageRef;
import io.drawdown.quota.engine.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The charges of one transaction, made and taken back in memory and written at once. */
public final class ChargeBatch {

    private final ChargeTable table;
    private final Ledger.Locked ledger;
    private final Instant now;
    private final Map<UsageRef, List<ChargeRow>> standing = new HashMap<>();
    private final List<ChargeRow> written = new ArrayList<>();

    ChargeBatch(ChargeTable table, Ledger.Locked ledger, Instant now, Collection<UsageRef> toTakeBack) {
        this.table = table;
        this.ledger = ledger;
        this.now = now;
        if (!toTakeBack.isEmpty()) {
            table.standing(toTakeBack).forEach(this::stands);
        }
    }

    /** Charges what no package could give of a usage record, at the list price of its start, on an open statement (R6, R8, R18). */
    public void charge(Account account, UsageRef ref, Usage usage, Money perNodeHour, List<QuotaBatch.Open> uncovered) {
        var usageMonth = Months.ofUsage(usage.start(), usage.end(), account.zone());
        var statementMonth = StatementMonths.open(account, usageMonth, now);
        for (var open : uncovered) {
            var row = new ChargeRow(
                    ref,
                    ledger.nextEntry(account.code()),
                    open.piece().from(),
                    open.piece().to(),
                    open.nodeSeconds(),
                    perNodeHour,
                    perNodeHour.forNodeSeconds(open.nodeSeconds()),
                    open.why(),
                    statementMonth,
                    usageMonth,
                    null);
            written.add(row);
            stands(row);
        }
    }

    /** Takes all charges of a usage record back, by reversals (R12). */
    public void takeBack(Account account, UsageRef usage) {
        var charges = standing.remove(usage);
        if (charges != null) {
            charges.forEach(row -> reverse(account, row));
        }
    }

    /** Takes one charge of a usage record back, if it stands (R12). */
    public void takeBack(Account account, UsageRef usage, long entry) {
        var charges = standing.getOrDefault(usage, List.of());
        charges.stream().filter(row -> row.entry() == entry).findFirst().ifPresent(row -> {
            charges.remove(row);
            reverse(account, row);
        });
    }

    /** Writes what was charged and taken back. */
    public void flush() {
        if (!written.isEmpty()) {
            table.insert(written, now);
        }
    }

    private void reverse(Account account, ChargeRow row) {
        written.add(new ChargeRow(
                row.usage(),
                ledger.nextEntry(account.code()),
                row.from(),
                row.to(),
                row.nodeSeconds(),
                row.perNodeHour(),
                row.amount(),
                row.why(),
                StatementMonths.open(account, row.statementMonth(), now),
                row.usageMonth(),
                row.entry()));
    }

    private void stands(ChargeRow row) {
        standing.computeIfAbsent(row.usage(), usage -> new ArrayList<>()).add(row);
    }
}
