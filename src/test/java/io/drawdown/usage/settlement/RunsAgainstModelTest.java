package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.alert.ReferenceAlerts;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.DueAccounts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.PackageSource;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.Seeds;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random histories of jobs that run, stop and are taken back, of usage records, purchases, gifts, edits and time, against
 * {@link ReferenceRuns}: the ledger must be the same line by line, and so must what was told. A failure names its seed;
 * {@code -Ddrawdown.seed=n} runs that one again, {@code -Ddrawdown.seeds.count=n} runs more.
 */
@DrawdownTest
@Tag("dialect")
@Tag("model")
class RunsAgainstModelTest {

    private static final int HISTORIES = Seeds.count(4);
    private static final int STEPS = 40;
    private static final Duration MAX_PAUSE = Duration.ofDays(4);

    /** Some with clocks that are set back on the first of November 2026, some with odd offsets. */
    private static final List<String> ZONES = List.of(
            "Asia/Shanghai",
            "America/New_York",
            "America/Havana",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Kiritimati");

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    Orders orders;

    @Autowired
    Accounts accounts;

    @Autowired
    Packages packages;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Inbox inbox;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Test
    void settlesAndNotifiesLikeTheReferenceModel() {
        var seed = Long.getLong("drawdown.seed");
        var first = seed == null ? System.nanoTime() : seed;
        for (var history = first; history < first + (seed == null ? HISTORIES : 1); history++) {
            play(history);
        }
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    private void play(long seed) {
        var randomHistory = new RandomHistory(seed);
        try {
            randomHistory.play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "-Ddrawdown.seed=%d plays it again; it went wrong after%n%s%n%s"
                            .formatted(seed, String.join("\n", randomHistory.log), failure.getMessage()),
                    failure);
        }
    }

    private final class RandomHistory {

        private final Random random;
        private final ZoneId zone;
        private final Instant begin;
        private final String account;
        private final String region = world.region();
        private final String specification = world.specification();
        private final ReferenceRuns model;
        private final List<String> log = new ArrayList<>();
        private final List<UsageEvent.Started> starts = new ArrayList<>();
        private final List<UsageEvent.Recorded> records = new ArrayList<>();
        private final List<String> ledger = new ArrayList<>();
        private long lastEntry;
        private int agreed;
        private int events;

        RandomHistory(long seed) {
            random = new Random(seed);
            account = world.account("runs-" + seed, "CNY", null);
            zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            begin = random.nextInt(3) == 0
                    ? TestClock.START
                    : LocalDate.of(2026, 10 + random.nextInt(3), 1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusSeconds(random.nextInt(100_000));
            clock.set(begin);
            world.asSystem(() -> accounts.put(new Account(account, "Acme", Currency.getInstance("CNY"), zone, null)));
            world.setPrice(region, specification, "3.60");
            var standard = new UsageAlert(
                    UsageAlert.Scope.EACH_PACKAGE, new AlertSetting(true, List.of(Threshold.percent(20))), List.of());
            model = new ReferenceRuns(
                    account, zone, new ReferenceAlerts(zone, standard, clock.instant()), clock.instant());
        }

        void play() {
            for (var step = 0; step < STEPS; step++) {
                playStep();
            }
            starts.stream().map(this::voidOf).forEach(this::report);
            assertThat(model.hasOpenRuns()).isFalse();
            assertThat(mergedDeductions()).isEqualTo(ObviousMerge.ofDeductions(deductions()));
        }

        private void playStep() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> report(randomStart());
                case 3 -> report(randomStop());
                case 4 -> report(randomStop(), randomStart(), randomRecord());
                case 5 -> reportOneOf(starts, this::voidOf);
                case 6 -> report(randomRecord());
                case 7 -> reportOneOf(records, this::voidOf);
                case 8, 9 -> buy();
                case 10 -> editAlert();
                default -> letTimePass();
            }
        }

        private void report(UsageEvent... together) {
            log.add(clock.instant() + " " + List.of(together));
            var answers = settlement.settle(List.of(together));
            catchUpModel();
            model.settle(clock.instant());
            assertThat(answers).extracting(EventResult::status).isEqualTo(model.report(List.of(together)));
            for (var index = 0; index < together.length; index++) {
                if (answers.get(index).status() == EventResult.Status.ACCEPTED) {
                    switch (together[index]) {
                        case UsageEvent.Started start -> starts.add(start);
                        case UsageEvent.Recorded record -> records.add(record);
                        default -> {}
                    }
                }
            }
            model.startedLater().stream()
                    .filter(start -> !starts.contains(start))
                    .forEach(starts::add);
            compare();
        }

        private <E> void reportOneOf(List<E> told, Function<E, UsageEvent> event) {
            if (!told.isEmpty()) {
                report(event.apply(told.get(random.nextInt(told.size()))));
            }
        }

        private UsageEvent.Started randomStart() {
            return new UsageEvent.Started(
                    account,
                    source(),
                    id(),
                    job(),
                    region,
                    random.nextInt(12) == 0 ? Pool.DEDICATED : Pool.PUBLIC,
                    specification,
                    activity(),
                    1 + random.nextInt(5),
                    randomInstant());
        }

        private UsageEvent.Stopped randomStop() {
            if (starts.isEmpty() || random.nextInt(6) == 0) {
                return new UsageEvent.Stopped(account, source(), id(), job(), randomInstant());
            }
            var start = starts.get(random.nextInt(starts.size()));
            return new UsageEvent.Stopped(account, start.source(), id(), start.job(), randomInstant());
        }

        private UsageEvent.Recorded randomRecord() {
            var end = randomInstant();
            return new UsageEvent.Recorded(
                    account,
                    source(),
                    id(),
                    job(),
                    region,
                    Pool.PUBLIC,
                    specification,
                    activity(),
                    1 + random.nextInt(3),
                    end.minusSeconds(random.nextInt(5) == 0 ? 0 : random.nextInt(2000)),
                    end);
        }

        private UsageEvent voidOf(UsageEvent event) {
            return new UsageEvent.Voided(account, "/corrections", id(), null, event.source(), event.id());
        }

        /** Now, some time ago, or within the next five minutes (R15). */
        private Instant randomInstant() {
            return switch (random.nextInt(6)) {
                case 0, 1, 2 -> clock.instant();
                case 3 -> clock.instant().minusSeconds(random.nextInt(300));
                case 4 -> clock.instant().minusSeconds(random.nextInt(20_000));
                default -> clock.instant().plusSeconds(random.nextInt(301));
            };
        }

        private void buy() {
            var activities = switch (random.nextInt(3)) {
                case 0 -> new Activity[] {Activity.TRAINING};
                case 1 -> new Activity[] {Activity.TRAINING, Activity.DEVELOPMENT};
                default -> new Activity[0];
            };
            var offer =
                    world.offer(region, specification, 1 + random.nextInt(random.nextInt(3) > 0 ? 3 : 30), activities);
            var effectiveAt = switch (random.nextInt(6)) {
                case 0 -> clock.instant().plusSeconds(random.nextInt(600));
                case 1 -> clock.instant().plusSeconds(random.nextInt(20_000));
                case 2 -> clock.instant().minusSeconds(random.nextInt(100_000));
                case 3 -> clock.instant().minus(362 + random.nextInt(5), ChronoUnit.DAYS);
                default -> null;
            };
            log.add(clock.instant() + " package for " + effectiveAt + " of " + offer);
            var made = random.nextInt(3) == 0
                    ? world.asSystem(() -> orders.give(account, offer.code(), 1, effectiveAt))
                    : world.buyPackage(account, offer, 1, effectiveAt);
            catchUpModel();
            model.settle(clock.instant());
            model.addPackage(
                    new Terms(
                            Long.parseLong(made.id()),
                            made.source() == PackageSource.GIFT,
                            region,
                            specification,
                            made.activities(),
                            made.effectiveAt(),
                            made.expiresAt(),
                            made.createdAt()),
                    made.totalNodeSeconds());
            compare();
        }

        private void editAlert() {
            var scope = random.nextInt(3) == 0 ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND;
            var targets = world.asSystem(() -> alerts.listTargets(account, scope)).stream()
                    .filter(target -> random.nextInt(3) == 0)
                    .map(target -> new UsageAlert.Target(
                            target.packageId(), target.packageId() == null ? target.kind() : null, setting()))
                    .toList();
            var edited = new UsageAlert(scope, setting(), targets);
            log.add(clock.instant() + " " + edited);
            world.asSystem(() -> alerts.put(account, edited));
            catchUpModel();
            model.settle(clock.instant());
            model.editAlert(edited);
            compare();
        }

        private AlertSetting setting() {
            return new AlertSetting(
                    random.nextInt(5) > 0,
                    random.ints(1 + random.nextInt(3), 1, 100)
                            .distinct()
                            .mapToObj(value -> random.nextInt(3) == 0
                                    ? new Threshold(Threshold.Type.REMAINING, value * 200L)
                                    : Threshold.percent(value))
                            .toList());
        }

        private void letTimePass() {
            var seconds = switch (random.nextInt(8)) {
                case 0, 1 -> 1 + random.nextInt(60);
                case 2, 3, 4 -> random.nextInt(3600);
                case 5, 6 -> random.nextInt(10_000);
                default -> random.nextInt(90_000);
            };
            if (clock.instant().plusSeconds(seconds).isAfter(begin.plus(MAX_PAUSE))) {
                return;
            }
            clock.advance(Duration.ofSeconds(seconds));
            log.add(clock.instant() + " passed");
            if (random.nextBoolean()) {
                log.add(clock.instant() + " caught up");
                dueAccounts.catchUp();
                catchUpModel();
                compare();
            }
        }

        /** Lets the model come to where the program is; whoever locks an account settles what runs. */
        private void catchUpModel() {
            model.setWrittenAt(clock.instant());
            model.excuse(clock.instant());
            model.passTo(clock.instant(), settledAt());
            model.excuseNext();
        }

        private void compare() {
            readLedger();
            assertThat(model.ledger().subList(agreed, model.ledger().size()))
                    .isEqualTo(ledger.subList(agreed, ledger.size()));
            agreed = ledger.size();
            assertThat(remaining()).isEqualTo(model.remaining());
            assertThat(messages()).containsExactlyInAnyOrderElementsOf(model.messages());
            model.excuseNext();
        }

        /** When running jobs were settled since it was read last, before what was told meanwhile. */
        private Set<Instant> settledAt() {
            return Set.copyOf(jdbc.sql("""
                            select distinct u.ended_at from usage_record u
                            where u.account = :account and u.source = 'urn:drawdown:run' and u.entry > :last
                              and not exists (select 1 from usage_event e
                                              where e.account = u.account and e.entry > :last and e.entry < u.entry)""")
                    .param("account", account)
                    .param("last", lastEntry)
                    .query((row, index) -> Sql.instant(row, "ended_at"))
                    .list());
        }

        private void readLedger() {
            var lines = new TreeMap<Long, String>();
            read(
                    lines,
                    """
                    select u.*, r.source as run_source from usage_record u
                    left join run_segment s on s.account = u.account and s.usage_entry = u.entry
                    left join run r on r.account = s.account and r.entry = s.run
                    where u.account = :account and u.entry > :last""",
                    row -> LedgerLines.record(
                            row.getString("run_source") == null ? "record" : "run " + row.getString("run_source"),
                            row.getString("job"),
                            usage(row)));
            read(lines, """
                    select v.entry, u.region, u.pool, u.specification, u.activity, u.nodes, u.started_at, u.ended_at from usage_void v
                    join usage_record u on u.account = v.account and u.entry = v.usage_entry
                    where v.account = :account and v.entry > :last""", row -> LedgerLines.voided(usage(row)));
            read(
                    lines,
                    "select * from deduction where account = :account and entry > :last",
                    row -> row.getObject("reverses") == null
                            ? LedgerLines.deduction(
                                    row.getLong("package_id"),
                                    from(row),
                                    to(row),
                                    row.getLong("node_seconds"),
                                    row.getLong("remaining_after"))
                            : LedgerLines.deductionReversal(
                                    row.getLong("package_id"), from(row), to(row), row.getLong("node_seconds")));
            read(
                    lines,
                    "select * from charge where account = :account and entry > :last",
                    row -> row.getObject("reverses") == null
                            ? LedgerLines.charge(
                                            from(row),
                                            to(row),
                                            row.getLong("node_seconds"),
                                            row.getString("reason"),
                                            (Long) row.getObject("because"))
                                    + months(row)
                            : LedgerLines.chargeReversal(from(row), to(row), row.getLong("node_seconds"))
                                    + months(row));
            ledger.addAll(lines.values());
            lastEntry = jdbc.sql("select last_entry from ledger where account = :account")
                    .param("account", account)
                    .query(Long.class)
                    .single();
        }

        private void read(Map<Long, String> lines, String sql, LineFormat lineFormat) {
            jdbc.sql(sql).param("account", account).param("last", lastEntry).query(row -> {
                lines.put(row.getLong("entry"), lineFormat.of(row));
            });
        }

        private Map<Long, Long> remaining() {
            var remaining = new TreeMap<Long, Long>();
            jdbc.sql("select id, settled_remaining from resource_package where account = :account")
                    .param("account", account)
                    .query(row -> {
                        remaining.put(row.getLong("id"), row.getLong("settled_remaining"));
                    });
            return remaining;
        }

        private List<DeductionEntry> deductions() {
            return world.asSystem(() ->
                    packages.deductions(account, null, null, null, null).rows(0, Integer.MAX_VALUE, Sort.unsorted()));
        }

        private List<DeductionEntry> mergedDeductions() {
            return world.asSystem(
                    () -> packages.mergedDeductions(account, null).rows(0, Integer.MAX_VALUE, Sort.unsorted()));
        }

        private List<String> messages() {
            return world
                    .asSystem(() -> inbox.list(account, new NotificationFilter(null, null, null))
                            .page(Pageable.unpaged()))
                    .getContent()
                    .stream()
                    .map(ReferenceAlerts::messageOf)
                    .toList();
        }

        private String source() {
            return random.nextBoolean() ? "/east" : "/west";
        }

        private String job() {
            return "job-" + random.nextInt(3);
        }

        private Activity activity() {
            return random.nextInt(3) == 0
                    ? Activity.DEPLOYMENT
                    : random.nextBoolean() ? Activity.TRAINING : Activity.DEVELOPMENT;
        }

        private String id() {
            return "event-" + events++;
        }
    }

    private interface LineFormat {
        String of(ResultSet row) throws SQLException;
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                Activity.valueOf(row.getString("activity")),
                row.getLong("nodes"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"));
    }

    private static String months(ResultSet row) throws SQLException {
        return " of " + row.getString("usage_month") + " on " + row.getString("statement_month");
    }

    private static long from(ResultSet row) throws SQLException {
        return Sql.instant(row, "from_at").getEpochSecond();
    }

    private static long to(ResultSet row) throws SQLException {
        return Sql.instant(row, "to_at").getEpochSecond();
    }
}
