package io.drawdown.console;

import com.vaadin.flow.component.Component;
import io.drawdown.base.EverySecond;
import io.drawdown.quota.Live;
import io.drawdown.quota.Pulse;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;

/**
 * Has open pages show what moves while somebody looks. Once a second one query sees which of the accounts that have pages open
 * on this server have changed, so that what other servers do is seen as well. Pages of those refresh at once; pages of accounts
 * with running jobs refresh every few seconds besides; the others are left alone.
 */
@org.springframework.stereotype.Component
public class LiveFigures extends EverySecond {

    private static final int EVERY = 3;

    private final Live live;
    private final Watches<Pulse> watches = new Watches<>();
    private int turn;

    LiveFigures(Live live, Clock clock, @Value(ENABLED) boolean enabled) {
        super("live-figures", clock, enabled);
        this.live = live;
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
        var known = live.pulses(List.of(account)).get(account);
        watches.add(component, account, known, (before, now) -> refresh.refresh(!now.equals(before)));
    }

    /** Looks once for all open pages. */
    void poll() {
        var accounts = watches.accounts();
        if (!accounts.isEmpty()) {
            turn = (turn + 1) % EVERY;
            watches.tell(live.pulses(accounts), (known, now) -> !now.equals(known) || turn == 0 && now.isRunning());
        }
    }

    @Override
    protected void run() {
        poll();
    }
}
