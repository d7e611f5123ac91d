package io.drawdown.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.DrawdownTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** V11 on data from before it: what was told is remembered, so that the first edit after an upgrade tells nothing again. */
@DrawdownTest
@Tag("dialect")
class AlertMemoryUpgradeTest {

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    private final String schema = "upgrade_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void createOldSchema() {
        migrate("9");
        run(
                "insert into %s.account (code, name, currency, zone, opened_at) values ('own', 'Own', 'CNY', 'UTC', current_timestamp)");
        run(
                "insert into %s.account (code, name, currency, zone, opened_at) values ('follower', 'F', 'CNY', 'UTC', current_timestamp)");
        run("insert into %s.region (code, name, zone, sells_packages) values ('cn', 'China', 'UTC', true)");
        run("insert into %s.specification (code, name, kind) values ('v100', 'V100', 'GPU')");
        run("""
                insert into %s.offer (code, name, region, specification, activities, node_hours, months, price, currency, on_sale)
                values ('hour', 'An hour', 'cn', 'v100', 'TRAINING', 1, 1, 10, 'CNY', true)""");
        run(
                "insert into %s.usage_alert (account, scope, enabled, thresholds) values ('own', 'SAME_KIND', true, 'PERCENTAGE 20')");
        run("update %s.usage_alert_default set thresholds = 'PERCENTAGE 33'");
    }

    @AfterEach
    void dropSchema() {
        run("drop schema %s cascade");
    }

    @Test
    void keepsAlertsThatWereSentBeforeTheUpgrade() {
        insertPackage(1, 700, 30);
        insertPackage(2, 600, 30);
        insertPackage(3, 800, 30);
        insertPackage(4, 0, -1);
        insertPackage(5, 3600, 30);
        insertLatch("1");
        insertLatch("4");
        insertLatch("cn/v100/TRAINING");
        insertCrossing("2", 900);
        insertCrossing("2", 600);
        insertCrossing("3", 700);

        migrate("11");

        assertThat(list("select concat(target, ' ', remaining) from %s.told_target where account = 'own'"))
                .as(
                        "latched, or crossed and not risen since; of packages that haven't expired, and of the kind that they make up")
                .containsExactlyInAnyOrder("1 700", "2 600", "cn/v100/TRAINING 5700");
        assertThat(list("select concat(target, ' ', told) from %s.reached_threshold where account = 'own'"))
                .extracting(String::toLowerCase)
                .containsExactlyInAnyOrder("1 " + isTrue(), "cn/v100/training " + isTrue());
    }

    @Test
    void keepsThePlatformDefaultAndItsFollowers() {
        migrate("11");

        assertThat(list("select concat(version, ' ', thresholds) from %s.usage_alert_default_version"))
                .containsExactly("1 PERCENTAGE 33");
        assertThat(list("select concat(account, ' ', version) from %s.usage_alert_follower"))
                .containsExactly("follower 1");
    }

    private String isTrue() {
        return jdbc.sql("select concat('', true)").query(String.class).single().toLowerCase(Locale.ROOT);
    }

    private void insertPackage(long id, long remaining, int expiresInDays) {
        run("""
                insert into %%s.resource_package (id, account, source, offer, name, region, specification, activities, quantity,
                    total, settled_remaining, effective_at, expires_at, created_at)
                values (%d, 'own', 'GIFT', 'hour', 'An hour', 'cn', 'v100', 'TRAINING', 1, 3600, %d, current_timestamp - interval '9' day,
                    current_timestamp + interval '%d' day, current_timestamp)""".formatted(id, remaining, expiresInDays));
    }

    private void insertLatch(String target) {
        run(
                "insert into %%s.reached_threshold (account, target, threshold_type, threshold_value) values ('own', '%s', 'PERCENTAGE', 20)"
                        .formatted(target));
    }

    private void insertCrossing(String target, long remaining) {
        run("""
                insert into %%s.crossing (account, target, threshold_type, threshold_value, remaining, total, happened_at)
                values ('own', '%s', 'PERCENTAGE', 20, %d, 3600, current_timestamp)""".formatted(target, remaining));
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(database)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private void run(String statement) {
        jdbc.sql(statement.formatted('"' + schema + '"')).update();
    }

    private List<String> list(String query) {
        return jdbc.sql(query.formatted('"' + schema + '"')).query(String.class).list();
    }
}
