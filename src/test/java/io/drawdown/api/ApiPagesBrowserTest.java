package io.drawdown.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.BrowserTest;
import io.drawdown.base.ProblemType;
import org.junit.jupiter.api.Test;

class ApiPagesBrowserTest extends BrowserTest {

    @Test
    void explainAProblem() {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            page.navigate(ProblemType.NOT_ACKNOWLEDGED.path());

            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("An acknowledgement is missing"))).isVisible();
            assertAccessible(page);
        }
    }

    @Test
    void browseTheDocumentation() {
        page.navigate("/swagger-ui.html");

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Drawdown"))).isVisible();
        page.locator("#operations-Usage_in-reportUsage").getByRole(AriaRole.BUTTON).first().click();
        assertThat(page.locator("#operations-Usage_in-reportUsage")).containsText("drawdown.usage.recorded.v1");
    }
}
