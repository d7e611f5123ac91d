package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.ConnectionRelay;
import io.drawdown.testing.World;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The server goes and comes back, and sessions end, while a person has a page open. */
class LiveBrowserTest extends BrowserTest {

    private static final String PASSWORD = "four words in a row";
    private static final int SECONDS = 1000;

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @LocalServerPort
    private int server;

    private ConnectionRelay relay;

    @BeforeEach
    void openRelay() {
        relay = new ConnectionRelay(server);
    }

    @AfterEach
    void closeRelay() {
        // Open pages would go on asking for the server.
        page.close();
        relay.close();
    }

    @Test
    void saysThatItIsNotLiveWhileTheServerIsGone() {
        var name = world.customer(world.account(), PASSWORD);
        signInAt("/packages", name);
        var banner = page.locator(".away-banner");
        assertThat(banner).not().isVisible();
        var heading = page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
        var place = heading.boundingBox();

        relay.cut();

        assertThat(banner).isVisible(new IsVisibleOptions().setTimeout(15 * SECONDS));
        assertThat(banner)
                .hasText(
                        Pattern.compile("Not live since [0-2][0-9]:[0-5][0-9]\\. Reconnecting …"),
                        new HasTextOptions().setTimeout(SECONDS));
        Assertions.assertThat(heading.boundingBox()).usingRecursiveComparison().isEqualTo(place);
        assertAccessible(page);
        page.getByText("Deductions").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/packages$"));

        relay.mend();

        assertThat(banner).not().isVisible(new IsVisibleOptions().setTimeout(15 * SECONDS));
        page.getByText("Notifications").last().click();
        assertThat(page).hasURL(Pattern.compile(".*/notifications.*"));
        forgetConsoleErrors("Failed to load resource", "WebSocket connection", "Failed to fetch", "net::ERR");
    }

    @Test
    void saysWhySessionEndedAndLeadsBackToThePageWithItsFilters() {
        var name = world.customer(world.account(), PASSWORD);
        signInAt("/packages?status=in-effect", name);
        assertThat(page).hasURL(Pattern.compile(".*/packages\\?status=in-effect$"));

        loseSession();
        page.getByText("Clear filters").click();

        assertThat(page.getByText("Your session has ended because the server was restarted."))
                .isVisible();
        assertAccessible(page);
        submit(name);
        page.locator("vaadin-app-layout").waitFor();
        assertThat(page).hasURL(Pattern.compile(".*/packages\\?status=in-effect$"));
    }

    @Test
    void saysThatTheUserSignedOutInAnotherTab() {
        var name = world.customer(world.account(), PASSWORD);
        signInAt("/usage?job=batch", name);
        var other = page.context().newPage();
        other.navigate(relay.url() + "/");
        other.locator("vaadin-app-layout").waitFor();

        other.getByText("Sign out").click();

        assertThat(other).hasURL(Pattern.compile(".*/sign-in$"));
        assertThat(page.getByText("Your session has ended because you signed out in another tab."))
                .isVisible(new IsVisibleOptions().setTimeout(15 * SECONDS));
        submit(name);
        page.locator("vaadin-app-layout").waitFor();
        assertThat(page).hasURL(Pattern.compile(".*/usage\\?job=batch$"));
    }

    @Test
    void asksForCookiesInPlainWords() {
        signInAt("/packages", world.customer(world.account(), PASSWORD));

        page.context().clearCookies();
        use();

        assertThat(page.getByText("Your browser sent no cookie")).isVisible();
        assertAccessible(page);
    }

    @Test
    void bringsBackWhatWasTypedIntoADialog() {
        var name = World.code("ada");
        world.asSystem(() -> {
            users.put(name, "Ada Admin", PASSWORD, Role.ADMIN, null);
            return null;
        });
        signInAt("/regions", name);
        addRegion();
        page.getByLabel("Name", new GetByLabelOptions().setExact(true)).fill("A new region");

        loseSession();
        page.reload();
        submit(name);
        page.locator("vaadin-app-layout").waitFor();
        addRegion();

        assertThat(page.getByText("What you had typed is back.")).isVisible();
        var field = page.getByLabel("Name", new GetByLabelOptions().setExact(true));
        assertThat(field).hasValue("A new region");
        assertAccessible(page);

        page.getByText("Cancel").last().click();
        assertThat(field).not().isVisible();
        addRegion();
        assertThat(page.getByLabel("Name", new GetByLabelOptions().setExact(true)))
                .hasValue("");
        assertThat(page.getByText("What you had typed is back.")).not().isVisible();
    }

    private void addRegion() {
        page.getByText("Add a region").first().click();
        page.getByLabel("Name", new GetByLabelOptions().setExact(true)).waitFor();
    }

    /** Does something that the server has to answer. */
    private void use() {
        page.locator("vaadin-side-nav-item", new Page.LocatorOptions().setHasText("Usage"))
                .last()
                .click();
    }

    /** Makes the session one that the server doesn't know, as after a restart. */
    private void loseSession() {
        page.context().clearCookies(new ClearCookiesOptions().setName("JSESSIONID"));
        page.context()
                .addCookies(List.of(new Cookie("JSESSIONID", "0123456789ABCDEF0123456789ABCDEF").setUrl(relay.url())));
    }

    private void signInAt(String address, String name) {
        page.navigate(relay.url() + address);
        submit(name);
        page.locator("vaadin-app-layout").waitFor();
        Locator heading = page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
        heading.waitFor();
    }

    private void submit(String name) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in"))
                .click();
    }
}
