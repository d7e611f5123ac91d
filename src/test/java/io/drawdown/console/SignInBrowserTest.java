package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.BrowserTest;
import org.junit.jupiter.api.Test;

class SignInBrowserTest extends BrowserTest {

    @Test
    void asksWhoIsThere() {
        page.navigate("/packages");

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Sign in"))).isVisible();
        assertAccessible(page);
    }

    @Test
    void saysThatThePasswordIsWrong() {
        page.navigate("/sign-in?error");

        assertThat(page.getByText("No user has this name and password")).isVisible();
        assertAccessible(page);
    }
}
