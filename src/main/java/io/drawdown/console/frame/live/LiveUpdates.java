package io.drawdown.console.frame.live;

import com.vaadin.flow.component.Component;
import io.drawdown.base.background.SecondTicker;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.ledger.LedgerVersion;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;

/**
 * Has open pages show what moves while somebody looks. Every few seconds one query sees which of the accounts that have pages
 * open on this server have changed, so that what other servers do is seen as well, and which have running jobs. Their pages
 * refresh; the others are left alone.
 */
@org.springframework.stereotype.Component
public class LiveUpdates extends SecondTicker {

    private static final int POLL_SECONDS = 3;

    private final LiveBalances liveBalances;
    private final PageSubscriptions<LedgerVersion> subscriptions = new PageSubscriptions<>();
    private int secondsSincePoll;

    LiveUpdates(LiveBalances liveBalances, Clock clock, @Value(ENABLED_PROPERTY) boolean enabled) {
        super("live-figures", clock, enabled);
        this.liveBalances = liveBalances;
    }

    /** Shows anew what a part of a page shows. */
    public interface Refresh {

        /**
         * Does so, in the page's turn.
         *
         * @param happened whether something has happened to the account; if not, only time has passed for its running jobs
         */
        void refresh(boolean happened);
    }

    /**
     * Has a component refreshed for as long as it is part of a page. Asks for no rights: what the component reads to refresh
     * is asked for in the name of whoever has the page open.
     */
    public void watch(Component component, String account, Refresh refresh) {
        var known = liveBalances.versions(List.of(account)).get(account);
        subscriptions.add(component, account, known, (before, now) -> refresh.refresh(!now.equals(before)));
    }

    /** Looks once for all open pages. */
    void poll() {
        var accounts = subscriptions.watchedAccounts();
        if (!accounts.isEmpty()) {
            subscriptions.publish(
                    liveBalances.versions(accounts), (known, now) -> !now.equals(known) || now.hasRunningJobs());
        }
    }

    @Override
    protected void run() {
        secondsSincePoll = (secondsSincePoll + 1) % POLL_SECONDS;
        if (secondsSincePoll == 0) {
            poll();
        }
    }
}
