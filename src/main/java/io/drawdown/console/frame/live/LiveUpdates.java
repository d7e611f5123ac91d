package io.drawdown.console.frame.live;

import com.vaadin.flow.component.Component;
import io.drawdown.base.Lookup;
import io.drawdown.base.background.SecondTicker;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.ledger.LedgerVersion;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;

/**
 * Keeps the balances on open pages up to date. Every three seconds one query reads the ledger versions of all
 * accounts with open pages on this server, so changes by other servers are seen too. Only pages whose account changed
 * or has running jobs are refreshed.
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

    /** Refreshes the content of a component. */
    public interface Refresh {

        /**
         * Refreshes the component while the page's lock is held.
         *
         * @param happened whether the account has changed; if not, only time has passed for its running jobs
         */
        void refresh(boolean happened);
    }

    /**
     * Refreshes a component while it is attached to a page. Access isn't checked here: the component reads its data
     * with the rights of the user who has the page open.
     */
    public void watch(Component component, String account, Refresh refresh) {
        var known = Lookup.require(liveBalances.versions(List.of(account)), account);
        subscriptions.add(component, account, known, (before, now) -> refresh.refresh(!now.equals(before)));
    }

    /** Checks once for all open pages. */
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
