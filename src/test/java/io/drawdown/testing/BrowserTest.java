package io.drawdown.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test in a real Chromium, skipped where there is none. A page that reports an error to its console fails it. */
@DrawdownTest
@Tag("browser")
public abstract class BrowserTest {

    private static Chromium chromium;

    /** The page of the current test, in a fresh session, 1440 by 1000. */
    protected Page page;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private BrowserContext session;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void launchBrowser() {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "There is no Chromium to test in; bin/test installs it where it can");
        chromium = new Chromium(executable.get());
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    @BeforeEach
    void openPage() {
        session = chromium.browser()
                .newContext(new NewContextOptions()
                        .setBaseURL("http://localhost:" + port)
                        .setViewportSize(1440, 1000));
        page = session.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
    }

    @AfterEach
    void closePage() {
        session.close();
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    /** Forgets errors in the browser's console that contain one of some texts, because the test has caused them. */
    protected void forgetConsoleErrors(String... causes) {
        errors.removeIf(error -> Arrays.stream(causes).anyMatch(error::contains));
    }

    /** Signs in through the sign-in page and waits for the page behind it. */
    protected void signIn(String name, String password) {
        page.navigate("/");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in"))
                .click();
        page.locator("vaadin-app-layout").waitFor();
    }

    /** Fails with what axe finds on the page as it stands, Vaadin's hidden connection indicator apart. */
    protected static void assertAccessible(Page page) {
        var axe = new AxeBuilder(page).exclude("vaadin-connection-indicator");
        var found = axe.analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getHelp() + ": " + node.getHtml()))
                .toList();
        assertThat(found).as("what axe finds at %s", page.url()).isEmpty();
    }
}
