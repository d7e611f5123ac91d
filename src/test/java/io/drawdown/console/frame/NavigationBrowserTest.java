package io.drawdown.console.frame;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The navigation in a window that is too low for all of it, and the keyboard's way past it. */
class NavigationBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a-password-of-ada";

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        var name = World.code("ada");
        world.asSystem(() -> {
            users.put(name, "Ada Stone", PASSWORD, Role.ADMIN, null);
            return null;
        });
        signIn(name, PASSWORD);
        page.setViewportSize(1440, 640);
    }

    @Test
    void showsCurrentPage() {
        page.navigate("/audit");
        assertThat(current("Audit")).isInViewport();

        page.navigate("/accounts");
        assertThat(current("Accounts")).isInViewport();
    }

    @Test
    void showsPageAbove() {
        var account = world.accountNamed("Acme Vision Ltd");
        page.navigate("/notifications/settings?account=" + account);
        assertThat(current("Notifications")).isInViewport();

        page.navigate("/imports/new");
        assertThat(current("Imports")).isInViewport();
    }

    @Test
    void skipsToContent() {
        page.navigate("/audit");
        assertThat(current("Audit")).isVisible();

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        assertThat(page.getByText("Skip to content")).isInViewport();
        page.keyboard().press("Enter");

        assertThat(page.locator("main")).isFocused();
        assertThat(page).hasURL(Pattern.compile(".*/audit"));
    }

    private Locator current(String label) {
        return page.locator("vaadin-side-nav-item[current]", new LocatorOptions().setHasText(label));
    }
}
