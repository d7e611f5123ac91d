package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.testing.StatementCounter;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** How many statements the outbox takes: a number that doesn't grow with alerts, recipients and webhooks. */
@Import(StatementCounter.class)
@Tag("dialect")
class OutboxStatementCountTest extends NotificationTestCase {

    private static final int STATEMENTS = 6;

    @Autowired
    StatementCounter statements;

    @Test
    void writesAllNotificationsAndDeliveriesWithAHandfulOfStatements() {
        setRecipients(newEmail());
        insertWebhook(account, AlertKind.values());
        assertThat(countStatements(1)).isEqualTo(STATEMENTS);

        setRecipients(newEmail(), newEmail(), newEmail(), newEmail(), newEmail());
        insertWebhook(account, AlertKind.values());
        insertWebhook(account, AlertKind.values());
        assertThat(countStatements(40)).isEqualTo(STATEMENTS);
        assertThat(deliveries()).hasSize(2 + 5 + 3 * 40);
    }

    @Test
    void addsToWaitingMailsWithoutFurtherStatements() {
        setRecipients(newEmail(), newEmail(), newEmail());
        insertWebhook(account, AlertKind.values());
        countStatements(1);
        clock.advance(Duration.ofMinutes(1));

        assertThat(countStatements(20)).isEqualTo(STATEMENTS);
        assertThat(deliveries()).hasSize(3 + 1 + 20);
        assertThat(jdbc.sql("""
                                select count(*) from delivery_notification n join delivery d on d.id = n.delivery_id
                                where d.account = :account and d.channel = 'EMAIL'""").param("account", account).query(Long.class).single())
                .isEqualTo(3 * 21);
    }

    @Test
    void keepsTheOrderOfAlertsInABatch() {
        insertWebhook(account, AlertKind.values());

        publishAlerts(IntStream.range(0, 40)
                .mapToObj(remaining -> alert(boughtPackage, account, AlertKind.THRESHOLD, remaining))
                .toArray(Alert[]::new));

        assertThat(jdbc.sql("select remaining from notification where account = :account order by id")
                        .param("account", account)
                        .query(Long.class)
                        .list())
                .hasSize(40)
                .isSorted();
        assertThat(jdbc.sql("""
                                select count(*) from delivery d join delivery_notification n on n.delivery_id = d.id
                                where d.account = :account and d.message_id = concat('msg_', n.notification_id)""").param("account", account).query(Long.class).single())
                .isEqualTo(40);
    }

    private long countStatements(int alerts) {
        return transaction.execute(status -> {
            var before = statements.executions();
            publish(Collections.nCopies(alerts, thresholdAlert()).toArray(Alert[]::new));
            return statements.executions() - before;
        });
    }
}
