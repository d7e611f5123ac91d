package io.drawdown.console.signin.password;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A gift some time after signing in: the password is asked for, and the gift goes on where it was. */
class PasswordAgainBrowserTest extends BrowserTest {

    private static final String PASSWORD = "four words in a row";

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private TestClock clock;

    @Test
    void asksForThePasswordAndGoesOn() {
        clock.set(TestClock.START);
        var region = world.region("UTC");
        var offer = World.code("gift");
        world.monthlyOffer(offer, region, world.specification("V100", region), 10);
        var account = world.accountNamed("Acme Vision Ltd");
        var admin = World.code("ada");
        world.asSystem(() -> {
            users.put(admin, "Ada Stone", PASSWORD, Role.ADMIN, null);
            return null;
        });
        signIn(admin, PASSWORD);
        clock.advance(Duration.ofMinutes(10));
        page.navigate("/accounts/" + account);
        click("Give a package …");
        give(offer);

        page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Enter your password"))
                .waitFor();
        assertAccessible(page);
        enter("another password");
        assertThat(page.getByText("This is not your password.").first()).isVisible();
        enter(PASSWORD);
        assertThat(page.getByText("is given free of charge.")).isVisible();

        click("Give a package …");
        give(offer);
        assertThat(page.getByText("is given free of charge.")).isVisible();
    }

    private void give(String offer) {
        page.getByLabel("Offer").fill(offer);
        page.getByRole(AriaRole.OPTION).first().click();
        click("Give package");
    }

    private void enter(String password) {
        page.getByLabel("Your password", new Page.GetByLabelOptions().setExact(true))
                .fill(password);
        click("Continue");
    }

    private void click(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
