package io.drawdown.quota;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.model.Activity;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.Quota;
import io.drawdown.quota.packages.RemainingPoint;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.settlement.RunScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** That what is seen as remaining is what settling at that instant would leave (R16). */
@DrawdownTest
@Tag("dialect")
class LiveBalancesTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    World world;

    @Autowired
    LiveBalances live;

    @Autowired
    Packages packages;

    @Autowired
    Orders orders;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private RunScenario story;

    @BeforeEach
    void createStory() {
        story = stories.getObject();
    }

    @Test
    void lowersTheRemainderEverySecondWithoutWriting() {
        var bought = story.buy(1);
        story.settle(story.started("train", 4, START));
        var written = ledgerRows();

        for (var second = 1; second <= 10; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(story.get(bought).remainingNodeSeconds()).isEqualTo(3600 - 4 * second);
        }

        assertThat(story.settledRemainingNodeSeconds(bought)).isEqualTo(3600);
        assertThat(ledgerRows()).isEqualTo(written);
        story.catchUp();
        assertThat(story.settledRemainingNodeSeconds(bought)).isEqualTo(3560);
        assertThat(story.get(bought).remainingNodeSeconds()).isEqualTo(3560);
    }

    @Test
    void endsAPackagesHistoryWithTheLiveRemainder() {
        var bought = story.buy(1);
        story.settle(story.started("train", 4, START));
        clock.advance(Duration.ofSeconds(100));

        assertThat(world.asSystem(() -> packages.remainingOverTime(story.account, bought, 200)))
                .containsExactly(
                        new RemainingPoint(story.get(bought).effectiveAt(), 3600),
                        new RemainingPoint(clock.instant(), 3200));
    }

    @Test
    void showsTheSameRemainderInEveryService() {
        var bought = story.buy(1);
        story.settle(story.started("train", 4, START));
        clock.advance(Duration.ofSeconds(100));

        var one = story.get(bought);
        var read = world.asSystem(() -> List.of(
                packages.list(story.account, PackageFilter.ALL)
                        .page(Pageable.unpaged())
                        .getContent()
                        .getFirst(),
                packages.findByIds(story.account, List.of(bought)).get(bought),
                orders.list(story.account)
                        .page(Pageable.unpaged())
                        .getContent()
                        .getFirst()
                        .resourcePackage(),
                orders.get(story.account, one.order()).resourcePackage()));

        assertThat(one.remainingNodeSeconds()).isEqualTo(3200);
        assertThat(one.settledRemainingNodeSeconds()).isEqualTo(3600);
        assertThat(read).containsOnly(one);
        assertThat(quotas()).containsExactly(3200L);
        assertThat(targets(UsageAlert.Scope.EACH_PACKAGE)).containsExactly(3200L);
        assertThat(targets(UsageAlert.Scope.SAME_KIND)).containsExactly(3200L);
    }

    @Test
    void showsUsedUpAtTheExactSecondWithoutSettlement() {
        var bought = story.buy(1);
        story.settle(story.started("train", 7, START));

        clock.advance(Duration.ofSeconds(514));
        assertThat(story.get(bought))
                .extracting(ResourcePackage::remainingNodeSeconds, ResourcePackage::status)
                .containsExactly(2L, PackageStatus.IN_EFFECT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(story.get(bought))
                .extracting(ResourcePackage::remainingNodeSeconds, ResourcePackage::status)
                .containsExactly(0L, PackageStatus.USED_UP);
        clock.advance(Duration.ofDays(2));
        assertThat(story.get(bought).status()).isEqualTo(PackageStatus.USED_UP);
        assertThat(story.settledRemainingNodeSeconds(bought))
                .as("nobody has settled for two days")
                .isEqualTo(3600);
        assertThat(world.asSystem(() -> live.snapshot(story.account)).jobs())
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.givingPackageId()).isNull();
                    assertThat(job.unsettledNodeSeconds()).isEqualTo(7 * (515 + 2 * 86_400));
                    assertThat(job.uncoveredNodeSeconds()).isEqualTo(7 * (515 + 2 * 86_400) - 3600);
                });
    }

    @Test
    void leavesOtherAccountsUnchanged() {
        var other = stories.getObject();
        var othersPackage =
                world.buyPackage(other.account, story.offer(1), 1, null).id();
        story.buy(1);
        story.settle(story.started("train", 1, START));
        clock.advance(Duration.ofSeconds(100));

        assertThat(other.get(othersPackage).remainingNodeSeconds()).isEqualTo(3600);
        var stranger = new Caller("a stranger", Role.CUSTOMER, other.account);
        assertThatThrownBy(() -> world.as(stranger, () -> packages.quotas(story.account)))
                .isInstanceOf(ProblemException.class);
    }

    @RepeatedTest(20)
    void equalsWhatSettlementWouldLeave(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var bought = new ArrayList<String>();
        for (var number = random.nextInt(1, 5); number > 0; number--) {
            bought.add(story.buy(random.nextInt(1, 4), START.plusSeconds(random.nextInt(4000)), activities(random)));
        }
        for (var step = 0; step < 12; step++) {
            var now = clock.instant();
            story.settleAndDescribe(
                    random.nextBoolean()
                            ? story.started(
                                    "job-" + random.nextInt(4),
                                    random.nextInt(1, 6),
                                    now,
                                    Activity.values()[random.nextInt(3)])
                            : story.stopped("job-" + random.nextInt(4), now));
            clock.advance(Duration.ofSeconds(random.nextInt(1500)));
            var accountSnapshot = world.asSystem(() -> live.snapshot(story.account));
            var seen = remaining(bought);
            var quotas = quotas();
            var known = story.usage().size();

            story.catchUp();

            assertThat(seen)
                    .as("seed %d, step %d", repetition.getCurrentRepetition(), step)
                    .isEqualTo(remaining(bought))
                    .isEqualTo(settled(bought));
            assertThat(quotas).isEqualTo(quotas());
            assertThat(uncovered(accountSnapshot))
                    .isEqualTo(story.usage().stream()
                            .skip(known)
                            .collect(Collectors.groupingBy(
                                    UsageEntry::job, Collectors.summingLong(UsageEntry::chargedNodeSeconds))));
        }
    }

    private static Activity[] activities(Random random) {
        return random.nextBoolean() ? new Activity[0] : new Activity[] {Activity.values()[random.nextInt(3)]};
    }

    private static Map<String, Long> uncovered(AccountSnapshot accountSnapshot) {
        return accountSnapshot.jobs().stream()
                .filter(job -> job.unsettledNodeSeconds() > 0)
                .collect(Collectors.toMap(job -> job.job().job(), AccountSnapshot.UnsettledJob::uncoveredNodeSeconds));
    }

    private List<Long> remaining(List<String> ids) {
        return ids.stream().map(id -> story.get(id).remainingNodeSeconds()).toList();
    }

    private List<Long> settled(List<String> ids) {
        return ids.stream().map(story::settledRemainingNodeSeconds).toList();
    }

    private List<Long> quotas() {
        return world.asSystem(() -> packages.quotas(story.account)).stream()
                .map(Quota::remainingNodeSeconds)
                .toList();
    }

    private List<Long> targets(UsageAlert.Scope scope) {
        return world.asSystem(() -> alerts.listTargets(story.account, scope)).stream()
                .map(AlertTarget::remainingNodeSeconds)
                .toList();
    }

    private List<Object> ledgerRows() {
        var ledger = jdbc.sql("select last_entry, settled_until, due_at from ledger where account = :account")
                .param("account", story.account)
                .query((row, index) -> row.getLong("last_entry") + " " + row.getString("settled_until") + " "
                        + row.getString("due_at"))
                .single();
        return List.of(ledger, countRows("usage_record"), countRows("deduction"), countRows("run_segment"));
    }

    private long countRows(String table) {
        return jdbc.sql("select count(*) from " + table + " where account = :account")
                .param("account", story.account)
                .query(Long.class)
                .single();
    }
}
