package io.drawdown.console.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.drawdown.account.Users;
import io.drawdown.console.signin.session.SessionExpiry;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SignInBrowserTest extends BrowserTest {

    private static final String PASSWORD = "four words in a row";
    private static final String CHOSEN = "other words of my own";
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private TestClock clock;

    @Autowired
    private SessionExpiry sessions;

    private String name;

    @BeforeEach
    void addPerson() {
        name = world.customer(world.account(), PASSWORD);
    }

    @Test
    void redirectsToSignIn() {
        page.navigate("/packages");

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Sign in")))
                .isVisible();
        assertAccessible(page);
    }

    @Test
    void reportsWrongPassword() {
        page.navigate("/sign-in?error");

        assertThat(page.getByText("No user has this name and password")).isVisible();
        assertAccessible(page);
    }

    @Test
    void showsWaitingTimeAfterTooManyFailures() {
        for (var i = 0; i < 5; i++) {
            tryToSignIn(page, name, "not this one");
            assertThat(page.getByText("No user has this name and password")).isVisible();
        }

        tryToSignIn(page, name, PASSWORD);
        assertThat(page.getByText("Try again in 30 seconds.")).isVisible();
        assertAccessible(page);

        clock.advance(Duration.ofSeconds(30));
        tryToSignIn(page, name, PASSWORD);
        page.locator("vaadin-app-layout").waitFor();
    }

    @Test
    void issuesFreshHttpOnlySameSiteSessionCookie() {
        page.navigate("/sign-in");
        page.locator("vaadin-login-form").waitFor();
        var before = session();

        signIn(name, PASSWORD);

        var cookie = session();
        assertThat(cookie.value).isNotEqualTo(before.value);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        assertThat(cookie.expires).as("ends with the browser").isEqualTo(-1);
        var browser = page.context().cookies().stream()
                .filter(other -> !other.name.equals(cookie.name))
                .toList();
        assertThat(browser).singleElement().satisfies(known -> {
            assertThat(known.name).isEqualTo("drawdown-browser");
            assertThat(known.httpOnly).isTrue();
            assertThat(known.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        });
        page.context().clearCookies(new ClearCookiesOptions().setName(cookie.name));
        page.navigate("/packages");
        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void keepsTheTypedNameAfterAWrongPassword() {
        tryToSignIn(page, name, "not this one");
        assertThat(page.getByText("No user has this name and password")).isVisible();

        assertThat(page.getByLabel("Name")).hasValue(name);
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?error$"));
        page.navigate("/sign-in");
        page.locator("vaadin-login-form").waitFor();
        assertThat(page.getByLabel("Name")).hasValue("");
    }

    @Test
    void endsUpAtTheRequestedAddressExactly() {
        page.navigate("/packages?status=IN_EFFECT");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in"))
                .click();

        page.locator("vaadin-app-layout").waitFor();
        assertThat(page).hasURL(Pattern.compile(".*/packages\\?status=IN_EFFECT$"));
    }

    @Test
    void signsOutInAllTabs() {
        signIn(name, PASSWORD);
        var other = page.context().newPage();
        openConnected(other);

        page.getByText("Sign out").click();

        assertThat(page).hasURL(SIGN_IN);
        assertThat(other).hasURL(SIGN_IN);
        page.navigate("/packages");
        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void changesPasswordAndEndsOtherSessions() {
        signIn(name, PASSWORD);
        try (var elsewhere = elsewhere()) {
            var other = elsewhere.newPage();
            tryToSignIn(other, name, PASSWORD);
            other.locator("vaadin-app-layout").waitFor();
            openConnected(other);
            var before = session();

            page.getByText("Change password").click();
            changePassword("not this one", CHOSEN);
            assertThat(page.getByText("This is not your current password.").first())
                    .isVisible();
            changePassword(PASSWORD, "qwertyuiop1234");
            assertThat(page.getByText("This is among the commonest").first()).isVisible();
            assertAccessible(page);
            changePassword(PASSWORD, CHOSEN);
            assertThat(page.getByText("Your password has been changed.")).isVisible();
            assertThat(session().value).isNotEqualTo(before.value);

            sessions.endExpiredSessions();
            assertThat(other).hasURL(SIGN_IN);
            page.getByText("Resource Packages").click();
            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Resource Packages")))
                    .isVisible();
            tryToSignIn(other, name, PASSWORD);
            assertThat(other.getByText("No user has this name and password")).isVisible();
            tryToSignIn(other, name, CHOSEN);
            other.locator("vaadin-app-layout").waitFor();
        }
    }

    @Test
    void listsSessionsAndEndsTheOthers() {
        signIn(name, PASSWORD);
        try (var elsewhere = elsewhere()) {
            var other = elsewhere.newPage();
            tryToSignIn(other, name, PASSWORD);
            other.locator("vaadin-app-layout").waitFor();
            openConnected(other);

            page.navigate("/sessions");
            assertThat(page.getByText("this session")).isVisible();
            assertThat(page.getByText("Chrome on Linux").first()).isVisible();
            assertAccessible(page);
            page.getByText("End all others …").click();
            page.getByRole(
                            AriaRole.BUTTON,
                            new GetByRoleOptions().setName("End all others").setExact(true))
                    .click();
            assertThat(page.getByText("other session has ended")).isVisible();

            sessions.endExpiredSessions();
            assertThat(other).hasURL(SIGN_IN);
            page.navigate("/packages");
            assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Resource Packages")))
                    .isVisible();
        }
    }

    @Test
    void endsSessionOfRemovedUserOnNextClick() {
        signIn(name, PASSWORD);
        world.asSystem(() -> {
            users.remove(name);
            return null;
        });

        page.getByText("Resource Packages").click();

        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void endsOverlongSession() {
        signIn(name, PASSWORD);
        openConnected(page);
        clock.advance(Duration.ofHours(12));

        sessions.endExpiredSessions();

        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void requiresOwnPasswordBeforeAnythingElse() {
        var madeUp = world.asSystem(() -> users.resetPassword(name));
        tryToSignIn(page, name, madeUp);
        var choose = page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Choose your password"));
        assertThat(choose).isVisible();
        assertAccessible(page);
        page.navigate("/packages");
        assertThat(choose).isVisible();
        page.navigate("/nowhere");
        assertThat(choose).isVisible();

        page.getByLabel("New password").fill(madeUp);
        page.getByText("Save and continue").click();
        assertThat(page.getByText("This is the current one: choose another.").first())
                .isVisible();
        page.getByLabel("New password").fill(CHOSEN);
        page.getByText("Save and continue").click();

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Overview")))
                .isVisible();
    }

    private void changePassword(String present, String chosen) {
        page.getByLabel("Current password").fill(present);
        page.getByLabel("New password").fill(chosen);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Change password"))
                .click();
    }

    private static void tryToSignIn(Page page, String name, String password) {
        page.navigate("/sign-in");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in"))
                .click();
    }

    /** Opens a page and waits until news can be pushed to it. */
    private static void openConnected(Page page) {
        var frames = new AtomicInteger();
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> frames.incrementAndGet()));
        page.navigate("/packages");
        page.locator("vaadin-app-layout").waitFor();
        page.waitForCondition(() -> frames.get() > 0);
    }

    private BrowserContext elsewhere() {
        var server = page.url().replaceAll("(//[^/]*)/.*", "$1");
        return page.context().browser().newContext(new NewContextOptions().setBaseURL(server));
    }

    private Cookie session() {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("JSESSIONID"))
                .findFirst()
                .orElseThrow();
    }
}
