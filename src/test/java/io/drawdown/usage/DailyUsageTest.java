package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.billing.Billing;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.Packages;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.history.DayUsage;
import io.drawdown.usage.settlement.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DrawdownTest
@Tag("dialect")
class DailyUsageTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate LONG_DAY = LocalDate.of(2026, 10, 25);

    @Autowired
    World world;

    @Autowired
    Accounts accounts;

    @Autowired
    Settlement settlement;

    @Autowired
    Corrections corrections;

    @Autowired
    Packages packages;

    @Autowired
    Billing billing;

    @Autowired
    UsageHistory history;

    @Autowired
    TestClock clock;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void setUp() {
        account = World.accountCode();
        world.asSystem(() -> accounts.put(new Account(account, "Acme", Currency.getInstance("CNY"), BERLIN, null)));
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        clock.set(midnight(LONG_DAY.plusDays(2)).plusSeconds(3600));
    }

    @Test
    void cutsAtTheDaysOfTheAccountsZone() {
        settle(usage(
                "1",
                2,
                midnight(LONG_DAY.minusDays(1)),
                midnight(LONG_DAY.plusDays(1)).plusSeconds(10)));

        assertThat(days(4))
                .containsExactly(
                        new DayUsage(LONG_DAY.minusDays(1), 0, 2 * 24 * 3600),
                        new DayUsage(LONG_DAY, 0, 2 * 25 * 3600),
                        new DayUsage(LONG_DAY.plusDays(1), 0, 2 * 10),
                        new DayUsage(LONG_DAY.plusDays(2), 0, 0));
    }

    @Test
    void excludesUsageBeforeTheFirstDay() {
        settle(usage(
                "1",
                1,
                midnight(LONG_DAY.minusDays(7)),
                midnight(LONG_DAY.plusDays(1)).plusSeconds(5)));

        assertThat(days(2))
                .containsExactly(new DayUsage(LONG_DAY.plusDays(1), 0, 5), new DayUsage(LONG_DAY.plusDays(2), 0, 0));
    }

    @Test
    void countsCoveredBeforeChargedNodeSecondsOfAPiece() {
        var midnight = midnight(LONG_DAY);
        world.buyPackage(account, world.offer(region, specification, 1), 1, midnight.minusSeconds(1000));

        settle(usage("1", 3, midnight.minusSeconds(1000), midnight.plusSeconds(500)));

        assertThat(days(4)).startsWith(new DayUsage(LONG_DAY.minusDays(1), 3000, 0), new DayUsage(LONG_DAY, 600, 900));
    }

    @Test
    void countsTodaysPartOfARecordThatEndsTomorrow() {
        var midnight = midnight(LONG_DAY);
        clock.set(midnight.minusSeconds(60));

        settle(
                usage("1", 1, midnight.minusSeconds(600), midnight.plusSeconds(120)),
                usage("2", 1, midnight, midnight.plusSeconds(10)));

        assertThat(days(1)).containsExactly(new DayUsage(LONG_DAY.minusDays(1), 0, 600));
    }

    @Test
    void excludesVoidedUsage() {
        var midnight = midnight(LONG_DAY);
        world.buyPackage(account, world.offer(region, specification, 1), 1, midnight.minusSeconds(9000));
        settle(
                usage("wrong", 1, midnight.minusSeconds(4000), midnight),
                usage("2", 1, midnight.minusSeconds(2000), midnight.plusSeconds(2000)));
        assertThat(days(3).getFirst()).isEqualTo(new DayUsage(LONG_DAY, 0, 2000));
        assertThat(days(4).getFirst()).isEqualTo(new DayUsage(LONG_DAY.minusDays(1), 3600, 2400));

        settle(new UsageEvent.Voided(account, "/s", "void", null, "/s", "wrong"));
        assertThat(days(4)).startsWith(new DayUsage(LONG_DAY.minusDays(1), 0, 2000), new DayUsage(LONG_DAY, 0, 2000));

        world.asSystem(() -> corrections.settleAgain(account, "/s", "wrong"));
        assertThat(days(4)).startsWith(new DayUsage(LONG_DAY.minusDays(1), 2000, 0), new DayUsage(LONG_DAY, 1600, 400));
    }

    @Test
    void agreesWithCountingEverySecond() {
        for (var seed = 1L; seed <= 3; seed++) {
            setUp();
            var random = new Random(seed);
            var start = midnight(LONG_DAY.minusDays(1));
            var all = 74 * 3600;
            for (var one = 0; one < 4; one++) {
                world.buyPackage(
                        account,
                        world.offer(region, specification, 1 + random.nextInt(20)),
                        1,
                        start.plusSeconds(random.nextInt(all)));
            }
            var events = new ArrayList<UsageEvent>();
            for (var one = 0; one < 40; one++) {
                var from = random.nextInt(all);
                var to = Math.min(all, from + random.nextInt(30 * 3600));
                events.add(new UsageEvent.Recorded(
                        account,
                        "/s",
                        "r" + one,
                        "job",
                        region,
                        random.nextInt(5) == 0 ? Pool.DEDICATED : Pool.PUBLIC,
                        specification,
                        Activity.TRAINING,
                        1 + random.nextInt(5),
                        start.plusSeconds(from),
                        start.plusSeconds(to)));
                if (random.nextInt(6) == 0) {
                    events.add(
                            new UsageEvent.Voided(account, "/s", "v" + one, null, "/s", "r" + random.nextInt(one + 1)));
                }
            }
            settlement.settle(events);

            assertThat(days(5)).as("seed %d", seed).isEqualTo(countedBySeconds(LONG_DAY.minusDays(2), 5));
        }
    }

    private record Piece(String id, Instant from, Instant to) {}

    /** Each second of each piece on its day, covered as long as what packages gave lasts. */
    private List<DayUsage> countedBySeconds(LocalDate first, int days) {
        var nodes = new HashMap<String, Long>();
        var voided = new ArrayList<String>();
        world.asSystem(() -> history.list(account, null, null, null)).forEach(usage -> {
            nodes.put(usage.id(), usage.nodes());
            if (usage.voided()) {
                voided.add(usage.id());
            }
        });
        var given = new HashMap<Piece, Long>();
        world.asSystem(() -> packages.deductions(account, null, null, null, null))
                .forEach(one -> given.merge(
                        new Piece(one.usageId(), one.from(), one.to()),
                        one.reversal() ? -one.nodeSeconds() : one.nodeSeconds(),
                        Long::sum));
        world.asSystem(() -> billing.charges(account, null, null, null))
                .forEach(one -> given.merge(new Piece(one.usageId(), one.from(), one.to()), 0L, Long::sum));
        Map<LocalDate, long[]> counted = new TreeMap<>();
        first.datesUntil(first.plusDays(days)).forEach(day -> counted.put(day, new long[2]));
        given.forEach((piece, covered) -> {
            if (voided.contains(piece.id())) {
                return;
            }
            var left = covered;
            for (var second = piece.from(); second.isBefore(piece.to()); second = second.plusSeconds(1)) {
                var now = Math.min(left, nodes.get(piece.id()));
                var day = counted.get(LocalDate.ofInstant(second, BERLIN));
                day[0] += now;
                day[1] += nodes.get(piece.id()) - now;
                left -= now;
            }
        });
        return counted.entrySet().stream()
                .map(day -> new DayUsage(day.getKey(), day.getValue()[0], day.getValue()[1]))
                .toList();
    }

    private UsageEvent.Recorded usage(String id, long nodes, Instant from, Instant to) {
        return new UsageEvent.Recorded(
                account, "/s", id, "job-" + id, region, Pool.PUBLIC, specification, Activity.TRAINING, nodes, from, to);
    }

    private void settle(UsageEvent... events) {
        assertThat(settlement.settle(List.of(events)))
                .extracting(EventResult::status)
                .containsOnly(EventResult.Status.ACCEPTED);
    }

    private List<DayUsage> days(int days) {
        return world.asSystem(() -> history.listDays(account, days));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(BERLIN).toInstant();
    }
}
