package io.drawdown.usage.settlement;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.DueAccounts;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.history.UsageEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An account, a region and a specification of a test's own, whose jobs start and stop. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class RunScenario {

    public final String account;
    public final String region;
    public final String specification;

    private final World world;
    private final Settlement settlement;
    private final UsageHistory history;
    private final Packages packages;
    private final DueAccounts dueAccounts;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final AtomicInteger events = new AtomicInteger();

    RunScenario(
            World world,
            Settlement settlement,
            UsageHistory history,
            Packages packages,
            DueAccounts dueAccounts,
            Ledger ledger,
            TransactionTemplate transaction,
            TestClock clock) {
        this.world = world;
        this.settlement = settlement;
        this.history = history;
        this.packages = packages;
        this.dueAccounts = dueAccounts;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
        clock.set(TestClock.START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    /** Buys a package of so many hours, of all activities or these, that is effective now or at an instant. */
    public String buy(long hours, @Nullable Instant effectiveAt, Activity... activities) {
        return world.buyPackage(account, offer(hours, activities), 1, effectiveAt)
                .id();
    }

    public String buy(long hours) {
        return buy(hours, null);
    }

    public Offer offer(long hours, Activity... activities) {
        return world.offer(region, specification, hours, activities);
    }

    public UsageEvent.Started started(String job, long nodes, Instant at) {
        return started(job, nodes, at, Activity.TRAINING);
    }

    public UsageEvent.Started started(String job, long nodes, Instant at, Activity activity) {
        return new UsageEvent.Started(
                account,
                "/scheduler",
                "event-" + events.incrementAndGet(),
                job,
                region,
                Pool.PUBLIC,
                specification,
                activity,
                nodes,
                at);
    }

    public UsageEvent.Stopped stopped(String job, Instant at) {
        return new UsageEvent.Stopped(account, "/scheduler", "event-" + events.incrementAndGet(), job, at);
    }

    public UsageEvent.Recorded recorded(long nodes, Instant from, Instant to) {
        return recorded(nodes, from, to, Activity.TRAINING);
    }

    public UsageEvent.Recorded recorded(long nodes, Instant from, Instant to, Activity activity) {
        return new UsageEvent.Recorded(
                account,
                "/scheduler",
                "event-" + events.incrementAndGet(),
                "batch",
                region,
                Pool.PUBLIC,
                specification,
                activity,
                nodes,
                from,
                to);
    }

    public UsageEvent.Voided voided(UsageEvent event) {
        return new UsageEvent.Voided(
                account, "/scheduler", "event-" + events.incrementAndGet(), null, event.source(), event.id());
    }

    /** Settles events as one request. */
    public List<EventResult> settle(UsageEvent... together) {
        return settlement.settle(Arrays.asList(together));
    }

    /** How one event is answered, such as {@code ACCEPTED}, or the field at fault. */
    public String settleAndDescribe(UsageEvent event) {
        var result = settle(event).getFirst();
        var problem = result.problem();
        return problem == null
                ? result.status().name()
                : result.status() + " " + problem.errors().getFirst().field();
    }

    /** Lets time pass, and has what is due then done by whoever looks for it. */
    public void advance(Duration duration) {
        clock.advance(duration);
        dueAccounts.catchUp();
    }

    /** Has the account's ledger locked, and so brought up to date. */
    public void catchUp() {
        transaction.executeWithoutResult(status -> ledger.lock(List.of(account)));
    }

    public ResourcePackage get(String id) {
        return world.asSystem(() -> packages.get(account, id));
    }

    /** What remains settled of a package, in node-seconds. */
    public long settledRemainingNodeSeconds(String id) {
        return get(id).settledRemainingNodeSeconds();
    }

    /** The usage records that aren't voided, in the order in which they were settled, in seconds from the test's start. */
    public List<String> records() {
        return usage().stream()
                .filter(entry -> !entry.voided())
                .map(entry -> entry.job() + " " + entry.nodes() + " × [" + secondsFromStart(entry.startedAt()) + ", "
                        + secondsFromStart(entry.endedAt()) + ") " + entry.deductedNodeSeconds() + "+"
                        + entry.chargedNodeSeconds())
                .toList();
    }

    public List<UsageEntry> usage() {
        return world.asSystem(() ->
                history.list(account, null, null, null).page(Pageable.unpaged()).getContent());
    }

    private static long secondsFromStart(Instant instant) {
        return instant.getEpochSecond() - TestClock.START.getEpochSecond();
    }
}
