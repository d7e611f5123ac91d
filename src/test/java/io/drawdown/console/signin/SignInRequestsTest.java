package io.drawdown.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.LocalUser;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/** Signing in as a browser does it, against a real server, from several addresses of the loopback network. */
@DrawdownTest
@ExtendWith(OutputCaptureExtension.class)
class SignInRequestsTest {

    private static final String PASSWORD = "four words in a row";

    @LocalServerPort
    private int port;

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private UserSessions sessions;

    @Autowired
    private KnownBrowserCookie cookie;

    private String name;

    @BeforeEach
    void addPerson() {
        name = world.customer(world.account(), PASSWORD);
    }

    @Test
    void letsAKnownBrowserInWhereOthersHaveToWait() {
        var known = browser("127.0.31.1");
        assertThat(signIn(known, name, PASSWORD)).isEqualTo("/");

        var attacker = browser("127.0.31.1");
        IntStream.range(0, 5)
                .forEach(i ->
                        assertThat(signIn(attacker, name, "a wrong password")).isEqualTo("/sign-in?error"));
        assertThat(signIn(attacker, name, PASSWORD)).startsWith("/sign-in?error=too-often");

        assertThat(signIn(known, name, PASSWORD)).isEqualTo("/");
        assertThat(signIn(browser("127.0.31.2"), name, PASSWORD))
                .as("elsewhere")
                .isEqualTo("/");
    }

    @Test
    void marksTheBrowserCookieAsSecureOverHttps() {
        var user = users.loadUserByUsername(name);

        assertThat(cookieFor(user, true))
                .startsWith("drawdown-browser=")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Strict")
                .contains("Max-Age=" + 180 * 24 * 3600);
        assertThat(cookieFor(user, false)).contains("; HttpOnly").doesNotContain("Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost.evil.example", "https://evil.example:443"})
    void refusesSignInAndWebSocketsOfAForeignOrigin(String origin) throws IOException {
        var answer = send(browser("127.0.0.1"), form(name, PASSWORD).header("Origin", origin));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();

        assertThat(raw(webSocket("/VAADIN/push?v-r=push&v-uiId=0&X-Atmosphere-Transport=websocket", origin)))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(webSocket("/?v-r=push&v-uiId=0", origin))).startsWith("HTTP/1.1 403");
    }

    @Test
    void acceptsWebSocketsOfItsOwnOrigin() throws IOException {
        assertThat(raw(webSocket(
                        "/VAADIN/push?v-r=push&v-uiId=0&X-Atmosphere-Transport=websocket", "http://localhost:" + port)))
                .startsWith("HTTP/1.1 101");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /packages",
                "GET /packages?status=in-effect",
                "GET /nowhere",
                "GET /logout",
                "POST /logout",
                "POST /sign-in",
                "GET /oauth2/authorization/company",
                "GET /swagger-ui.html",
                "GET /swagger-ui",
                "GET /rejected-events"
            })
    void redirectsToNoForeignHost(String request) throws IOException {
        for (var headers : new String[] {"", "X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"}) {
            assertThat(raw(request + " HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\n" + headers
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 ")
                    .doesNotContainIgnoringCase("evil.example");
        }
    }

    @Test
    void leadsPagesOfUnknownSessionsToSignInAndBack() throws IOException {
        assertThat(raw("GET /session-ended HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID=0123456789ABCDEF\r\n"
                        + "Referer: http://localhost:" + port
                        + "/packages?status=IN_EFFECT\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 302")
                .contains("Location: /sign-in?page=%2Fpackages%3Fstatus%3DIN_EFFECT&ended=restarted");
    }

    @Test
    void endsASessionOnItsNextRequest() {
        var here = browser("127.0.33.1");
        var there = browser("127.0.33.2");
        signIn(here, name, PASSWORD);
        signIn(there, name, PASSWORD);
        assertThat(statusOfPackages(there)).isEqualTo(200);
        var user = users.loadUserByUsername(name).caller();

        world.as(user, () -> {
            sessions.listOwn().stream()
                    .filter(session -> "127.0.33.2".equals(session.address()))
                    .forEach(session -> sessions.endOwn(session.id()));
            return null;
        });

        assertThat(statusOfPackages(there)).isEqualTo(302);
        assertThat(statusOfPackages(here)).isEqualTo(200);
        assertThat(world.as(user, () -> sessions.listOwn()))
                .singleElement()
                .satisfies(session -> assertThat(session.address()).isEqualTo("127.0.33.1"));
    }

    @Test
    void replacesTheSessionWhenSigningInAgain() {
        var browser = browser("127.0.33.3");
        signIn(browser, name, PASSWORD);
        var user = users.loadUserByUsername(name).caller();
        assertThat(world.as(user, () -> sessions.listOwn())).hasSize(1);

        signIn(browser, name, PASSWORD);
        assertThat(world.as(user, () -> sessions.listOwn()))
                .as("after signing in again in the same HTTP session")
                .hasSize(1);
    }

    @Test
    void writesSignInsAndRefusalsToTheSecurityLog(CapturedOutput output) {
        var typed = "my-secret-" + World.code("word");
        signIn(browser("127.0.32.1"), name, "a wrong password");
        signIn(browser("127.0.32.1"), typed, "a wrong password");
        signIn(browser("127.0.32.1"), name, PASSWORD);

        assertThat(output)
                .contains("event=sign-in-refused reason=wrong-name-or-password user=" + name + " address=127.0.32.1")
                .contains("event=sign-in-refused reason=wrong-name-or-password address=127.0.32.1")
                .containsPattern(
                        "event=signed-in user=" + name + " role=CUSTOMER account=\\S+ by=password address=127.0.32.1")
                .doesNotContain(typed)
                .doesNotContain("a wrong password")
                .doesNotContain(PASSWORD);
    }

    @Test
    void writesChangesOfUsersToTheSecurityLog(CapturedOutput output) {
        var password = world.asSystem(() -> users.resetPassword(name));
        world.asSystem(() -> {
            users.remove(name);
            return null;
        });

        assertThat(output)
                .containsPattern("event=user-changed subject=" + name + " account=\\S+ by=drawdown role=CUSTOMER"
                        + " new-password=true")
                .containsPattern("event=user-removed subject=" + name + " account=\\S+ by=drawdown")
                .doesNotContain(password);
    }

    private int statusOfPackages(HttpClient browser) {
        return send(
                        browser,
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/packages"))
                                .GET())
                .statusCode();
    }

    private String cookieFor(LocalUser user, boolean secure) {
        var request = new MockHttpServletRequest();
        request.setSecure(secure);
        var response = new MockHttpServletResponse();
        cookie.onAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()),
                request,
                response);
        return String.valueOf(response.getHeader("Set-Cookie"));
    }

    private String signIn(HttpClient browser, String username, String password) {
        var answer = send(browser, form(username, password));
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpRequest.Builder form(String username, String password) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + username + "&password=" + password.replace(' ', '+')));
    }

    private static HttpClient browser(String address) {
        try {
            return HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String webSocket(String path, String origin) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + origin
                + "\r\n\r\n";
    }

    /** Sends a request as it is and gives the head of the answer. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var head = new StringBuilder();
            for (var next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                head.append((char) next);
                if (head.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
            return head.toString();
        }
    }
}
