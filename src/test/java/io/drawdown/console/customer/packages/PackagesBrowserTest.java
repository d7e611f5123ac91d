package io.drawdown.console.customer.packages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.account.Access;
import io.drawdown.account.Users;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PackagesBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Users users;

    @Autowired
    private Access access;

    private String account;
    private String north;
    private String east;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        north = world.region("Asia/Shanghai");
        east = world.region("Europe/Berlin");
        var specification = world.specification("V100", north, east);
        world.buy(account, world.monthlyOffer("V100 100 h", north, specification, 100), 1, null);
        world.buy(account, world.monthlyOffer("V100 50 h", east, specification, 50), 1, null);
        clock.advance(Duration.ofHours(1));
        world.run(account, north, specification, "job-1", TestClock.START, clock.instant());
        access.runAs(Caller.SYSTEM, () -> {
            users.put(account, "Li Wei", "a long password", Role.CUSTOMER, account);
            return account;
        });
        signIn(account, "a long password");
    }

    @Test
    void keepsFiltersInAddress() {
        page.navigate("/packages");
        assertThat(packages()).hasCount(2);

        region().fill(east);
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(east)).click();
        assertThat(packages()).hasText(new String[] {"V100 50 h ×\u00a01"});
        assertThat(page).hasURL(Pattern.compile("/packages\\?region=" + east + "$"));

        page.reload();
        assertThat(packages()).hasText(new String[] {"V100 50 h ×\u00a01"});
        assertThat(region()).hasValue(east);

        page.goBack();
        assertThat(packages()).hasCount(2);
        assertThat(region()).hasValue("");

        page.getByLabel("Search").fill("100 h");
        assertThat(packages()).hasText(new String[] {"V100 100 h ×\u00a01"});
        assertThat(page).hasURL(Pattern.compile("/packages\\?search=100%20h$"));
    }

    @Test
    void downloadsFilteredPackages() throws IOException {
        page.navigate("/packages?search=V100%2050");
        assertThat(packages()).hasCount(1);

        var file = page.waitForDownload(() -> page.getByText("Export CSV").click());

        Assertions.assertThat(file.suggestedFilename()).isEqualTo("packages-" + account + ".csv");
        Assertions.assertThat(Files.readAllLines(file.path()))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("V100 50 h,V100," + east);
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        for (var width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            for (var address : new String[] {
                "/", "/packages", "/packages?view=kinds", "/packages?view=deductions", "/packages?search=x"
            }) {
                page.navigate(address);
                assertThat(page.locator(".page > :not(.page-header):visible").first())
                        .isVisible();
                assertAccessible(page);
                assertFits();
            }
            page.navigate("/packages");
            packages().last().click();
            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Remaining over time")))
                    .isVisible();
            assertAccessible(page);
            assertFits();
        }
    }

    private Locator region() {
        return page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Region"));
    }

    private Locator packages() {
        return page.locator("vaadin-grid a:visible");
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
