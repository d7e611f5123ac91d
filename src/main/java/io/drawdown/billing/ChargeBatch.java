package io.drawdown.billing;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.billing.internal.ChargeLineRepository;
import io.drawdown.billing.internal.ChargePayer;
import io.drawdown.billing.internal.ChargeRepository;
import io.drawdown.billing.internal.ChargeRow;
import io.drawdown.billing.statement.StatementMonths;
import io.drawdown.quota.QuotaBatch;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineBatch;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.lines.RunProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The charges of one transaction. They are made and reversed in memory and written together. */
public final class ChargeBatch {

    private final ChargeRepository repository;
    private final ChargeLineRepository lineRepository;
    private final LockedLedgers ledgers;
    private final Instant now;
    private final Map<UsageRef, List<ChargeRow>> unreversed = new HashMap<>();
    private final List<ChargeRow> newRows = new ArrayList<>();
    private final LineBatch<ChargePayer> lines = new LineBatch<>();

    ChargeBatch(
            ChargeRepository repository,
            ChargeLineRepository lineRepository,
            LockedLedgers ledgers,
            Instant now,
            Collection<UsageRef> toTakeBack) {
        this.repository = repository;
        this.lineRepository = lineRepository;
        this.ledgers = ledgers;
        this.now = now;
        if (!toTakeBack.isEmpty()) {
            repository.findUnreversed(toTakeBack).forEach(this::addUnreversed);
        }
    }

    /** Lets the next charges of these runs continue the lines of those before. */
    public void continueLines(Collection<RunProgress> runs) {
        lines.load(lineRepository.findToContinue(runs));
    }

    /**
     * Charges the uncovered part of a usage record on an open statement, at the list price of the record's start (R6,
     * R8, R18).
     */
    public void charge(
            Account account,
            UsageRef ref,
            LineOwner owner,
            Usage usage,
            Money perNodeHour,
            List<QuotaBatch.ChargeablePiece> uncovered) {
        var usageMonth = Months.monthOfUsage(usage.start(), usage.end(), account.zone());
        var statementMonth = StatementMonths.openMonthFor(account, usageMonth, now);
        for (var chargeablePiece : uncovered) {
            var row = new ChargeRow(
                    ref,
                    owner,
                    ledgers.nextEntry(account.code()),
                    chargeablePiece.piece().from(),
                    chargeablePiece.piece().to(),
                    chargeablePiece.nodeSeconds(),
                    perNodeHour,
                    perNodeHour.forNodeSeconds(chargeablePiece.nodeSeconds()),
                    chargeablePiece.why(),
                    statementMonth,
                    usageMonth,
                    null);
            add(row);
            addUnreversed(row);
        }
    }

    /** Reverses all charges of a usage record (R12). */
    public void reverse(Account account, UsageRef usage) {
        var charges = unreversed.remove(usage);
        if (charges != null) {
            charges.forEach(row -> addReversal(account, row));
        }
    }

    /** Reverses one charge of a usage record, unless it is reversed already (R12). */
    public void reverse(Account account, UsageRef usage, long entry) {
        var charges = unreversed.getOrDefault(usage, List.of());
        charges.stream().filter(row -> row.entry() == entry).findFirst().ifPresent(row -> {
            charges.remove(row);
            addReversal(account, row);
        });
    }

    /** Writes the charges and reversals. */
    public void flush() {
        if (!newRows.isEmpty()) {
            repository.insert(newRows, now);
            lineRepository.write(lines, now);
        }
    }

    private void addReversal(Account account, ChargeRow row) {
        add(new ChargeRow(
                row.usage(),
                row.owner(),
                ledgers.nextEntry(account.code()),
                row.from(),
                row.to(),
                row.nodeSeconds(),
                row.perNodeHour(),
                row.amount(),
                row.why(),
                StatementMonths.openMonthFor(account, row.statementMonth(), now),
                row.usageMonth(),
                row.entry()));
    }

    private void add(ChargeRow row) {
        newRows.add(row);
        lines.add(row.owner(), row.payer(), row.toLinePiece());
    }

    private void addUnreversed(ChargeRow row) {
        unreversed.computeIfAbsent(row.usage(), usage -> new ArrayList<>()).add(row);
    }
}
