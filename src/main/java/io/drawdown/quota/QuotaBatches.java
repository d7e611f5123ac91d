package io.drawdown.quota;

import io.drawdown.quota.internal.QuotaTables;
import java.time.Instant;
import java.util.Collection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens the draw-down of a transaction that has locked its accounts' ledgers. */
@Service
public class QuotaBatches {

    private final QuotaTables tables;
    private final ApplicationEventPublisher events;

    QuotaBatches(QuotaTables tables, ApplicationEventPublisher events) {
        this.tables = tables;
        this.events = events;
    }

    /**
     * Reads what the draw-down needs.
     *
     * @param accounts those whose ledgers are locked and whose usage will be settled or taken back
     * @param earliest the earliest start of that usage
     * @param latest the latest end of it
     * @param toTakeBack settled usage records that will be taken back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public QuotaBatch open(
            Ledger.Locked ledger,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        return new QuotaBatch(tables, events, ledger, accounts, earliest, latest, toTakeBack);
    }
}
