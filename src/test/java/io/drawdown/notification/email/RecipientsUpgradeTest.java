package io.drawdown.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Recipients and deliveries from before addresses had to confirm. */
class RecipientsUpgradeTest {

    @Test
    void confirmsRecipientsFromBeforeTheUpgrade() {
        var database = new DriverManagerDataSource("jdbc:h2:mem:recipients-upgrade;DB_CLOSE_DELAY=-1", "sa", "");
        migrate(database, "9");
        var jdbc = JdbcClient.create(database);
        jdbc.sql(
                        "insert into account (code, name, currency, zone, opened_at) values ('acme', 'Acme', 'CNY', 'UTC', :now)")
                .param("now", OffsetDateTime.now())
                .update();
        jdbc.sql("insert into alert_recipient (account, position, email) values ('acme', 0, 'li@example.com')")
                .update();
        jdbc.sql("""
                        insert into delivery (account, channel, recipient, message_id, state, attempts, created_at)
                        values ('acme', 'EMAIL', 'li@example.com', '1@localhost', 'PENDING', 0, :now)""").param("now", OffsetDateTime.now()).update();

        migrate(database, "10");

        assertThat(jdbc.sql("select confirmed from alert_recipient")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select purpose from delivery where not sent_again")
                        .query(String.class)
                        .single())
                .isEqualTo("ALERT");
    }

    private static void migrate(DriverManagerDataSource database, String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .target(version)
                .load()
                .migrate();
    }
}
