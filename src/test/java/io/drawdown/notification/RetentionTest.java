package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.background.RetentionWorker;
import io.drawdown.base.sql.Sql;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is kept for 400 days only, and what stays. */
@Tag("dialect")
class RetentionTest extends NotificationTestCase {

    private static final Duration KEPT = Duration.ofDays(400);

    @Autowired
    RetentionWorker worker;

    @Test
    void deletesOldNotificationsAndDeliveriesThatHaveEnded() {
        setRecipients(newEmail());
        publishAlerts(thresholdAlert());
        jdbc.sql("update delivery set state = 'DELIVERED', next_attempt_at = null where account = :account")
                .param("account", account)
                .update();
        publishAlerts(usedUpAlert());

        clock.set(NOW.plus(KEPT));
        deleteAll();
        assertThat(count("notification")).as("exactly 400 days").isEqualTo(2);

        clock.set(NOW.plus(KEPT).plusSeconds(1));
        deleteAll();
        assertThat(count("delivery")).as("the one that is still tried").isEqualTo(1);
        assertThat(count("notification")).isEqualTo(1);

        jdbc.sql("update delivery set state = 'PARKED', next_attempt_at = null where account = :account")
                .param("account", account)
                .update();
        deleteAll();
        assertThat(count("delivery")).isZero();
        assertThat(count("notification")).isZero();
    }

    @Test
    void deletesInBatchesOnTwoServers() throws Exception {
        clock.set(NOW.plus(KEPT).plusSeconds(1));
        deleteAll();
        insertNotifications(1200);

        assertThat(worker.deleteBatch()).as("more is left").isTrue();
        assertThat(count("notification")).isEqualTo(700);
        try (var servers = Executors.newFixedThreadPool(2)) {
            Callable<Void> server = () -> {
                deleteAll();
                return null;
            };
            for (var ended : servers.invokeAll(Stream.of(server, server).toList())) {
                ended.get();
            }
        }
        deleteAll();
        assertThat(count("notification")).isZero();
    }

    @Test
    void deletesRejectedEventsThatAreSettledAndKeepsOpenOnes() {
        insertRejectedEvent("open", null);
        insertRejectedEvent("replayed", "an admin");
        clock.set(NOW.plus(KEPT).plusSeconds(1));

        deleteAll();

        assertThat(jdbc.sql("select event_id from rejected_event where account = :account")
                        .param("account", account)
                        .query(String.class)
                        .list())
                .containsExactly("open");
    }

    @Test
    void forgetsWhatWasToldOfExpiredPackages() {
        clock.set(boughtPackage.expiresAt().plus(Duration.ofDays(2)));
        latch(boughtPackage.id());
        deleteAll();
        assertThat(count("reached_threshold"))
                .as("its expiry is still due to be looked at")
                .isEqualTo(1);

        jdbc.sql("update ledger set due_at = null where account = :account")
                .param("account", account)
                .update();
        deleteAll();
        assertThat(count("reached_threshold")).isZero();
        assertThat(count("told_target")).isZero();
    }

    @Test
    void forgetsWhatWasToldOfAKindOnlyWhenItsMessagesAreGone() {
        var kind = boughtPackage.region() + "/" + boughtPackage.specification() + "/"
                + jdbc.sql("select activities from resource_package where account = :account")
                        .param("account", account)
                        .query(String.class)
                        .single();
        latch(kind);
        clock.set(boughtPackage.expiresAt().plus(KEPT));
        deleteAll();
        assertThat(count("reached_threshold")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        deleteAll();
        assertThat(count("reached_threshold")).isZero();
        assertThat(count("told_target")).isZero();
    }

    @Test
    void refusesTimesThatAreTooShort() {
        new RetentionProperties(Duration.ZERO, KEPT, Duration.ofDays(1));
        assertThatThrownBy(() -> new RetentionProperties(KEPT, Duration.ofHours(23), KEPT))
                .hasMessageContaining("drawdown.retention.deliveries");
        assertThatThrownBy(() -> new RetentionProperties(KEPT, KEPT, Duration.ofDays(-1)))
                .hasMessageContaining("drawdown.retention.rejected-events");
    }

    private void deleteAll() {
        var isMoreExpired = true;
        while (isMoreExpired) {
            isMoreExpired = worker.deleteBatch();
        }
    }

    private void insertNotifications(int count) {
        for (var number = 0; number < count; number++) {
            jdbc.sql("""
                            insert into notification (account, kind, region, specification, activities, remaining, total, happened_at)
                            values (:account, 'USED_UP', 'r', 's', 'TRAINING', 0, 1, :now)""").param("account", account).param("now", Sql.utc(NOW)).update();
        }
    }

    private void insertRejectedEvent(String id, @Nullable String replayedBy) {
        jdbc.sql("""
                        insert into rejected_event (account, source, event_id, body, problem, detail, received_at, replayed_by, replayed_at)
                        values (:account, '/a', :id, '{}', '/problems/invalid', 'a detail', :now, :by, :at)""")
                .param("account", account)
                .param("id", id)
                .param("now", Sql.utc(NOW))
                .param("by", replayedBy)
                .param("at", replayedBy == null ? null : NOW.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void latch(String target) {
        jdbc.sql("""
                        insert into reached_threshold (account, target, threshold_type, threshold_value, told)
                        values (:account, :target, 'PERCENTAGE', 20, true)""").param("account", account).param("target", target).update();
        jdbc.sql("insert into told_target (account, target, remaining) values (:account, :target, 1)")
                .param("account", account)
                .param("target", target)
                .update();
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table + " where account = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }
}
