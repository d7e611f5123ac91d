package io.drawdown.program;

import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.api.ApiClient;
import io.drawdown.testing.DatabaseFault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of PostgreSQL, and of single accounts, while the packaged program runs on it. */
@Tag("program")
class DatabaseFaultTest {

    private static final int BUSY_SENDERS = AttackScale.of(100, 230);
    private static final int ROUNDS = AttackScale.of(2, 20);
    private static final int RECORDS = 100;

    @Test
    void areAnsweredAndConcernNobodyElse() throws Exception {
        try (var postgres =
                EmbeddedPostgres.builder().setServerConfig("timezone", "UTC").start()) {
            var proxy = new DatabaseFault.PostgresProxy(postgres.getJdbcUrl("postgres", "postgres"));
            try (var server = startDuringOutage(proxy)) {
                var market = Market.create(server);
                sendFromOneBusyAccount(market);
                failOneAccount(market, postgres);
                interruptDatabase(market, proxy, new ApiClient(server.port(), null));
                assertThat(market.findViolations()).isEqualTo("[]");
            }
        }
    }

    /** The program waits for its database at its start. */
    private static ServerProcess startDuringOutage(DatabaseFault.PostgresProxy proxy) throws Exception {
        proxy.interrupt();
        try (var database = Executors.newSingleThreadExecutor()) {
            var starting = database.submit(() -> ServerProcess.start(Map.of(
                    "SPRING_DATASOURCE_URL", proxy.url(),
                    "SPRING_DATASOURCE_USERNAME", "postgres",
                    "SPRING_DATASOURCE_PASSWORD", "")));
            await().atMost(Duration.ofMinutes(2)).until(() -> proxy.refusedConnections() > 1);
            assertThat(starting.isDone()).isFalse();
            proxy.restore();
            return starting.get();
        }
    }

    /** Senders of small batches of one account wait for each other; another account is served, and nothing is lost. */
    private static void sendFromOneBusyAccount(Market market) {
        var busy = market.openAccount("busy");
        var metering = market.createKey(busy, "METERING");
        var other = market.openAccount("other");
        var others = market.createKey(other, "METERING");
        var accepted = new AtomicInteger();
        var statuses = new ConcurrentSkipListMap<Integer, AtomicInteger>();
        try (var senders = Executors.newFixedThreadPool(BUSY_SENDERS)) {
            for (var sender = 0; sender < BUSY_SENDERS; sender++) {
                var prefix = sender + "-";
                senders.submit(() -> {
                    for (var round = 0; round < ROUNDS; round++) {
                        var answer =
                                Market.reportUsage(metering, Market.batch(busy, prefix + round + "-", RECORDS, ""));
                        statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                                .incrementAndGet();
                        if (answer.status() == 200) {
                            accepted.addAndGet(answer.at("/accepted").intValue());
                        }
                    }
                });
            }
            for (var number = 0; number < 5; number++) {
                requireSuccess(Market.reportUsage(others, Market.batch(other, "other-" + number, 1, "")));
                requireSuccess(market.admin().get("accounts/" + other + "/quotas"));
            }
        }
        assertThat(statuses.keySet()).as("answers %s", statuses).isSubsetOf(200, 503);
        assertThat(countRecords(market, busy)).isEqualTo(accepted.get());
    }

    /** What fails of one account is rejected and kept, and its neighbour in the same batch is settled. */
    private static void failOneAccount(Market market, EmbeddedPostgres postgres) throws SQLException {
        var bad = market.openAccount("bad");
        var ok = market.openAccount("ok");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create function refuse_bad() returns trigger language plpgsql as $$
                    begin if new.account = 'bad' then raise exception 'refused by the test'; end if; return new; end $$""");
            statement.execute(
                    "create trigger refuse_bad before insert on usage_record for each row execute function refuse_bad()");
            var answer = requireSuccess(Market.reportUsage(
                    market.admin(), "[" + Market.event(bad, "bad-1", "") + "," + Market.event(ok, "ok-1", "") + "]"));
            assertThat(answer.at("/rejected").intValue()).as(answer.text()).isOne();
            assertThat(answer.at("/accepted").intValue()).as(answer.text()).isOne();
            statement.execute("drop trigger refuse_bad on usage_record");
        }
        assertThat(countRecords(market, ok)).isOne();
        requireSuccess(Market.reportUsage(market.admin(), "[" + Market.event(bad, "bad-2", "") + "]"));
        assertThat(countRecords(market, bad)).isOne();
    }

    /** Everything is answered with 503 and Retry-After while the database is away, and goes on by itself. */
    private static void interruptDatabase(Market market, DatabaseFault.PostgresProxy proxy, ApiClient anybody) {
        var account = market.openAccount("patient");
        proxy.interrupt();
        for (var number = 0; number < 3; number++) {
            var answer = Market.reportUsage(market.admin(), "[" + Market.event(account, "patient-1", "") + "]");
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.response().headers().firstValueAsLong("Retry-After"))
                    .isPresent();
            assertThat(anybody.get("/actuator/health/liveness").status()).isEqualTo(200);
        }
        await().until(() -> anybody.get("/actuator/health/readiness").status() == 503);
        proxy.restore();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anybody.get("/actuator/health/readiness").status() == 200);
        await().until(() -> Market.reportUsage(market.admin(), "[" + Market.event(account, "patient-1", "") + "]")
                        .status()
                == 200);
        assertThat(countRecords(market, account)).isOne();
    }

    private static long countRecords(Market market, String account) {
        return requireSuccess(market.admin().get("accounts/" + account + "/totals"))
                .at("/usageRecords")
                .longValue();
    }
}
