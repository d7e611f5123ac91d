package io.drawdown.console.admin.accounts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AccountsBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a long password";

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private TestClock clock;

    private String admin;
    private String support;
    private String region;
    private String specification;

    @BeforeEach
    void addStaff() {
        clock.set(TestClock.START);
        admin = staff("ada", "Ada Admin", Role.ADMIN);
        support = staff("sam", "Sam Reed", Role.SUPPORT);
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
    }

    @Test
    void opensAccountWhoseUserBuysAndSupportReads() {
        var offer = "V100 10 h of " + region;
        world.monthlyOffer(offer, region, specification, 10);
        var code = World.accountCode();
        var user = World.code("wang");

        signIn(admin, PASSWORD);
        page.navigate("/accounts");
        button("New account …").click();
        field("Code").fill(code);
        field("Name").fill("Cumulus AG");
        choose("Currency", "CNY", "CNY · Chinese Yuan");
        choose("Time zone", "Shanghai", "Asia/Shanghai");
        button("Open account").click();
        assertThat(heading("Cumulus AG")).isVisible();

        button("Add user …").click();
        field("Name").fill("Wang Fang");
        field("Username").fill(user);
        button("Add user").click();
        var password = page.locator(".secret input").inputValue();
        assertAccessible(page);
        button("Done").click();
        assertThat(page.getByText("hasn’t chosen a password yet").locator("visible=true"))
                .isVisible();

        button("Give a package …").click();
        choose("Offer", offer, offer);
        assertThat(page.getByText("10.00\u00a0h of V100")).isVisible();
        button("Give package").dblclick();
        assertThat(page.getByText("is given free of charge")).isVisible();
        page.getByText("See the package").click();
        assertThat(page.getByText("You act for the customer")).isVisible();
        signOut();

        signInFirst(user, password, "words of my own choice");
        page.navigate("/packages");
        assertThat(page.getByText("1\u00a0package").first()).isVisible();
        page.navigate("/buy?region=" + region + "&specification=" + specification);
        page.locator("label").getByText(offer).first().click();
        page.getByText("can’t be unsubscribed").click();
        page.getByText("I know that the package works in").click();
        button("Buy for ¥ 180.00").click();
        page.locator("vaadin-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Buy for"))
                .click();
        assertThat(page.getByText("is placed")).isVisible();
        var order = page.locator("main").innerText().replaceAll("(?s).*(DD[0-9]{8}).*", "$1");
        signOut();

        signIn(support, PASSWORD);
        page.navigate("/accounts");
        page.getByLabel("Find").fill(order.toLowerCase(Locale.ROOT));
        assertThat(page.getByText("order " + order).locator("visible=true")).isVisible();
        page.getByText("Cumulus AG").locator("visible=true").first().click();
        assertThat(page.getByText("Wang Fang").locator("visible=true")).isVisible();
        assertThat(button("Edit …")).hasCount(0);
        page.locator("main").getByText("Resource Packages").click();
        assertThat(page.getByText("You see what the customer sees and can’t change anything."))
                .isVisible();
        assertThat(page.locator("main").getByText("Buy")).hasCount(0);
        signOut();

        signIn(admin, PASSWORD);
        page.navigate("/audit?account=" + code);
        for (var words : new String[] {
            "Added an account", "Added a user", "Gave a package", "Placed an order", "Viewed an account"
        }) {
            assertThat(page.getByText(words).locator("visible=true").first()).isVisible();
        }
        assertThat(page.getByText("Gave a package").locator("visible=true")).hasCount(1);
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        var account = world.accountNamed("Acme Vision Ltd");
        world.asSystem(() -> users.add(World.code("li"), "Li Wei", Role.CUSTOMER, account));
        signIn(admin, PASSWORD);
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                for (var address : new String[] {
                    "/accounts?q=" + account,
                    "/accounts?q=nope-nope",
                    "/accounts/" + account,
                    "/users",
                    "/packages?account=" + account
                }) {
                    page.navigate(address);
                    assertThat(page.locator("main h1")).isVisible();
                    page.waitForTimeout(300);
                    assertAccessible(page);
                    assertFits();
                }
                page.navigate("/accounts/" + account);
                for (var dialog : new String[] {"Edit …", "Give a package …", "Add user …"}) {
                    button(dialog).click();
                    assertThat(page.locator("vaadin-dialog .form")).isVisible();
                    assertAccessible(page);
                    assertFits();
                    button("Cancel").click();
                    assertThat(page.locator("vaadin-dialog .form")).hasCount(0);
                }
            }
        }
    }

    @Test
    void letsStaffSearchAllAccounts() {
        var account = world.accountNamed("Zephyr " + World.code("Labs"));
        signIn(support, PASSWORD);
        page.navigate("/packages");

        var picker = page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Account"))
                .first();
        picker.fill(account);
        page.locator("vaadin-combo-box-item:visible", new LocatorOptions().setHasText(account))
                .click();

        assertThat(page).hasURL(Pattern.compile("/packages\\?account=" + account));
        assertThat(page.locator(".account-banner")).containsText(account);
    }

    private String staff(String prefix, String name, Role role) {
        var username = World.code(prefix);
        world.asSystem(() -> {
            users.put(username, name, PASSWORD, role, null);
            return null;
        });
        return username;
    }

    private void signOut() {
        page.getByText("Sign out").click();
        assertThat(page).hasURL(Pattern.compile("/sign-in"));
        page.waitForLoadState();
    }

    private void signInFirst(String name, String password, String chosen) {
        page.navigate("/sign-in");
        field("Name").fill(name);
        field("Password").fill(password);
        button("Sign in").click();
        page.getByLabel("New password").fill(chosen);
        page.getByText("Save and continue").click();
        page.locator("vaadin-app-layout").waitFor();
    }

    private void choose(String label, String typed, String item) {
        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName(label)).fill(typed);
        page.locator("vaadin-combo-box-item:visible", new LocatorOptions().setHasText(item))
                .first()
                .click();
    }

    private Locator field(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name));
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
