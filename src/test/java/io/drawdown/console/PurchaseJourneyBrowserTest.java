package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole way in a real browser: sign in, buy, send usage, watch the remaining fall. */
class PurchaseJourneyBrowserTest extends BrowserTest {

    @Autowired
    World world;

    @Autowired
    ApiKeys keys;

    @Autowired
    TestClock clock;

    private String account;
    private String region;
    private String specification;
    private String offer;
    private String customer;

    @BeforeEach
    void open() {
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "21.20");
        offer = world.offer(region, specification, 100).name();
        customer = world.customer(account, "a-password-of-li");
    }

    @Test
    void sellsPackageAndDrawsItDown() {
        signIn(customer, "a-password-of-li");
        assertThat(button("Buy Package").or(link("Buy Package")).first()).isVisible();
        assertAccessible(page);

        page.navigate("/buy?region=" + region + "&specification=" + specification);
        page.locator("label").getByText(offer).first().click();
        assertThat(page.getByText("1 × 100 = 100 h")).isVisible();
        page.getByText("can’t be unsubscribed").click();
        page.getByText("I know that the package works in").click();
        assertAccessible(page);
        button("Buy for ¥ 1,000.00").click();
        var confirm = page.locator("vaadin-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Buy for"));
        assertThat(confirm).isVisible();
        assertAccessible(page);
        confirm.click();

        assertThat(page.getByText("is placed")).isVisible();
        assertAccessible(page);
        link("Open the package").click();
        assertThat(meter()).hasAttribute("aria-valuetext", left("100.00"));
        assertAccessible(page);

        report(clock.instant().plusSeconds(60), 30);
        page.reload();
        assertThat(page.getByText("70.00 h").first()).isVisible();
        assertThat(meter()).hasAttribute("aria-valuetext", left("70.00"));
        assertThat(page.getByText("job-17")).isVisible();
        assertAccessible(page);

        page.navigate("/packages");
        assertThat(page.getByText("of 100.00 h")).isVisible();
        assertAccessible(page);
    }

    /** A job that ran for a minute on as many nodes as make up the node-hours. */
    private void report(Instant end, long nodeHours) {
        var key = world.asSystem(() -> keys.create(account, "the scheduler", Role.METERING, null))
                .key();
        var answer = page.context()
                .request()
                .post(
                        "/api/v1/events",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + key)
                                .setHeader("Content-Type", "application/cloudevents+json")
                                .setData("""
                                    {"specversion": "1.0", "id": "1", "source": "/scheduler", "type": "drawdown.usage.recorded.v1", "subject": "job-17",
                                     "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                                              "nodes": %d, "startedAt": "%s", "endedAt": "%s"}}\
                                    """.formatted(
                                        account, region, specification, nodeHours * 60, end.minusSeconds(60), end)));
        assertThat(answer.text()).contains("\"accepted\":1");
    }

    private static Pattern left(String hours) {
        return Pattern.compile("^" + hours);
    }

    private Locator meter() {
        return page.getByRole(AriaRole.METER).first();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
    }
}
