package io.drawdown.quota;

import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.ledger.UsageRef;
import java.time.Instant;
import java.util.Collection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens the draw-down of a transaction that has locked its accounts' ledgers. */
@Service
public class QuotaBatches {

    private final QuotaRepository repository;
    private final ApplicationEventPublisher events;

    QuotaBatches(QuotaRepository tables, ApplicationEventPublisher events) {
        this.repository = tables;
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
            Ledger.LockedLedgers ledger,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        return new QuotaBatch(repository, events, ledger, accounts, earliest, latest, toTakeBack);
    }
}
