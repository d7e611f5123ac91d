package io.drawdown.account;

import static io.drawdown.testing.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountState;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.Offer;
import io.drawdown.purchase.Orders;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;

/** Accounts that are suspended or closed (R23). */
@DrawdownTest
@Tag("dialect")
class AccountStatesTest {

    @Autowired
    private Accounts accounts;

    @Autowired
    private Orders orders;

    @Autowired
    private UsageHistory usage;

    @Autowired
    private RejectedEvents rejected;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;
    private Offer offer;

    @BeforeEach
    void setUp() {
        clock.set(NOW);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        offer = world.offer(region, specification, 100);
    }

    @Test
    void suspendedAccountCannotOrder() {
        change(() -> accounts.suspend(account));

        assertRefused(ProblemType.ACCOUNT_SUSPENDED, () -> world.buyPackage(account, offer, 1, null));
        change(() -> orders.give(account, offer.code(), 1, null));
        assertThat(state()).isEqualTo(AccountState.SUSPENDED);
    }

    @Test
    void usageOfASuspendedAccountIsSettled() {
        world.start(account, region, specification, "night", 2, NOW);
        change(() -> accounts.suspend(account));
        clock.set(NOW.plus(Duration.ofHours(1)));
        world.run(account, region, specification, "train", NOW, NOW.plus(Duration.ofMinutes(30)));
        world.start(account, region, specification, "next", 1, NOW.plus(Duration.ofHours(1)));
        world.stop(account, "night", NOW.plus(Duration.ofHours(1)));

        assertThat(world.asSystem(() -> usage.getTotals(account)).chargedNodeSeconds())
                .isEqualTo(1_800 + 7_200);
    }

    @Test
    void closingNeedsThatNoJobRuns() {
        world.start(account, region, specification, "night", 2, NOW);
        assertRefused(ProblemType.ACCOUNT_HAS_RUNS, () -> accounts.close(account));
        assertThat(state()).isEqualTo(AccountState.ACTIVE);

        clock.set(NOW.plus(Duration.ofHours(1)));
        world.stop(account, "night", NOW.plus(Duration.ofHours(1)));
        change(() -> accounts.close(account));
        assertThat(state()).isEqualTo(AccountState.CLOSED);
    }

    @Test
    void closedAccountTakesNoUsageOrdersAndGifts() {
        clock.set(NOW.plus(Duration.ofHours(1)));
        var record = world.run(account, region, specification, "train", NOW, NOW.plus(Duration.ofMinutes(30)));
        change(() -> accounts.close(account));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> world.run(account, region, specification, "late", NOW, NOW.plus(Duration.ofMinutes(10))))
                .withMessageContaining("closed");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> world.start(account, region, specification, "late-run", 1, NOW))
                .withMessageContaining("closed");
        assertRefused(ProblemType.ACCOUNT_CLOSED, () -> world.buyPackage(account, offer, 1, null));
        assertRefused(ProblemType.ACCOUNT_CLOSED, () -> orders.give(account, offer.code(), 1, null));
        assertRefused(ProblemType.ACCOUNT_CLOSED, () -> accounts.suspend(account));

        world.voidUsage(account, record);
        assertThat(world.asSystem(() -> usage.getTotals(account)).nodeSeconds())
                .as("what was wrong can still be taken back")
                .isZero();
    }

    @Test
    void rejectedUsageCountsOnceTheAccountIsActiveAgain() {
        clock.set(NOW.plus(Duration.ofHours(1)));
        change(() -> accounts.close(account));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> world.run(account, region, specification, "late", NOW, NOW.plus(Duration.ofMinutes(10))));
        var kept = openRejections();
        assertThat(kept).hasSize(1);

        change(() -> accounts.activate(account));
        change(() -> rejected.replay(kept.getFirst().id()));
        assertThat(world.asSystem(() -> usage.getTotals(account)).nodeSeconds()).isEqualTo(600);
    }

    @Test
    void changingAnAccountLeavesItsState() {
        change(() -> accounts.suspend(account));
        var seen = world.asSystem(() -> accounts.current(account));

        change(() ->
                accounts.put(new Account(account, "Another name", seen.currency(), seen.zone(), seen.creditLimit())));

        assertThat(state()).isEqualTo(AccountState.SUSPENDED);
        change(() -> accounts.suspend(account));
        change(() -> accounts.activate(account));
        change(() -> accounts.activate(account));
        assertThat(state()).isEqualTo(AccountState.ACTIVE);
    }

    private List<RejectedEvent> openRejections() {
        var filter = new RejectedEventFilter(RejectedEvent.State.OPEN, account, null, null, null, null, null);
        return world.asSystem(() -> rejected.list(filter).rows(0, 10, Sort.unsorted()));
    }

    private AccountState state() {
        return world.asSystem(() -> accounts.current(account)).state();
    }

    private void change(Runnable action) {
        world.asSystem(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    private void assertRefused(ProblemType type, Runnable action) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> change(action))
                .extracting(ProblemException::type)
                .isEqualTo(type);
    }
}
