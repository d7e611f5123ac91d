package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.Role;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.notification.webhook.RecordingWebhookServer;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.TestMail;
import io.drawdown.testing.World;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** The whole way of an alert: a person sets it, usage crosses it, and the bell, the mail and the webhook tell of it. */
class UsageAlertJourneyBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a-password-of-li";
    private static final Pattern CONFIRMATION_LINK = Pattern.compile("/confirm/[A-Za-z0-9_-]{43}");

    @Autowired
    World world;

    @Autowired
    ApiKeys keys;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    UnreadCounts counts;

    @Autowired
    @Qualifier("deliveryWorker")
    SmartLifecycle deliveries;

    @Autowired
    TestClock clock;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "21.20");
        world.buyPackage(account, world.offer(region, specification, 100), 1, null);
        world.asSystem(() -> alerts.put(
                account,
                new UsageAlert(
                        UsageAlert.Scope.EACH_PACKAGE,
                        new AlertSetting(true, List.of(Threshold.percent(5))),
                        List.of())));
        counts.start();
        deliveries.start();
    }

    @AfterEach
    void stop() {
        deliveries.stop();
        counts.stop();
    }

    @Test
    void notifiesAtConfiguredThreshold() throws Exception {
        var email = account + "@acme.example";
        signIn(world.customer(account, PASSWORD), PASSWORD);
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            page.navigate("/notifications/settings");
            page.getByLabel("E-mail address").fill(email);
            page.getByRole(
                            AriaRole.BUTTON,
                            new GetByRoleOptions().setName("Add").setExact(true))
                    .click();
            assertThat(page.getByText(email).first()).isVisible();
            page.getByLabel("URL", new GetByLabelOptions().setExact(true)).fill(recordingWebhookServer.url());
            button("Add webhook").click();
            var secret = page.getByLabel("Signing secret").inputValue();
            confirm(email);

            page.navigate("/packages");
            button("Usage Alert").click();
            var dialog = page.locator("vaadin-dialog");
            assertThat(dialog.getByText(email).first()).isVisible();
            page.getByLabel("Remaining usage threshold for 100 h").first().fill("20 %");
            assertThat(dialog.getByText("alerts at 20 h").first()).isVisible();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("OK"))
                    .click();
            assertThat(page.getByText("The usage alerts are saved.")).isVisible();
            page.evaluate("window.notReloaded = true");

            report("1", 79);
            report("2", 1);

            var bell = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("unread, notifications"));
            assertThat(bell).hasAccessibleName("1 unread, notifications");
            Assertions.assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
            var mail = TestMail.awaitMessage(email, 2);
            Assertions.assertThat(mail.getSubject()).contains("20.00 of 100.00");
            var call = recordingWebhookServer.awaitCall();
            Assertions.assertThat(call.isSignedWith(secret))
                    .as("the signature verifies with an implementation of its own")
                    .isTrue();
            Assertions.assertThat(call.text()).contains("\"remainingNodeSeconds\":72000", "\"value\":20");

            bell.click();
            assertThat(page.getByText("20.00 of 100.00").first()).isVisible();
            assertAccessible(page);
        }
    }

    private void confirm(String email) throws Exception {
        var link = CONFIRMATION_LINK.matcher(TestMail.plainText(TestMail.awaitMessage(email)));
        Assertions.assertThat(link.find()).isTrue();
        page.navigate(link.group());
        assertThat(page.getByText("The address is confirmed")).isVisible();
    }

    /** A job that ran for a minute on as many nodes as make up the node-hours. */
    private void report(String id, long nodeHours) {
        var key = world.asSystem(() -> keys.create(account, "the scheduler", Role.METERING, null))
                .key();
        Instant end = clock.instant().plusSeconds(60);
        var answer = page.context()
                .request()
                .post(
                        "/api/v1/events",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + key)
                                .setHeader("Content-Type", "application/cloudevents+json")
                                .setData("""
                        {"specversion": "1.0", "id": "%s", "source": "/scheduler", "type": "drawdown.usage.recorded.v1", "subject": "job-17",
                         "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                                  "nodes": %d, "startedAt": "%s", "endedAt": "%s"}}""".formatted(
                                                id,
                                                account,
                                                region,
                                                specification,
                                                nodeHours * 60,
                                                end.minusSeconds(60),
                                                end)));
        Assertions.assertThat(answer.text()).contains("\"accepted\":1");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }
}
