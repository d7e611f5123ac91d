package io.drawdown.console.admin.imports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.console.frame.live.PageRefresher;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageHistory;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An admin imports a file of sacct by the page: its dry run, the import, and taking it back. */
class ImportsBrowserTest extends BrowserTest {

    private static final String PASSWORD = "four words in a row";
    private static final String FILE = """
            JobID|NNodes|State|Start|End|Elapsed
            9001|4|COMPLETED|2026-06-03T00:00:00|2026-06-03T01:00:00|01:00:00
            9002|2|COMPLETED|2026-06-03T00:00:00|2026-06-03T10:00:00|04:00:00
            9003|1|COMPLETED|yesterday|2026-06-03T10:00:00|04:00:00
            """;

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private UsageHistory history;

    @Autowired
    private PageRefresher refresher;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;
    private String name;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        name = World.code("history");
        var admin = World.code("ada");
        world.asSystem(() -> {
            users.put(admin, "Ada Admin", PASSWORD, Role.ADMIN, null);
            return null;
        });
        refresher.start();
        signIn(admin, PASSWORD);
    }

    @AfterEach
    void stop() {
        refresher.stop();
    }

    @Test
    void importsAFileOfSacctAfterADryRunAndTakesItBack() {
        page.navigate("/imports");
        page.getByText("New import").click();
        page.locator("vaadin-upload input[type=file]")
                .setInputFiles(new FilePayload(name + ".txt", "text/plain", FILE.getBytes(StandardCharsets.UTF_8)));
        assertThat(field("Name of the import")).hasValue(name);
        assertThat(page.getByText("sacct (Slurm)").locator("visible=true").first())
                .isVisible();
        choose("Account of all rows", account);
        choose("Region of all rows", region);
        choose("Pool of all rows", "Public");
        choose("Specification of all rows", specification);
        choose("Activity of all rows", "Training");
        var project = field("Project of all rows");
        project.fill("vision");
        project.press("Enter");
        assertThat(project).hasValue("vision");
        assertAccessible(page);

        button("Dry run").click();
        assertThat(page.getByText("Nothing is recorded yet.")).isVisible(longer());
        assertThat(fact("Would be accepted")).hasText("2");
        assertThat(fact("Rejected")).hasText("1");
        assertThat(page.getByText("¥\u00a043.20").locator("visible=true").first())
                .isVisible();
        Assertions.assertThat(usageRecords()).isZero();
        assertAccessible(page);

        button("Import").click();
        assertThat(page).hasURL(Pattern.compile(".*/imports/[0-9]+$"));
        assertThat(badge("Done")).isVisible(longer());
        assertThat(fact("Accepted")).hasText("2");
        Assertions.assertThat(usageRecords()).isEqualTo(2);
        assertAccessible(page);

        button("Take back …").click();
        button("Take it back").click();
        assertThat(badge("Taken back")).isVisible(longer());
        Assertions.assertThat(usageRecords()).isZero();

        page.navigate("/imports?name=" + name + "&state=taken-back");
        assertThat(page.locator(".count")).hasText("1\u00a0import");
        assertThat(page.locator("vaadin-grid a:visible", new LocatorOptions().setHasText(name)))
                .isVisible();
        assertAccessible(page);
    }

    private long usageRecords() {
        return world.asSystem(() -> history.getTotals(account)).usageRecords();
    }

    private void choose(String label, String text) {
        field(label).fill(text);
        page.locator("vaadin-combo-box-item:visible", new LocatorOptions().setHasText(text))
                .first()
                .click();
    }

    private Locator field(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    private Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(text).setExact(true));
    }

    private Locator badge(String text) {
        return page.locator(".status-badge:visible", new LocatorOptions().setHasText(text))
                .first();
    }

    private Locator fact(String name) {
        return page.locator("dt", new LocatorOptions().setHasText(Pattern.compile("^" + name + "$")))
                .locator("xpath=following-sibling::dd[1]")
                .first();
    }

    private static IsVisibleOptions longer() {
        return new IsVisibleOptions().setTimeout(20_000);
    }
}
