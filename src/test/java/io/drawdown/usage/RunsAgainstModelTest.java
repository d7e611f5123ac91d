package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.Seeds;
import io.drawdown.TestClock;
import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.SlowAlerts;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.base.Sql;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.integrity.Integrity;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.NotificationFilter;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.DueAccounts;
import io.drawdown.quota.PackageSource;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Usage;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random histories of jobs that run, stop and are taken back, of usage records, purchases, gifts, edits and time, against
 * {@link SlowRuns}: the ledger must be the same line by line, and so must what was told. A failure names its seed;
 * {@code -Ddrawdown.seed=n} runs that one again, {@code -Ddrawdown.seeds.count=n} runs more.
 */
@DrawdownTest
@Tag("model")
class RunsAgainstModelTest {

    private static final int HISTORIES = Seeds.count(12);
    private static final int STEPS = 40;
    private static final Duration LONGEST = Duration.ofDays(4);

    /** Some with clocks that are set back on the first of November 2026, some with odd offsets. */
    private static final List<String> ZONES = List.of(
            "Asia/Shanghai",
            "America/New_York",
            "America/Havana",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Kiritimati");

    @Autowired
    Fixture fixture;

    @Autowired
    Settlement settlement;

    @Autowired
    Orders orders;

    @Autowired
    Accounts accounts;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Inbox inbox;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    Integrity integrity;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Test
    void settleTheSameAndTellTheSame() {
        var seed = Long.getLong("drawdown.seed");
        var first = seed == null ? System.nanoTime() : seed;
        for (var history = first; history < first + (seed == null ? HISTORIES : 1); history++) {
            play(history);
        }
        assertThat(fixture.asSystem(integrity::check).violations()).isEmpty();
    }

    private void play(long seed) {
        var history = new History(seed);
        try {
            history.play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "-Ddrawdown.seed=%d plays it again; it went wrong after%n%s%n%s"
                            .formatted(seed, String.join("\n", history.told), failure.getMessage()),
                    failure);
        }
    }

    private final class History {

        private final Random random;
        private final ZoneId zone;
        private final Instant begin;
        private final String account;
        private final String region = fixture.region();
        private final String specification = fixture.specification();
        private final SlowRuns model;
        private final List<String> told = new ArrayList<>();
        private final List<UsageEvent.Started> starts = new ArrayList<>();
        private final List<UsageEvent.Recorded> records = new ArrayList<>();
        private final List<String> ledger = new ArrayList<>();
        private long lastEntry;
        private int agreed;
        private int events;

        History(long seed) {
            random = new Random(seed);
            account = fixture.account("runs-" + seed, "CNY", null);
            zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            begin = random.nextInt(3) == 0
                    ? TestClock.START
                    : LocalDate.of(2026, 10 + random.nextInt(3), 1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusSeconds(random.nextInt(100_000));
            clock.set(begin);
            fixture.asSystem(() -> accounts.put(new Account(account, "Acme", Currency.getInstance("CNY"), zone, null)));
            fixture.price(region, specification, "3.60");
            var standard = new UsageAlert(
                    UsageAlert.Scope.EACH_PACKAGE, new AlertSetting(true, List.of(Threshold.percent(20))), List.of());
            model = new SlowRuns(account, zone, new SlowAlerts(zone, standard, clock.instant()), clock.instant());
        }

        void play() {
            for (var step = 0; step < STEPS; step++) {
                step();
            }
            starts.stream().map(this::voided).forEach(this::tell);
            assertThat(model.runs()).isFalse();
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> tell(started());
                case 3 -> tell(stopped());
                case 4 -> tell(stopped(), started(), recorded());
                case 5 -> tellOf(starts, this::voided);
                case 6 -> tell(recorded());
                case 7 -> tellOf(records, this::voided);
                case 8, 9 -> buy();
                case 10 -> edit();
                default -> pass();
            }
        }

        private void tell(UsageEvent... together) {
            told.add(clock.instant() + " " + List.of(together));
            var answers = settlement.settle(List.of(together));
            catchUpModel();
            model.settle(clock.instant());
            assertThat(answers).extracting(EventResult::status).isEqualTo(model.tell(List.of(together)));
            for (var index = 0; index < together.length; index++) {
                if (answers.get(index).status() == EventResult.Status.ACCEPTED) {
                    switch (together[index]) {
                        case UsageEvent.Started start -> starts.add(start);
                        case UsageEvent.Recorded record -> records.add(record);
                        default -> {}
                    }
                }
            }
            compare();
        }

        private <E> void tellOf(List<E> told, Function<E, UsageEvent> event) {
            if (!told.isEmpty()) {
                tell(event.apply(told.get(random.nextInt(told.size()))));
            }
        }

        private UsageEvent.Started started() {
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
                    around());
        }

