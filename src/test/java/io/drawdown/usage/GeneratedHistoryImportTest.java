package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.imports.UsageImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three generated months of a machine, as many jobs as the NASA log has, with empty ones, over the end of daylight saving time,
 * against sums that are made without the program.
 */
@DrawdownTest
class GeneratedHistoryImportTest {

    private static final long SEED = 1993;
    private static final int JOBS = 18_239;
    private static final Instant BEGIN = Instant.parse("2026-08-20T00:00:00Z");
    private static final long SECONDS_BETWEEN_JOBS = 410;
    private static final Instant EFFECTIVE = Instant.parse("2026-10-07T11:22:33Z");
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SMALL_HOURS = 1_000;

    /** Hours that no account of the history uses up. */
    private static final long LARGE_HOURS = 10_000_000;

    @Autowired
    World world;

    @Autowired
    Accounts accounts;

    @Autowired
    Packages packages;

    @Autowired
    Billing billing;

    @Autowired
    UsageHistory history;

    @Autowired
    UsageImports imports;

    @Autowired
    JdbcClient jdbc;

    private List<Job> jobs;
    private String late;
    private String exhausted;
    private String region;
    private String specification;
    private ResourcePackage largePackage;
    private ResourcePackage smallPackage;

    /** A line of the history: the group decides the account. */
    private record Job(int group, Instant start, long seconds, int nodes) {

        long nodeSeconds() {
            return seconds * nodes;
        }

        long nodeSecondsBefore(Instant instant) {
            return nodes * Math.clamp(Duration.between(start, instant).toSeconds(), 0, seconds);
        }

        YearMonth month() {
            return YearMonth.from(start.plusSeconds(Math.max(0, seconds - 1)).atZone(ZONE));
        }
    }

    @BeforeEach
    void generate() {
        var random = new Random(SEED);
        jobs = new ArrayList<>();
        for (var number = 0; number < JOBS; number++) {
            jobs.add(new Job(
                    1 + random.nextInt(2),
                    BEGIN.plusSeconds(number * SECONDS_BETWEEN_JOBS + random.nextInt(400)),
                    random.nextInt(100) == 0 ? 0 : random.nextInt(1, 12 * 3600),
                    1 << random.nextInt(8)));
        }
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "1.20");
        late = account();
        exhausted = account();
        largePackage = world.buyPackage(late, world.offer(region, specification, LARGE_HOURS), 1, EFFECTIVE);
        smallPackage = world.buyPackage(exhausted, world.offer(region, specification, SMALL_HOURS), 1, BEGIN);
    }

    @Test
    void importsWhatTheHistoryComesTo() {
        var first = importHistory();
        assertThat(first.state()).as(first.toString()).isEqualTo(UsageImport.State.DONE);
        assertThat(first.accepted()).isEqualTo(JOBS);
        assertThat(first.firstProblems()).isEmpty();
        assertSums();

        var second = importHistory();
        assertThat(second.duplicates()).isEqualTo(JOBS);
        assertThat(second.accepted() + second.conflicts() + second.rejected() + second.skipped())
                .isZero();
        assertSums();
    }

    private void assertSums() {
        assertThat(totalOf(late)).isEqualTo(sum(1, Job::nodeSeconds));
        assertThat(totalOf(exhausted)).isEqualTo(sum(2, Job::nodeSeconds));

        var beforeEffective = sum(1, job -> job.nodeSecondsBefore(EFFECTIVE));
        assertThat(usedOf(late, largePackage)).isEqualTo(sum(1, Job::nodeSeconds) - beforeEffective);
        assertThat(charges(late, ChargeEntry::reason)).isEqualTo(Map.of(Reason.NOT_YET_EFFECTIVE, beforeEffective));
        assertThat(chargedByMonth(late)).isEqualTo(monthsOfGroup1BeforeEffective());

        var small = SMALL_HOURS * SECONDS_PER_HOUR;
        assertThat(usedOf(exhausted, smallPackage)).isEqualTo(small);
        assertThat(charges(exhausted, ChargeEntry::reason))
                .isEqualTo(Map.of(Reason.USED_UP, sum(2, Job::nodeSeconds) - small));
    }

    private Map<YearMonth, Long> chargedByMonth(String account) {
        var months = new TreeMap<YearMonth, Long>();
        jdbc.sql(
                        "select usage_month, sum(node_seconds) as node_seconds from charge where account = ? group by usage_month")
                .param(account)
                .query(row -> {
                    months.put(YearMonth.parse(row.getString("usage_month")), row.getLong("node_seconds"));
                });
        return months;
    }

    private Map<YearMonth, Long> monthsOfGroup1BeforeEffective() {
        var months = new TreeMap<YearMonth, Long>();
        jobs.stream()
                .filter(job -> job.group() == 1 && job.nodeSecondsBefore(EFFECTIVE) > 0)
                .forEach(job -> months.merge(job.month(), job.nodeSecondsBefore(EFFECTIVE), Long::sum));
        return months;
    }

    private long sum(int group, ToLongFunction<Job> of) {
        return jobs.stream().filter(job -> job.group() == group).mapToLong(of).sum();
    }

    private long totalOf(String account) {
        BigInteger total = world.asSystem(() -> history.getTotals(account)).nodeSeconds();
        return total.longValueExact();
    }

    private long usedOf(String account, ResourcePackage bought) {
        var now = world.asSystem(() -> packages.get(account, bought.id()));
        return now.totalNodeSeconds() - now.remainingNodeSeconds();
    }

    private <K> Map<K, Long> charges(String account, Function<ChargeEntry, K> key) {
        return world.asSystem(() -> {
            var sums = new HashMap<K, Long>();
            billing.charges(account, null, null, null)
                    .forEach((ChargeEntry charge) -> sums.merge(key.apply(charge), charge.nodeSeconds(), Long::sum));
            return sums;
        });
    }

    private String account() {
        var code = World.accountCode();
        world.asSystem(() -> accounts.put(new Account(code, code, Currency.getInstance("CNY"), ZONE, null)));
        return code;
    }

    private UsageImport importHistory() {
        var mapping = """
                {"account": {"field": "group", "values": {"1": "%s", "2": "%s"}}, "region": "%s", "pool": "PUBLIC",
                 "specification": "%s", "activity": "TRAINING"}""".formatted(late, exhausted, region, specification);
        return world.asSystem(() -> {
            try (var file = new ByteArrayInputStream(swf().getBytes(StandardCharsets.US_ASCII))) {
                var started = imports.start(new UsageImports.NewImport("generated-" + late, "swf", mapping), file);
                return await().atMost(Duration.ofMinutes(5))
                        .pollInSameThread()
                        .until(() -> imports.get(started.id()), state -> state.state() != UsageImport.State.RUNNING);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    private String swf() {
        var text = new StringBuilder("; UnixStartTime: " + BEGIN.getEpochSecond() + "\n");
        for (var number = 0; number < jobs.size(); number++) {
            var job = jobs.get(number);
            var submitted = Duration.between(BEGIN, job.start()).toSeconds();
            text.append("%d %d 0 %d %d -1 -1 -1 -1 -1 1 1 %d 1 1 -1 -1 -1%n"
                    .formatted(number + 1, submitted, job.seconds(), job.nodes(), job.group()));
        }
        return text.toString();
    }
}
