package io.drawdown.console.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.account.secondfactor.TimeCodes;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A second factor from setting it up to signing in with it. */
class SecondFactorBrowserTest extends BrowserTest {

    private static final String PASSWORD = "four words in a row";
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");
    private static final Pattern CODE_PAGE = Pattern.compile(".*/sign-in/code.*");

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String name;

    @BeforeEach
    void addPerson() {
        clock.set(TestClock.START);
        name = world.customer(world.account(), PASSWORD);
    }

    @Test
    void setsItUpAndSignsInWithIt() {
        signIn(name, PASSWORD);
        page.navigate("/second-factor");
        click("Set up …");
        assertThat(page.getByRole(AriaRole.IMG, new GetByRoleOptions().setName("QR code of the secret")))
                .isVisible();
        assertAccessible(page);
        var secret = page.locator("code.secret-text").innerText().replace(" ", "");
        assertThat(secret).matches("[A-Z2-7]{32}");

        enterSetUp("000000", PASSWORD);
        assertThat(page.getByText("This isn't the code of this secret now.").first())
                .isVisible();
        enterSetUp(codeOf(secret), "another password");
        assertThat(page.getByText("This is not your password.").first()).isVisible();
        enterSetUp(codeOf(secret), PASSWORD);
        assertThat(page.getByText("Signing in takes a code from now on.")).isVisible();
        assertAccessible(page);
        var recovery =
                page.locator("code.secret-text").innerText().lines().findFirst().orElseThrow();
        click("I have saved them");
        assertThat(page.getByText("10 recovery codes are left")).isVisible();
        assertAccessible(page);
        page.getByText("Sign out").click();
        assertThat(page).hasURL(SIGN_IN);

        clock.advance(Duration.ofMinutes(1));
        page.navigate("/packages?status=IN_EFFECT");
        enterPassword();
        assertThat(page).hasURL(CODE_PAGE);
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Enter your code")))
                .isVisible();
        assertAccessible(page);
        page.navigate("/packages");
        assertThat(page).hasURL(SIGN_IN); // nothing else is open before the code
        page.navigate("/packages?status=IN_EFFECT");
        enterPassword();
        enterCode("000000");
        assertThat(page.getByText("This code isn’t right, or was used before.").first())
                .isVisible();
        enterCode(codeOf(secret));
        page.locator("vaadin-app-layout").waitFor();
        assertThat(page).hasURL(Pattern.compile(".*/packages\\?status=IN_EFFECT$"));

        page.getByText("Sign out").click();
        assertThat(page).hasURL(SIGN_IN);
        enterPassword();
        enterCode(recovery);
        page.locator("vaadin-app-layout").waitFor();

        page.getByText("Sign out").click();
        assertThat(page).hasURL(SIGN_IN);
        enterPassword();
        assertThat(page).hasURL(CODE_PAGE);
        assertThat(page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        clock.advance(Duration.ofMinutes(5));
        enterCode(codeOf(secret));
        assertThat(page.getByText("The code came too late.")).isVisible();
    }

    @Test
    void codePageWithoutPasswordLeadsToSignIn() {
        page.navigate("/sign-in/code");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }

    private void enterSetUp(String code, String password) {
        page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(code);
        page.getByLabel("Your password").fill(password);
        click("Turn on");
    }

    private void enterPassword() {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        click("Sign in");
    }

    private void enterCode(String code) {
        page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(code);
        click("Sign in");
    }

    private void click(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private String codeOf(String secret) {
        return TimeCodes.codeAt(secret, clock.instant());
    }
}
