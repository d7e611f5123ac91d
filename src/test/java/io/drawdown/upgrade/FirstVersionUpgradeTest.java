package io.drawdown.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.TestClockConfiguration;
import io.drawdown.testing.TestDatabase;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

/** A database of the first version, from before there were usage alerts, with packages in every state. */
@Tag("dialect")
@SpringBootTest(
        properties = {
            "drawdown.demo=false",
            "drawdown.background.enabled=false",
            "drawdown.bootstrap.api-key=an-admin-of-the-tests-with-a-long-key"
        })
@ContextConfiguration(initializers = {TestDatabase.class, FirstVersionUpgradeTest.FirstVersionDatabase.class})
@Import({TestClockConfiguration.class, World.class})
class FirstVersionUpgradeTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    Inbox inbox;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Test
    void watchesExistingPackagesAndAlertsOnlyAboutNewChanges() {
        clock.set(Instant.now());

        dueAccounts.catchUp();

        assertThat(messages())
                .as("what is low, and not what was used up or has expired before there were alerts")
                .containsExactly("THRESHOLD 2");

        clock.set(NOW.plus(DAY.multipliedBy(31)));
        dueAccounts.catchUp();

        assertThat(messages())
                .containsExactly(
                        "THRESHOLD 2",
                        "EXPIRING 1",
                        "EXPIRING 2",
                        "EXPIRING 1",
                        "EXPIRING 2",
                        "EXPIRING 1",
                        "EXPIRING 2",
                        "EXPIRED 1",
                        "EXPIRED 2",
                        "EXPIRED 3");
    }

    private List<String> messages() {
        return world
                .asSystem(() -> inbox.list("acme", new NotificationFilter(null, null, null))
                        .page(Pageable.unpaged()))
                .getContent()
                .reversed()
                .stream()
                .map(FirstVersionUpgradeTest::describe)
                .toList();
    }

    private static String describe(Notification told) {
        return told.kind() + " " + told.packageId();
    }

    /** Fills a database of the first version, before the application finds and changes it. */
    static class FirstVersionDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var environment = context.getEnvironment();
            var database = new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getProperty("spring.datasource.password", ""));
            Flyway.configure().dataSource(database).target("1").load().migrate();
            var jdbc = JdbcClient.create(database);
            jdbc.sql("insert into region (code, name, zone, sells_packages) values ('cn', 'China', 'UTC', true)")
                    .update();
            jdbc.sql("insert into specification (code, name, kind) values ('v100', 'V100', 'GPU')")
                    .update();
            jdbc.sql("""
                            insert into offer (code, name, region, specification, activities, node_hours, months, price, currency, on_sale)
                            values ('hour', 'An hour', 'cn', 'v100', 'TRAINING', 1, 1, 10, 'CNY', true)""").update();
            jdbc.sql(
                            "insert into account (code, name, currency, zone, opened_at) values ('acme', 'Acme', 'CNY', 'UTC', :now)")
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .update();
            jdbc.sql("insert into ledger (account, last_entry) values ('acme', 0)")
                    .update();
            insert(jdbc, 1, 3600, -1, 30);
            insert(jdbc, 2, 720, -1, 30);
            insert(jdbc, 3, 0, -1, 30);
            insert(jdbc, 4, 3600, 1, 60);
            insert(jdbc, 5, 100, -60, -30);
        }

        private static void insert(JdbcClient jdbc, long id, long remaining, int effectiveInDays, int expiresInDays) {
            jdbc.sql("""
                            insert into resource_package (id, account, source, offer, name, region, specification, activities, quantity,
                                total, settled_remaining, effective_at, expires_at, created_at)
                            values (:id, 'acme', 'GIFT', 'hour', 'An hour', 'cn', 'v100', 'TRAINING', 1, 3600, :remaining,
                                :effectiveAt, :expiresAt, :effectiveAt)""")
                    .param("id", id)
                    .param("remaining", remaining)
                    .param(
                            "effectiveAt",
                            NOW.plus(DAY.multipliedBy(effectiveInDays)).atOffset(ZoneOffset.UTC))
                    .param(
                            "expiresAt",
                            NOW.plus(DAY.multipliedBy(expiresInDays)).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
