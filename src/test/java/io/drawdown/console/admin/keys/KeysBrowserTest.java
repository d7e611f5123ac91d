package io.drawdown.console.admin.keys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

class KeysBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private TestClock clock;

    @LocalServerPort
    private int port;

    private String account;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme " + World.code("of-keys"));
        var name = World.code("sam");
        world.asSystem(() -> {
            users.put(name, "Sam Reed", "a long password", Role.ADMIN, null);
            return null;
        });
        signIn(name, "a long password");
    }

    @Test
    void createsAndRevokesKey() throws Exception {
        page.navigate("/api-keys");
        button("New key …").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("Name")).isFocused();
        page.keyboard().type("Slurm in Hangzhou");
        dialog.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Belongs to"))
                .fill(account);
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(account)).click();
        assertThat(dialog.getByText("May report usage of this account, and nothing else."))
                .isVisible();
        assertThat(dialog.getByText("Expires on 20 Feb 2027, 10:00 UTC")).isVisible();
        page.getByText("Create key").click();

        assertThat(page.getByText("“Slurm in Hangzhou” is created")).isVisible();
        page.keyboard().press("Escape");
        var key = page.getByLabel("API key", new GetByLabelOptions().setExact(true))
                .inputValue();
        Assertions.assertThat(key).startsWith("dd_");
        Assertions.assertThat(status(key)).isEqualTo(200);
        page.getByText("Done").locator("visible=true").click();
        Assertions.assertThat(page.content()).doesNotContain(key);

        page.getByLabel("Name", new GetByLabelOptions().setExact(true)).fill("slurm");
        page.locator(".filter-bar").getByLabel("Belongs to").fill(account);
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(account)).click();
        assertThat(page).hasURL(Pattern.compile("/api-keys\\?.*account=" + account));
        page.reload();
        assertThat(page.locator(".count")).hasText("1\u00a0key");
        assertThat(page.getByLabel("Name", new GetByLabelOptions().setExact(true)))
                .hasValue("slurm");
        assertThat(page.locator("vaadin-grid")).containsText("In use");
        page.locator("vaadin-grid a:visible")
                .getByText("Audit", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page).hasURL(Pattern.compile("/audit\\?who=Slurm(\\+|%20)in(\\+|%20)Hangzhou"));
        page.goBack();

        page.getByText("Revoke …").locator("visible=true").click();
        var question = page.getByRole(AriaRole.ALERTDIALOG);
        assertThat(question.locator("h2")).containsText("Revoke “Slurm in Hangzhou”");
        page.getByText("Revoke key").click();
        assertThat(page.locator(".notice").getByText("is refused from now on")).isVisible();
        assertThat(page.locator("vaadin-grid")).containsText("Revoked");
        Assertions.assertThat(status(key)).isEqualTo(401);
        Assertions.assertThat(page.content()).doesNotContain(key);
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        world.asSystem(() -> {
            keys.create(
                    account, "Slurm in Hangzhou", Role.METERING, clock.instant().plus(Duration.ofDays(3)));
            keys.create(account, "Reports", Role.CUSTOMER, null);
            keys.revoke(
                    keys.create(account, "An older one", Role.CUSTOMER, null).id());
            return null;
        });
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {1440, 900, 390}) {
                page.setViewportSize(width, 900);
                for (var address :
                        new String[] {"/api-keys?account=" + account, "/api-keys?account=" + account + "&name=nope"}) {
                    page.navigate(address);
                    assertThat(page.locator(".filter-bar")).isVisible();
                    assertAccessible(page);
                    assertFits();
                }
                page.navigate("/api-keys?account=" + account);
                page.getByText("Revoke …").locator("visible=true").first().click();
                assertThat(page.getByRole(AriaRole.ALERTDIALOG).locator("h2")).isVisible();
                assertAccessible(page);
                assertFits();
                page.keyboard().press("Escape");
                button("New key …").click();
                assertThat(page.getByText("Create key")).isVisible();
                page.getByText("Create key").click();
                assertThat(page.locator("[slot=error-message]").getByText("Enter a name."))
                        .isVisible();
                assertAccessible(page);
                assertFits();
                page.getByRole(AriaRole.DIALOG).getByLabel("Name").fill("Another one");
                page.getByText("Create key").click();
                assertThat(page.getByLabel("API key", new GetByLabelOptions().setExact(true)))
                        .isVisible();
                assertAccessible(page);
                assertFits();
            }
        }
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private int status(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/regions"))
                .header("Authorization", "Bearer " + key);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
