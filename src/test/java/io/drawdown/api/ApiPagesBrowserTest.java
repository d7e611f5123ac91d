package io.drawdown.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.drawdown.base.Hash;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Sql;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ApiPagesBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void explainsProblemType() {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            page.navigate(ProblemType.NOT_ACKNOWLEDGED.path());

            assertThat(page.getByRole(
                            AriaRole.HEADING, new GetByRoleOptions().setName("An acknowledgement is missing")))
                    .isVisible();
            assertAccessible(page);
        }
    }

    @Test
    void confirmsEmailAddressWithoutSignIn() {
        var account = world.account();
        jdbc.sql(
                        "insert into alert_recipient (account, position, email, confirmed) values (:account, 0, 'li@example.com', false)")
                .param("account", account)
                .update();
        jdbc.sql(
                        "insert into recipient_confirmation (account, token_hash, email, expires_at) values (:account, :hash, 'li@example.com', :until)")
                .param("account", account)
                .param("hash", Hash.sha256(account))
                .param("until", Sql.utc(TestClock.START.plus(Duration.ofDays(365))))
                .update();
        page.setViewportSize(390, 800);

        page.navigate("/confirm/" + account);
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("The address is confirmed")))
                .isVisible();
        assertAccessible(page);

        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.navigate("/confirm/" + account);
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("The address was confirmed before")))
                .isVisible();
        assertAccessible(page);
    }

    @Test
    void showsApiDocumentation() {
        // Made when it is first asked for, which takes a while.
        page.request().get("/v3/api-docs");
        page.navigate("/swagger-ui.html");

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Drawdown")))
                .isVisible();
        page.locator("#operations-Usage_in-reportUsage")
                .getByRole(AriaRole.BUTTON)
                .first()
                .click();
        assertThat(page.locator("#operations-Usage_in-reportUsage")).containsText("drawdown.usage.recorded.v1");
    }

    @Test
    void keepsConsoleSession() {
        signIn(world.customer(world.account(), "a long password"), "a long password");
        var cookies = page.context().cookies();

        var answer = page.request()
                .get(
                        "/api/v1/regions",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer an-admin-of-the-tests-with-a-long-key"));

        Assertions.assertThat(answer.status()).isEqualTo(200);
        Assertions.assertThat(answer.headers()).doesNotContainKey("set-cookie");
        Assertions.assertThat(page.context().cookies())
                .usingRecursiveComparison()
                .isEqualTo(cookies);
    }
}
