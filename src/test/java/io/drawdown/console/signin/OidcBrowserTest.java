package io.drawdown.console.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.World;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.test.context.ContextConfiguration;

/** Signing in at a provider that is switched on by properties alone, as docs/operating.md says. */
@ContextConfiguration(initializers = OidcBrowserTest.SwitchedOn.class)
class OidcBrowserTest extends BrowserTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

    private static OidcProvider provider;

    @Autowired
    private World world;

    @LocalServerPort
    private int port;

    private String account;
    private String name;

    @BeforeEach
    void registerOidcUser() {
        provider.trust("http://localhost:" + port);
        account = world.account();
        name = World.code("ann");
    }

    @Test
    void signsCustomersInWithAccount() {
        signInAtProvider(Map.of(
                "name",
                "Ann Example",
                "realm_access",
                Map.of("roles", List.of("something else", "buyers")),
                "org",
                account));

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Overview")))
                .isVisible();
        assertThat(page.getByText("Acme " + account)).isVisible();
        assertThat(page.getByText("Ann Example")).isVisible();
        assertThat(page.getByText("customer", new GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByText("Change password")).hasCount(0);
    }

    @Test
    void signsAdminsInAndOutAtProvider() {
        signInAtProvider(Map.of("realm_access", Map.of("roles", List.of("buyers", "platform-admins"))));
        assertThat(page.getByText("admin", new GetByTextOptions().setExact(true)))
                .isVisible();

        page.getByText("Sign out").click();
        assertThat(page).hasURL(Pattern.compile("http://localhost:" + port + "/sign-in.*"));

        page.getByText("Sign in with Example Company").click();
        assertThat(page.locator("input[name=password]")).isVisible();
        assertThat(page).hasURL(provider.issuer() + "/login");
    }

    @Test
    void refusesUsersWithoutRole() {
        signInAtProvider(Map.of("realm_access", Map.of("roles", List.of("something else"))));

        assertThat(page.getByText("Example Company knows you, but you have no role in Drawdown."))
                .isVisible();
        assertAccessible(page);
        page.navigate("/packages");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }

    @Test
    void refusesUsersOfUnknownAccount() {
        signInAtProvider(Map.of("realm_access", Map.of("roles", List.of("buyers")), "org", World.code("nowhere")));
        assertThat(page.getByText("Drawdown doesn’t know the account that you belong to."))
                .isVisible();
    }

    @Test
    void refusesCustomersWithoutAccount() {
        signInAtProvider(Map.of("realm_access", Map.of("roles", List.of("buyers"))));
        assertThat(page.getByText("Drawdown doesn’t know the account that you belong to."))
                .isVisible();
    }

    @Test
    void refusesResponseWithForeignState() {
        provider.know(name, Map.of("realm_access", Map.of("roles", List.of("platform-admins"))));
        var browser = new Browser();
        var answer = browser.signInThere(browser.ask());

        assertRefused(browser.get(answer.toString().replaceFirst("state=[^&]*", "state=another")));
        assertRefused(new Browser().get(answer.toString()));
    }

    @Test
    void refusesIdTokenWithForeignNonce() {
        provider.know(name, Map.of("realm_access", Map.of("roles", List.of("platform-admins"))));
        var browser = new Browser();
        var question = URI.create(browser.ask().toString().replaceFirst("nonce=[^&]*", "nonce=another"));

        assertRefused(browser.get(browser.signInThere(question).toString()));
    }

    @Test
    void acceptsUnchangedResponse() {
        provider.know(name, Map.of("realm_access", Map.of("roles", List.of("platform-admins"))));
        var browser = new Browser();
        var before = browser.session();

        var in = browser.get(browser.signInThere(browser.ask()).toString());

        assertThat(location(in)).doesNotContain("sign-in");
        assertThat(browser.session()).isNotEqualTo(before);
    }

    @Test
    void setsSecureCookiesBehindTlsProxy() throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                                .header("X-Forwarded-Proto", "https")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; Secure", "; HttpOnly", "; SameSite=Lax");
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElseThrow())
                .startsWith("max-age=31536000");
    }

    @Test
    void startsSignInOnlyFromOwnPages() throws IOException, InterruptedException {
        var ask = "http://localhost:" + port + "/oauth2/authorization/company";

        assertThat(location(from("cross-site", ask))).endsWith("/sign-in");
        assertThat(location(from("same-site", ask))).endsWith("/sign-in");
        assertThat(location(from("same-origin", ask))).contains("/oauth2/authorize?");
        assertThat(location(from("none", ask))).contains("/oauth2/authorize?");
    }

    private static HttpResponse<String> from(String site, String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .header("Sec-Fetch-Site", site)
                                .build(),
                        BodyHandlers.ofString());
    }

    private void signInAtProvider(Map<String, Object> claims) {
        provider.know(name, claims);
        page.navigate("/packages");
        page.getByText("Sign in with Example Company").click();
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill("there");
        page.locator("button[type=submit]").click();
        page.waitForURL(Pattern.compile("http://localhost:" + port + "/.*"));
        if (!page.url().contains("sign-in")) {
            page.navigate("/");
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(location(answer)).endsWith("/" + SignInRefusedView.PATH);
    }

    private static String location(HttpResponse<?> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.uri()
                .resolve(answer.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    /** A browser that follows no redirect by itself, so that what it is sent with can be changed on the way. */
    private final class Browser {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        /** Asks the program to sign in, and gives the address of the provider with the program's question. */
        URI ask() {
            return URI.create(location(get("http://localhost:" + port + "/oauth2/authorization/company")));
        }

        /** Signs in at the provider, and gives the address of the program with the provider's answer. */
        URI signInThere(URI question) {
            var login = location(get(question.toString()));
            var csrf = CSRF.matcher(get(login).body());
            assertThat(csrf.find()).isTrue();
            var on = location(send(
                    login,
                    "username=" + name + "&password=there&_csrf="
                            + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8)));
            return URI.create(location(get(on)));
        }

        HttpResponse<String> get(String address) {
            return send(address, null);
        }

        @Nullable
        String session() {
            return cookies.getCookieStore().get(URI.create("http://localhost")).stream()
                    .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                    .map(cookie -> cookie.getValue())
                    .findFirst()
                    .orElse(null);
        }

        private HttpResponse<String> send(String address, @Nullable String form) {
            var request = HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html");
            if (form != null) {
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
            }
            try {
                return http.send(request.build(), BodyHandlers.ofString());
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    static class SwitchedOn implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            provider = new OidcProvider();
            context.addApplicationListener((ContextClosedEvent closed) -> provider.close());
            TestPropertyValues.of(
                            "server.forward-headers-strategy=native",
                            "spring.security.oauth2.client.registration.company.client-id=" + OidcProvider.CLIENT,
                            "spring.security.oauth2.client.registration.company.client-secret=" + OidcProvider.SECRET,
                            "spring.security.oauth2.client.registration.company.client-name=Example Company",
                            "spring.security.oauth2.client.registration.company.scope=openid",
                            "spring.security.oauth2.client.provider.company.issuer-uri=" + provider.issuer(),
                            "drawdown.oidc.role-claim=realm_access.roles",
                            "drawdown.oidc.roles.admin=platform-admins",
                            "drawdown.oidc.roles.customer=buyers,more-buyers",
                            "drawdown.oidc.account-claim=org")
                    .applyTo(context);
        }
    }
}
