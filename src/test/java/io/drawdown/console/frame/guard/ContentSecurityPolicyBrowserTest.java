package io.drawdown.console.frame.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages work under the policy for what they may load: a violation is an error in the browser's console, which fails the test. */
class ContentSecurityPolicyBrowserTest extends BrowserTest {

    private static final String PASSWORD = "four words in a row";

    @Autowired
    private World world;

    @Test
    void allowsEveryPageToWork() {
        var account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        var bought = world.buy(account, world.monthlyOffer("V100 10 h", region, specification, 10), 1, null);
        world.run(account, region, specification, "job-1", TestClock.START.minus(Duration.ofHours(1)), TestClock.START);
        signIn(world.customer(account, PASSWORD), PASSWORD);

        for (var path : List.of(
                "/",
                "/buy",
                "/usage",
                "/estimate",
                "/packages",
                "/notifications",
                "/notifications/settings",
                "/password",
                "/nowhere")) {
            page.navigate(path);
            page.locator("vaadin-app-layout main h1").waitFor();
        }
        page.navigate("/packages/" + bought.resourcePackage().id());
        page.locator("drawdown-remaining-chart canvas, drawdown-remaining-chart svg")
                .first()
                .waitFor();
        page.navigate("/packages");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Usage Alert"))
                .first()
                .click();
        page.getByText("An alert does not stop jobs.").waitFor();
    }

    @Test
    void blocksInjectedScripts() {
        var attacked = page.context().newPage();
        var policy = attacked.navigate("/sign-in").headerValue("content-security-policy");
        attacked.locator("vaadin-login-form").waitFor();

        attacked.evaluate("""
                () => new Promise(blocked => {
                  document.addEventListener('securitypolicyviolation', blocked);
                  const smuggled = document.createElement('div');
                  smuggled.innerHTML = '<img src="styles/nothing-here.svg" onerror="window.smuggled = 1">';
                  document.body.append(smuggled);
                })""");

        assertThat(attacked.evaluate("() => window.smuggled ?? null")).isNull();
        assertThat(policy).startsWith("default-src 'none'; script-src 'nonce-").contains("frame-ancestors 'none'");
        assertThat(attacked.navigate("/sign-in").headerValue("content-security-policy"))
                .as("another nonce each time")
                .isNotEqualTo(policy);
    }
}
