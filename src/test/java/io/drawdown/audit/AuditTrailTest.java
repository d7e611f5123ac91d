package io.drawdown.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.drawdown.notification.email.Recipients;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@DrawdownTest
@Tag("dialect")
class AuditTrailTest {

    @Autowired
    AuditTrail trail;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    Accounts accounts;

    @Autowired
    Regions regions;

    @Autowired
    Orders orders;

    @Autowired
    Packages packages;

    @Autowired
    Recipients recipients;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    private String account;
    private Caller ada;
    private Caller sam;

    @BeforeEach
    void createUsers() {
        account = world.account();
        ada = new Caller(World.code("ada"), Role.ADMIN, null);
        sam = new Caller(World.code("sam"), Role.SUPPORT, null);
    }

    @Test
    void recordsNothingThatWasRolledBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    world.as(ada, () -> recipients.put(account, List.of("li@example.com")));
                    throw new IllegalStateException("something else goes wrong");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(by(ada)).isEmpty();
        assertThat(world.asSystem(() -> recipients.get(account))).isEmpty();
    }

    @Test
    void rollsBackAChangeThatCannotBeRecorded() {
        var change = new AuditedChange(AuditAction.REGION_SET, null, "nowhere", null, "a value");

        assertThatThrownBy(() -> world.as(ada, () -> {
                    events.publishEvent(change);
                    return null;
                }))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void recordsNothingIfNothingChanged() {
        var acme = new Account(account, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), null);
        var region = new Region(World.code("region"), "North", ZoneId.of("UTC"), true);
        for (var time = 0; time < 3; time++) {
            world.as(ada, () -> accounts.put(acme));
            world.as(ada, () -> regions.put(region));
            world.as(ada, () -> recipients.put(account, List.of("li@example.com")));
        }

        assertThat(by(ada))
                .extracting(AuditEntry::what)
                .containsExactly(AuditAction.RECIPIENTS_SET, AuditAction.REGION_SET, AuditAction.ACCOUNT_SET);
    }

    @Test
    void recordsAnOrderOnceIfPlacedConcurrently() throws Exception {
        var region = world.region();
        var offer = world.offer(region, world.specification(), 1);
        var order = new NewOrder(offer.code(), 1, null, null, new NewOrder.Acknowledgements(true, region));
        var key = World.code("key");
        var li = new Caller(World.code("li"), Role.CUSTOMER, account);

        runConcurrently(8, () -> world.as(li, () -> orders.place(account, key, order)));

        assertThat(by(li)).singleElement().extracting(AuditEntry::what).isEqualTo(AuditAction.ORDER_PLACED);
    }

    @Test
    void recordsOneOfManyIdenticalConcurrentChanges() throws Exception {
        var region = new Region(World.code("region"), "North", ZoneId.of("UTC"), true);

        runConcurrently(8, () -> world.as(ada, () -> regions.put(region)));

        assertThat(by(ada))
                .filteredOn(entry -> entry.before() == null)
                .as("found new by one of them")
                .hasSize(1);
    }

    @Test
    void recordsSupportAccessBeforeAnythingIsRead() {
        world.as(sam, () -> packages.list(account, PackageFilter.ALL).count());
        world.as(sam, () -> packages.quotas(account));
        clock.advance(Duration.ofSeconds(59));
        world.as(sam, () -> packages.quotas(account));

        assertThat(by(sam)).as("the same look, for a minute").singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo(AuditAction.ACCOUNT_LOOKED_AT);
            assertThat(entry.account()).isEqualTo(account);
            assertThat(entry.role()).isEqualTo(Role.SUPPORT);
            assertThat(entry.at()).isEqualTo(TestClock.START);
        });

        clock.advance(Duration.ofSeconds(1));
        world.as(sam, () -> packages.quotas(account));
        var other = world.account();
        world.as(sam, () -> packages.quotas(other));

        assertThat(by(sam)).extracting(AuditEntry::account).containsExactly(other, account, account);
    }

    @Test
    void recordsNoAccessToWhatIsMissingOrForbidden() {
        assertThatThrownBy(() -> world.as(sam, () -> packages.quotas("nobody"))).isInstanceOf(ProblemException.class);
        var li = new Caller(World.code("li"), Role.CUSTOMER, account);
        world.as(li, () -> packages.quotas(account));
        world.as(ada, () -> packages.quotas(account));

        assertThat(by(sam)).isEmpty();
        assertThat(by(li)).isEmpty();
        assertThat(by(ada)).isEmpty();
    }

    @Test
    void recordsAccessWhileReadersHoldAllConnections() throws Exception {
        var everybody = IntStream.range(0, 40)
                .mapToObj(number -> new Caller(World.code("sam"), Role.SUPPORT, null))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = everybody.stream()
                    .map(one -> threads.submit(() -> world.as(one, () -> packages.quotas(account))))
                    .toList();
            for (var look : looks) {
                look.get();
            }
        }

        assertThat(everybody).allSatisfy(one -> assertThat(by(one)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set who = 'nobody'",
                "update audit_entry set who = 'nobody' where id = -1",
                "delete from audit_entry",
                "truncate table audit_entry",
            })
    void refusesUpdatesAndDeletes(String statement) {
        world.as(ada, () -> recipients.put(account, List.of("li@example.com")));

        assertThatThrownBy(() -> jdbc.execute(statement)).isInstanceOf(DataAccessException.class);

        assertThat(by(ada)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
    void letsOnlyAdminsRead(Role role) {
        var somebody = new Caller("somebody", role, role == Role.CUSTOMER ? account : null);

        assertThatThrownBy(() -> world.as(somebody, () -> trail.list(AuditFilter.ALL)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    @Test
    void searchesTheTextOfEntries() {
        world.as(ada, () -> recipients.put(account, List.of("Li.Wei@example.com")));
        clock.advance(Duration.ofHours(1));
        world.as(ada, () -> recipients.put(account, List.of()));
        var start = TestClock.START;

        assertThat(found(new AuditFilter("li.wei@", ada.name(), null, null, null, null)))
                .hasSize(2);
        assertThat(found(new AuditFilter("li_wei@", ada.name(), null, null, null, null)))
                .isEmpty();
        assertThat(found(new AuditFilter(ada.name().toUpperCase(Locale.ROOT), null, null, null, null, null)))
                .hasSize(2);
        assertThat(found(new AuditFilter(null, null, AuditAction.RECIPIENTS_SET, account, null, null)))
                .hasSize(2);
        assertThat(found(new AuditFilter(null, null, AuditAction.ORDER_PLACED, account, null, null)))
                .isEmpty();
        assertThat(found(new AuditFilter(null, ada.name(), null, null, start, start.plusSeconds(3600))))
                .hasSize(1);
        assertThat(found(new AuditFilter(null, ada.name(), null, null, start.plusSeconds(1), null)))
                .hasSize(1);
        assertThat(world.asSystem(() -> trail.list(new AuditFilter(null, ada.name(), null, null, null, null))
                        .page(PageRequest.of(0, 1, Sort.by("at")))
                        .getContent()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at()).isEqualTo(start));
    }

    private List<AuditEntry> by(Caller who) {
        return found(new AuditFilter(null, who.name(), null, null, null, null));
    }

    private List<AuditEntry> found(AuditFilter filter) {
        return world.asSystem(() -> trail.list(filter).page(Pageable.unpaged()).getContent());
    }

    private static void runConcurrently(int times, Callable<?> action) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var running = new ArrayList<Future<?>>();
            for (var time = 0; time < times; time++) {
                running.add(threads.submit(action));
            }
            for (var one : running) {
                one.get();
            }
        }
    }
}
