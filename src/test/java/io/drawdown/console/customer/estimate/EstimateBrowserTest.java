package io.drawdown.console.customer.estimate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class EstimateBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a-password-of-li";

    @Autowired
    World world;

    private String address;

    @BeforeEach
    void signIn() {
        var account = world.account();
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "21.20");
        world.buyPackage(account, world.offer(region, specification, 10), 1, null);
        world.buyPackage(account, world.offer(region, specification, 20), 1, null);
        address = "/estimate?region=" + region + "&specification=" + specification;
        signIn(world.customer(account, PASSWORD), PASSWORD);
    }

    @Test
    void answersWhileTypingAndAfterReload() {
        page.navigate(address);
        assertThat(page.getByText("It fits", new GetByTextOptions().setExact(true)))
                .isVisible();

        page.getByLabel("Hours").fill("12.5");
        page.getByLabel("Nodes").fill("4");

        assertThat(page.getByText("the last 20.00 h would cost about ¥ 424.00 pay-per-use."))
                .isVisible();
        page.reload();
        assertThat(page.getByText("the last 20.00 h would cost about ¥ 424.00 pay-per-use."))
                .isVisible();
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Buy a package for this job"))
                .click();
        assertThat(page.locator(".offers")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, 1000", "DARK, 1440, 1000", "LIGHT, 390, 844", "DARK, 390, 844"})
    void isAccessibleInEveryColorSchemeAndSize(ColorScheme scheme, int width, int height) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, height);
        page.navigate(address + "&nodes=4&hours=12.5");
        assertThat(page.getByText("It fits in part")).isVisible();
        assertFits();

        page.navigate(address + "&nodes=0&hours=9999");
        assertThat(page.getByText("Enter a whole number from 1 to 1,000,000.").first())
                .isVisible();
        assertFits();
    }

    private void assertFits() {
        assertAccessible(page);
        assertThat((Boolean) page.evaluate("document.querySelector('main').scrollWidth <= innerWidth"))
                .as("fits the width")
                .isTrue();
    }
}
