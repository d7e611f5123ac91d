package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.billing.Billing;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.data.domain.Sort;

/** An account for which very many write at once takes neither connections nor time from the others. */
@DrawdownTest
@Tag("dialect")
class BusyAccountTest {

    private static final int MAX_WAITING = 64;

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    Orders orders;

    @Autowired
    Accounts accounts;

    @Autowired
    Billing billing;

    @Autowired
    Access access;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    DataSource dataSource;

    @Autowired
    Environment environment;

    @LocalServerPort
    int port;

    private String region = "";
    private String specification = "";

    @BeforeEach
    void setUp() {
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    @Test
    void leavesOtherAccountsTheirThroughput() throws Exception {
        var hot = world.account();
        var cold = world.account();
        var offer = world.offer(region, specification, 1);
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var settled = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            settled.add(threads.submit(() -> settlement.settle(List.of(usage(hot, "holds")), results -> {
                held.countDown();
                waitFor(release);
            })));
            held.await();
            for (var number = 0; number < MAX_WAITING; number++) {
                var event = usage(hot, "waits-" + number);
                settled.add(threads.submit((Callable<?>) () -> settlement.settle(List.of(event))));
            }
            await().until(() -> countWaiting() == MAX_WAITING);
            try {
                assertThat(pool().getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);

                var oneTooMany = report(hot);
                assertThat(oneTooMany.statusCode()).isEqualTo(503);
                assertThat(oneTooMany.headers().firstValueAsLong("Retry-After")).hasValue(5);
                assertThat(oneTooMany.body()).contains("/problems/unavailable", "64 wait for the account");

                assertThat(report(cold).statusCode()).isEqualTo(200);
                world.buyPackage(cold, offer, 1, null);
                assertThat(world.asSystem(
                                () -> billing.charges(cold, null, null, null).rows(0, 10, Sort.unsorted())))
                        .hasSize(1);
                assertThat(world.asSystem(
                                () -> billing.charges(hot, null, null, null).rows(0, 10, Sort.unsorted())))
                        .isEmpty();

                var stranger = new Caller("stranger", Role.CUSTOMER, cold);
                assertThatThrownBy(() -> access.runAs(
                                stranger,
                                () -> orders.place(hot, "key", new NewOrder(offer.code(), 1, null, null, null))))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> assertThat(refused.type()).isEqualTo(ProblemType.NOT_FOUND));
            } finally {
                release.countDown();
            }
        }
        for (var one : settled) {
            one.get();
        }
        assertThat(countWaiting()).isZero();
        assertThat(world.asSystem(() -> billing.charges(hot, null, null, null).rows(0, 100, Sort.unsorted())))
                .hasSize(1 + MAX_WAITING);
    }

    @Test
    void isMovedInItsTurnWithoutAConnectionInHand() throws Exception {
        var hot = world.account();
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> settlement.settle(List.of(usage(hot, "holds")), results -> {
                held.countDown();
                waitFor(release);
            }));
            held.await();
            var moved = threads.submit(() -> world.asSystem(() -> accounts.put(
                    new Account(hot, hot, Currency.getInstance("CNY"), ZoneId.of("Pacific/Auckland"), null))));
            try {
                await().until(() -> countWaiting() == 1);
                assertThat(pool().getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
            } finally {
                release.countDown();
            }
            assertThat(moved.get().zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
        }
        assertThat(world.asSystem(() -> accounts.current(hot)).zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
    }

    @Test
    void leavesConnectionsForReadersHoweverManyAccountsAreBusy() throws Exception {
        var connections = environment.getProperty("drawdown.ledger.connections", Integer.class, 6);
        var accounts = Stream.generate(world::account)
                .limit(pool().getMaximumPoolSize() + connections)
                .toList();
        var release = new CountDownLatch(1);
        var held = new CountDownLatch(connections);
        var settled = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var account : accounts) {
                var event = usage(account, "holds");
                settled.add(threads.submit(() -> settlement.settle(List.of(event), results -> {
                    held.countDown();
                    waitFor(release);
                })));
            }
            try {
                held.await();
                await().until(() -> countWaiting() == pool().getMaximumPoolSize());
                assertThat(pool().getHikariPoolMXBean().getActiveConnections()).isEqualTo(connections);
            } finally {
                release.countDown();
            }
        }
        for (var one : settled) {
            one.get();
        }
        assertThat(countWaiting()).isZero();
    }

    private HikariDataSource pool() throws SQLException {
        return dataSource.unwrap(HikariDataSource.class);
    }

    private int countWaiting() {
        return (int) metrics.get("drawdown.ledger.waiting").gauge().value();
    }

    private HttpResponse<String> report(String account) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events"))
                                .header(
                                        "Authorization",
                                        "Bearer " + environment.getProperty("drawdown.bootstrap.api-key"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        """
                                {"specversion": "1.0", "id": "reported", "source": "/scheduler", "type": "drawdown.usage.recorded.v1", "subject": "job",
                                 "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                                          "nodes": 1, "startedAt": "2026-11-22T09:00:00Z", "endedAt": "2026-11-22T09:30:00Z"}}""".formatted(account, region, specification)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private UsageEvent usage(String account, String id) {
        return new UsageEvent.Recorded(
                account,
                "/scheduler",
                id,
                "job",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                1,
                World.NOW.minusSeconds(60),
                World.NOW);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