        private UsageEvent.Stopped stopped() {
            if (starts.isEmpty() || random.nextInt(6) == 0) {
                return new UsageEvent.Stopped(account, source(), id(), job(), around());
            }
            var start = starts.get(random.nextInt(starts.size()));
            return new UsageEvent.Stopped(account, start.source(), id(), start.job(), around());
        }

        private UsageEvent.Recorded recorded() {
            var end = around();
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

        private UsageEvent voided(UsageEvent event) {
            return new UsageEvent.Voided(account, "/corrections", id(), null, event.source(), event.id());
        }

        /** Now, some time ago, or within the next five minutes (R15). */
        private Instant around() {
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
            var offer = fixture.offer(
                    region, specification, 1 + random.nextInt(random.nextInt(3) > 0 ? 3 : 30), activities);
            var effectiveAt = switch (random.nextInt(6)) {
                case 0 -> clock.instant().plusSeconds(random.nextInt(600));
                case 1 -> clock.instant().plusSeconds(random.nextInt(20_000));
                case 2 -> clock.instant().minusSeconds(random.nextInt(100_000));
                case 3 -> clock.instant().minus(362 + random.nextInt(5), ChronoUnit.DAYS);
                default -> null;
            };
            told.add(clock.instant() + " package for " + effectiveAt + " of " + offer);
            var made = random.nextInt(3) == 0
                    ? fixture.asSystem(() -> orders.give(account, offer.code(), 1, effectiveAt))
                    : fixture.buy(account, offer, 1, effectiveAt);
            catchUpModel();
            model.settle(clock.instant());
            model.created(
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

        private void edit() {
            var scope = random.nextInt(3) == 0 ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND;
            var targets = fixture.asSystem(() -> alerts.targets(account, scope)).stream()
                    .filter(target -> random.nextInt(3) == 0)
                    .map(target -> new UsageAlert.Target(
                            target.packageId(), target.packageId() == null ? target.kind() : null, setting()))
                    .toList();
            var edited = new UsageAlert(scope, setting(), targets);
            told.add(clock.instant() + " " + edited);
            fixture.asSystem(() -> alerts.put(account, edited));
            catchUpModel();
            model.settle(clock.instant());
            model.edited(edited);
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

        private void pass() {
            var seconds = switch (random.nextInt(8)) {
                case 0, 1 -> 1 + random.nextInt(60);
                case 2, 3, 4 -> random.nextInt(3600);
                case 5, 6 -> random.nextInt(10_000);
                default -> random.nextInt(90_000);
            };
            if (clock.instant().plusSeconds(seconds).isAfter(begin.plus(LONGEST))) {
                return;
            }
            clock.advance(Duration.ofSeconds(seconds));
            told.add(clock.instant() + " passed");
            if (random.nextBoolean()) {
                told.add(clock.instant() + " caught up");
                dueAccounts.catchUp();
                catchUpModel();
                compare();
            }
        }

        /** Lets the model come to where the program is; whoever locks an account settles what runs. */
        private void catchUpModel() {
            model.writtenAt(clock.instant());
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
                    row -> Lines.record(
                            row.getString("run_source") == null ? "record" : "run " + row.getString("run_source"),
                            row.getString("job"),
                            usage(row)));
            read(lines, """
                    select v.entry, u.region, u.pool, u.specification, u.activity, u.nodes, u.started_at, u.ended_at from usage_void v
                    join usage_record u on u.account = v.account and u.entry = v.usage_entry
                    where v.account = :account and v.entry > :last""", row -> Lines.voided(usage(row)));
            read(
                    lines,
                    "select * from deduction where account = :account and entry > :last",
                    row -> row.getObject("reverses") == null
                            ? Lines.took(
                                    row.getLong("package_id"),
                                    from(row),
                                    to(row),
                                    row.getLong("node_seconds"),
                                    row.getLong("remaining_after"))
                            : Lines.gaveBack(
                                    row.getLong("package_id"), from(row), to(row), row.getLong("node_seconds")));
            read(
                    lines,
                    "select * from charge where account = :account and entry > :last",
                    row -> row.getObject("reverses") == null
                            ? Lines.charged(
                                            from(row),
                                            to(row),
                                            row.getLong("node_seconds"),
                                            row.getString("reason"),
                                            (Long) row.getObject("because"))
                                    + months(row)
                            : Lines.tookBack(from(row), to(row), row.getLong("node_seconds")) + months(row));
            ledger.addAll(lines.values());
            lastEntry = jdbc.sql("select last_entry from ledger where account = :account")
                    .param("account", account)
                    .query(Long.class)
                    .single();
        }

        private void read(Map<Long, String> lines, String sql, Line line) {
            jdbc.sql(sql).param("account", account).param("last", lastEntry).query(row -> {
                lines.put(row.getLong("entry"), line.of(row));
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

        private List<String> messages() {
            return fixture
                    .asSystem(() -> inbox.list(account, new NotificationFilter(null, null, null))
                            .page(Pageable.unpaged()))
                    .getContent()
                    .stream()
                    .map(SlowAlerts::message)
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

    private interface Line {
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
