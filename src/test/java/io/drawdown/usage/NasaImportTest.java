package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.imports.UsageImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three months of a real machine. The log is not part of this repository; it is looked for in ../shared/data and where the
 * property drawdown.nasa-log or the environment variable DRAWDOWN_NASA_LOG says.
 */
@DrawdownTest
@Tag("dialect")
class NasaImportTest {

    private static final String LOG = "NASA-iPSC-1993-3.1-cln.swf.gz";
    private static final Currency USD = Currency.getInstance("USD");
    private static final String REGION = "us-west";
    private static final String SPECIFICATION = "ipsc860.node";
    private static final String MAPPING = """
            {"account": {"field": "group", "values": {"1": "nas-users", "2": "nas-staff"}}, "region": "us-west", "pool": "PUBLIC",
             "specification": "ipsc860.node", "activity": "TRAINING"}""";

    @Autowired
    World world;

    @Autowired
    Regions regions;

    @Autowired
    Specifications specifications;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Offers offers;

    @Autowired
    Accounts accounts;

    @Autowired
    Orders orders;

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

    @Test
    void importsTheSumsOfTheLog() {
        var log = log();
        assumeLogExists(log);
        world.asSystem(this::prepare);
        var a = world.asSystem(() -> order("nas-users", "nasa-10000h-1m", 5, "1993-10-01T07:00:00Z"));
        var b = world.asSystem(() -> order("nas-users", "nasa-5000h-1m", 1, "1993-10-15T12:00:00Z"));
        var c = world.asSystem(() -> order("nas-users", "nasa-10000h-1m-winter", 2, "1993-12-01T08:00:00Z"));
        var d = world.asSystem(() -> order("nas-staff", "nasa-1000h-3m", 3, "1993-10-01T07:00:00Z"));
        assertThat(a.expiresAt()).isEqualTo("1993-11-02T08:00:00Z");

        var first = world.asSystem(() -> importLog(log));
        assertThat(first.state()).as(first.toString()).isEqualTo(UsageImport.State.DONE);
        assertThat(first.accepted()).isEqualTo(18_239);
        assertThat(first.read()).isEqualTo(18_239);
        assertThat(first.firstProblems()).isEmpty();
        assertThat(first.bytesRead()).isEqualTo(first.bytesTotal());
        assertLedger(a, b, c, d);
        var rows = rows();

        var second = world.asSystem(() -> importLog(log));
        assertThat(second.duplicates()).isEqualTo(18_239);
        assertThat(second.accepted() + second.conflicts() + second.rejected() + second.skipped())
                .isZero();
        assertLedger(a, b, c, d);
        assertThat(rows()).isEqualTo(rows);
    }

    private static void assumeLogExists(Path log) {
        if (!Files.exists(log)) {
            var why = "NasaImportTest is skipped: the NASA log is not at "
                    + log.toAbsolutePath().normalize() + ". Name it by -Ddrawdown.nasa-log or DRAWDOWN_NASA_LOG.";
            System.out.println(why);
            abort(why);
        }
    }

    private void assertLedger(ResourcePackage a, ResourcePackage b, ResourcePackage c, ResourcePackage d) {
        world.asSystem(() -> {
            var users = history.getTotals("nas-users");
            var staff = history.getTotals("nas-staff");
            assertThat(users.usageRecords() + staff.usageRecords()).isEqualTo(18_239);
            assertThat(users.nodeSeconds()).isEqualTo(BigInteger.valueOf(466_922_066));
            assertThat(staff.nodeSeconds()).isEqualTo(BigInteger.valueOf(7_315_949));
            assertThat(remaining("nas-users", a)).isEqualTo(32_147_077);
            assertThat(remaining("nas-users", b)).isZero();
            assertThat(remaining("nas-users", c)).isZero();
            assertThat(remaining("nas-staff", d)).isEqualTo(3_484_051);
            assertThat(charges("nas-users"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(Reason.NOT_YET_EFFECTIVE, 98_349_364L, Reason.USED_UP, 130_719_779L));
            assertThat(charges("nas-staff")).isEmpty();
            return null;
        });
        assertThat(jdbc.sql(
                                "select count(*) from usage_record where source = '/imports/nasa' and started_at = ended_at")
                        .query(Long.class)
                        .single())
                .isEqualTo(173);
    }

    private Map<Reason, Long> charges(String account) {
        var sums = new EnumMap<Reason, Long>(Reason.class);
        billing.charges(account, null, null, null)
                .forEach((ChargeEntry charge) -> sums.merge(charge.reason(), charge.nodeSeconds(), Long::sum));
        return sums;
    }

    private long remaining(String account, ResourcePackage bought) {
        return packages.get(account, bought.id()).remainingNodeSeconds();
    }

    private Map<String, Long> rows() {
        return Map.of(
                "usage_record", count("usage_record"), "deduction", count("deduction"), "charge", count("charge"));
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table + " where account in ('nas-users', 'nas-staff')")
                .query(Long.class)
                .single();
    }

    private UsageImport importLog(Path log) {
        try (var file = Files.newInputStream(log)) {
            var began = System.nanoTime();
            var started = imports.start(new UsageImports.NewImport("nasa", "swf", MAPPING), file);
            var ended = await().atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .until(() -> imports.get(started.id()), state -> state.state() != UsageImport.State.RUNNING);
            var seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "The NASA log: %,d records in %.1f s, %,.0f records a second%n",
                    ended.read(), seconds, ended.read() / seconds);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Void prepare() {
        regions.put(new Region(REGION, "US West", ZoneId.of("America/Los_Angeles"), true));
        specifications.put(new Specification(SPECIFICATION, "iPSC/860 node", NodeKind.CPU, null, null, null, null));
        listPrices.put(new ListPrice(REGION, SPECIFICATION, Pool.PUBLIC, usd("1.20"), ListPrice.EARLIEST_FROM));
        offer("nasa-10000h-1m", 10_000, 1);
        offer("nasa-5000h-1m", 5_000, 1);
        offer("nasa-10000h-1m-winter", 10_000, 1);
        offer("nasa-1000h-3m", 1_000, 3);
        accounts.put(new Account("nas-users", "NAS users", USD, ZoneId.of("America/Los_Angeles"), null));
        accounts.put(new Account("nas-staff", "NAS staff", USD, ZoneId.of("America/Los_Angeles"), null));
        return null;
    }

    private void offer(String code, long nodeHours, int months) {
        offers.put(new Offer(
                code, code, REGION, SPECIFICATION, Set.of(Activity.TRAINING), nodeHours, months, usd("9000.00"), true));
    }

    private ResourcePackage order(String account, String offer, int quantity, String effectiveAt) {
        return orders.place(
                        account,
                        offer,
                        new NewOrder(
                                offer,
                                quantity,
                                Instant.parse(effectiveAt),
                                null,
                                new NewOrder.Acknowledgements(true, REGION)))
                .order()
                .resourcePackage();
    }

    private static Money usd(String amount) {
        return new Money(new BigDecimal(amount), USD);
    }

    private static Path log() {
        var named = System.getProperty("drawdown.nasa-log", System.getenv("DRAWDOWN_NASA_LOG"));
        return named == null ? Path.of("../shared/data", LOG) : Path.of(named);
    }
}
