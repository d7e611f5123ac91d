package io.drawdown.console.customer.buy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.purchase.Orders;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.World;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class BuyBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a-password-of-li";

    @Autowired
    World world;

    @Autowired
    Users users;

    @Autowired
    Orders orders;

    private String account;
    private String address;

    @BeforeEach
    void signIn() {
        account = world.account();
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "21.20");
        world.offer(region, specification, 50);
        world.offer(region, specification, 100);
        var customer = World.code("li");
        world.asSystem(() -> {
            users.put(customer, "Li Wei", PASSWORD, Role.CUSTOMER, account);
            return null;
        });
        address = "/buy?region=" + region + "&specification=" + specification;
        signIn(customer, PASSWORD);
        page.navigate(address);
    }

    @Test
    void buysByKeyboard() {
        var first = offers().nth(0);
        first.focus();
        page.keyboard().press("Space");
        page.keyboard().press("ArrowDown");
        assertThat(offers().nth(1)).isChecked();
        assertThat(page.getByText("1 × 100 = 100 h")).isVisible();
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowUp");
        assertThat(page.getByText("2 × 100 = 200 h")).isVisible();

        tabTo("I know that a package");
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        var goBack = page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Go back"));
        assertThat(goBack).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(page.getByText("is placed")).isVisible();
        assertThat(page.locator(".receipt")).isFocused();
        assertThat(world.asSystem(() -> orders.list(account).count())).isEqualTo(1);
    }

    @Test
    void buysOnceOnDoubleClick() {
        offers().nth(1).check();
        page.getByText("can’t be unsubscribed").click();
        page.getByText("I know that the package works in").click();
        page.locator(".order-summary").getByRole(AriaRole.BUTTON).dblclick();
        page.locator(".confirmation")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Buy for"))
                .dblclick();

        assertThat(page.getByText("is placed")).isVisible();
        assertThat(world.asSystem(() -> orders.list(account).count())).isEqualTo(1);
    }

    @Test
    void keepsSelectionAfterReload() {
        offers().nth(1).check();
        page.getByLabel("Quantity").fill("7");
        assertThat(page.getByText("7 × 100 = 700 h")).isVisible();
        assertThat(page).hasURL(Pattern.compile("quantity=7"));

        page.reload();

        assertThat(offers().nth(1)).isChecked();
        assertThat(page.getByText("7 × 100 = 700 h")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, 1000", "DARK, 1440, 1000", "LIGHT, 390, 844", "DARK, 390, 844"})
    void isAccessibleInEveryColorSchemeAndSize(ColorScheme scheme, int width, int height) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, height);
        page.navigate(address);

        page.getByText("At a chosen time").click();
        page.locator(".order-summary").getByRole(AriaRole.BUTTON).click();

        assertThat(page.getByText("Choose a package.")).isVisible();
        assertThat(page.getByText("Write a day and a time, such as 2026-11-30 14:20.")
                        .first())
                .isVisible();
        assertAccessible(page);
        assertThat((Boolean) page.evaluate("document.querySelector('main').scrollWidth <= innerWidth"))
                .as("fits the width")
                .isTrue();
        assertThat(page.locator(".order-bar").isVisible())
                .as("a bar sums up what is out of sight")
                .isEqualTo(width < 1000);
    }

    private Locator offers() {
        return page.locator(".offers").getByRole(AriaRole.RADIO);
    }

    private void tabTo(String label) {
        var target = page.getByLabel(label);
        for (var presses = 0;
                presses < 10 && !(Boolean) target.evaluate("one => one === document.activeElement");
                presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }
}
