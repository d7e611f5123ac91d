package io.drawdown.alert;

import io.drawdown.account.Account;
import io.drawdown.alert.internal.DefaultTable;
import io.drawdown.base.EverySecond;
import io.drawdown.quota.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves accounts without settings of their own on to the platform's newest default, a few in each transaction, and tells what
 * that edit crosses for them (R19, R20). Until an account is moved the default before it is in force for it, so that it doesn't
 * matter when that is, on which of several servers, or whether one of them ends meanwhile.
 */
@Component
public class DefaultRollout extends EverySecond {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultRollout.class);
    private static final int TOGETHER = 50;
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final DefaultTable defaults;
    private final Crossings crossings;
    private final Raising raising;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Instant> failed = new HashMap<>();

    DefaultRollout(
            DefaultTable defaults,
            Crossings crossings,
            Raising raising,
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value(ENABLED) boolean enabled) {
        super("alert-defaults", clock, enabled);
        this.defaults = defaults;
        this.crossings = crossings;
        this.raising = raising;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Moves all accounts that follow an older default, except those whose ledgers are held: they are moved the next time. */
    public synchronized void rollOut() {
        var newest = defaults.newest().number();
        if (defaults.oldestFollowed(newest) == newest) {
            return;
        }
        failed.values().removeIf(at -> !at.plus(AFTER_A_FAILURE).isAfter(clock.instant()));
        var behind = defaults.behind(newest, "", TOGETHER);
        while (!behind.isEmpty()) {
            move(behind);
            behind = defaults.behind(newest, behind.getLast(), TOGETHER);
        }
        defaults.removeBefore(defaults.oldestFollowed(newest));
    }

    @Override
    protected void run() {
        rollOut();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void opened(Account.Opened opened) {
        defaults.follow(opened.account());
    }

    private void move(List<String> behind) {
        var together =
                behind.stream().filter(account -> !failed.containsKey(account)).toList();
        try {
            moveAtOnce(together);
        } catch (RuntimeException oneFailed) {
            together.forEach(this::moveAlone);
        }
    }

    private void moveAlone(String account) {
        try {
            moveAtOnce(List.of(account));
        } catch (RuntimeException again) {
            failed.put(account, clock.instant());
            LOG.error(
                    "The new default of usage alerts could not be applied to the account {} and will be tried again: {}",
                    account,
                    again.getMessage());
        }
    }

    private void moveAtOnce(List<String> accounts) {
        transaction.executeWithoutResult(status -> {
            var newest = defaults.newest();
            var claimed = defaults.claim(accounts, newest.number());
            if (claimed.isEmpty()) {
                return;
            }
            ledger.lock(claimed);
            var before = defaults.followedBy(claimed);
            raising.raise(crossings.afterEdit(
                    clock.instant(),
                    claimed.stream()
                            .collect(Collectors.toMap(
                                    account -> account,
                                    account -> new Crossings.Edit(before.get(account), newest.alert())))));
            defaults.move(claimed, newest.number());
        });
    }
}
