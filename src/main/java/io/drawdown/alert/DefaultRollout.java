package io.drawdown.alert;

import io.drawdown.account.model.Account;
import io.drawdown.alert.internal.PlatformDefaultRepository;
import io.drawdown.base.Lookup;
import io.drawdown.base.background.SecondTicker;
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
 * Moves accounts without settings of their own to the newest platform default, a few in each transaction, and
 * publishes the alerts that this raises (R19, R20). The previous default applies to an account until it is moved. Any
 * server can move it at any time, and an interrupted rollout continues later.
 */
@Component
public class DefaultRollout extends SecondTicker {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultRollout.class);
    private static final int BATCH_SIZE = 50;
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private final PlatformDefaultRepository defaults;
    private final CrossingDetector crossingDetector;
    private final AlertPublisher publisher;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Instant> failedAt = new HashMap<>();

    DefaultRollout(
            PlatformDefaultRepository defaults,
            CrossingDetector crossingDetector,
            AlertPublisher publisher,
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value(ENABLED_PROPERTY) boolean enabled) {
        super("alert-defaults", clock, enabled);
        this.defaults = defaults;
        this.crossingDetector = crossingDetector;
        this.publisher = publisher;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Moves all accounts that follow an older default. Skips accounts whose ledgers are locked; the next run moves
     * them.
     */
    public synchronized void rollOut() {
        var newest = defaults.findNewest().number();
        if (defaults.findOldestFollowed(newest) == newest) {
            return;
        }
        failedAt.values().removeIf(at -> !at.plus(RETRY_DELAY).isAfter(clock.instant()));
        var behind = defaults.findAccountsBehind(newest, "", BATCH_SIZE);
        while (!behind.isEmpty()) {
            moveBatch(behind);
            behind = defaults.findAccountsBehind(newest, behind.getLast(), BATCH_SIZE);
        }
        defaults.deleteBefore(defaults.findOldestFollowed(newest));
    }

    @Override
    protected void run() {
        rollOut();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onAccountOpened(Account.Opened opened) {
        defaults.followNewest(opened.account());
    }

    private void moveBatch(List<String> behind) {
        var together = behind.stream()
                .filter(account -> !failedAt.containsKey(account))
                .toList();
        try {
            moveTogether(together);
        } catch (RuntimeException oneFailed) {
            together.forEach(this::moveAlone);
        }
    }

    private void moveAlone(String account) {
        try {
            moveTogether(List.of(account));
        } catch (RuntimeException again) {
            failedAt.put(account, clock.instant());
            LOG.error(
                    "The new default of usage alerts could not be applied to the account {} and will be tried again: {}",
                    account,
                    again.getMessage());
        }
    }

    private void moveTogether(List<String> accounts) {
        transaction.executeWithoutResult(status -> {
            var newest = defaults.findNewest();
            var claimed = defaults.claim(accounts, newest.number());
            if (claimed.isEmpty()) {
                return;
            }
            ledger.lock(claimed);
            var before = defaults.findFollowed(claimed);
            publisher.publish(crossingDetector.detectAfterEdit(
                    clock.instant(),
                    claimed.stream()
                            .collect(Collectors.toMap(
                                    account -> account,
                                    account -> new CrossingDetector.Edit(
                                            Lookup.require(before, account), newest.alert())))));
            defaults.moveTo(claimed, newest.number());
        });
    }
}
