package io.drawdown.console.components;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.World;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ComponentsBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a-password-of-li";

    @Autowired
    World world;

    private String customer;

    @BeforeEach
    void registerCustomer() {
        customer = world.customer(world.account(), PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, 1000", "DARK, 1440, 1000", "LIGHT, 390, 844", "DARK, 390, 844"})
    void areAccessibleInEveryColorSchemeAndSize(ColorScheme scheme, int width, int height) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, height);
        for (String path : new String[] {"sign-in", "", "gallery"}) {
            if (path.isEmpty()) {
                signIn(customer, PASSWORD);
            } else {
                page.navigate("/" + path);
            }
            assertThat(page.locator("main")).isVisible();
            if (path.equals("gallery")) {
                assertThat(page.locator("drawdown-remaining-chart canvas")).isVisible();
            }
            var file = "%s-%s-%d.png".formatted(path.isEmpty() ? "overview" : path, scheme, width);
            page.waitForTimeout(300);
            page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", file)));
            assertAccessible(page);
            Assertions.assertThat(page.evaluate("document.querySelector('main').scrollWidth <= innerWidth"))
                    .as("fits the width")
                    .isEqualTo(true);
        }
    }

    @Test
    void remembersColorScheme() {
        signIn(customer, PASSWORD);
        colours("Dark theme").click();
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-color-scheme", "dark");
        assertThat(colours("Light theme")).isVisible();
    }

    private Locator colours(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
