package io.drawdown.console.signin;

import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinSession;
import io.drawdown.console.signin.session.SessionLimiter;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What somebody who hasn't signed in can do to the server, tried on a real one. */
@DrawdownTest
@ExtendWith(OutputCaptureExtension.class)
class AnonymousVisitorsTest {

    private static final String PASSWORD = "four words in a row";
    private static final int TOO_MUCH = 64 * 1024 + 1;
    private static final int SLOW = 250;
    private static final Pattern CSRF = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern UI = Pattern.compile("\"v-uiId\":(\\d+)");

    @LocalServerPort
    private int port;

    @Autowired
    private ServletWebServerApplicationContext server;

    @Autowired
    private SessionLimiter opened;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void endAllSessions() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        Arrays.stream(sessions()).forEach(Session::expire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?v-r=uidl&v-uiId=0",
                "/sign-in",
                "/logout",
                "/nowhere",
                "/oauth2/authorization/company",
                "/login/oauth2/code/company",
                "/api/v1/events",
                "/api/v1/regions",
                "/v3/api-docs",
                "/actuator/health",
                "/vaadinServlet/?v-r=uidl&v-uiId=0",
                "/?v-r=push",
                "/VAADIN/dynamic/resource/0/secret/upload"
            })
    void limitsAnonymousBodiesTo64KiB(String path) {
        for (var type : List.of("application/json", "text/plain")) {
            var sent =
                    send(browser(), request(path).header("Content-Type", type).POST(ofString("x".repeat(TOO_MUCH))));

            assertThat(sent.statusCode()).as("%s as %s", path, type).isEqualTo(413);
            assertThat(sent.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void limitsAnonymousBodiesOfUnknownLength() {
        assertThat(send(
                                browser(),
                                request("/?v-r=uidl&v-uiId=0")
                                        .header("Content-Type", "application/json")
                                        .POST(pieces("x".repeat(TOO_MUCH))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void limitsAnonymousForms() {
        var form = "username=" + "x".repeat(TOO_MUCH) + "&password=x";
        for (var body : List.of(ofString(form), pieces(form))) {
            assertThat(send(browser(), form("/sign-in", body)).statusCode()).isEqualTo(413);
        }
        assertThat(send(browser(), form("/?v-r=init", ofString("location=" + "x".repeat(50_000))))
                        .statusCode())
                .isEqualTo(415);
        assertThat(sessions()).isEmpty();
    }

    @Test
    void rejectsUnknownKeyBeforeReadingLargeBody() {
        var sent = send(
                browser(),
                request("/api/v1/events")
                        .header("Authorization", "Bearer no-key-at-all")
                        .POST(ofString("x".repeat(TOO_MUCH))));

        assertThat(sent.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/styles/drawdown.css",
                "/api/v1/regions",
                "/actuator/health",
                "/actuator/env",
                "/problems/not-found",
                "/api/v1/nowhere"
            })
    void createsNoSessionForPublicResources(String path) {
        send(browser(), request(path).GET());

        assertThat(sessions()).isEmpty();
    }

    @Test
    void keepsNothingAfterFailedSignIn() {
        var failed = send(
                browser(),
                form("/sign-in", ofString("username=nobody-" + World.code("x") + "&password=a+typed+password")));
        assertThat(failed.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?error");
        assertThat(sessions()).as("without a session before").isEmpty();

        var page = page();
        send(page.browser, form("/sign-in", ofString("username=somebody&password=a+typed+password")));
        send(
                page.browser,
                form("/sign-in", ofString("username=" + "n".repeat(30_000) + "&password=" + "p".repeat(30_000))));
        for (var session : sessions()) {
            assertThat(Collections.list(session.getSession().getAttributeNames()))
                    .noneMatch(name -> name.contains("EXCEPTION"));
        }
    }

    @Test
    void expiresAnonymousSessionsWithinMinutes() {
        var page = page();
        assertThat(sessions())
                .singleElement()
                .extracting(Session::getMaxInactiveInterval)
                .isEqualTo(300);

        signIn(page.browser, world.customer(world.account(), PASSWORD));
        assertThat(sessions())
                .singleElement()
                .extracting(Session::getMaxInactiveInterval)
                .isEqualTo(1800);
        assertThat(opened.anonymousCount()).isZero();
    }

    @Test
    void limitsAnonymousSessionsWithoutBlockingSignIn() {
        var first = page();
        for (var i = 0; i < 250; i++) {
            send(browser(), request("/?v-r=init&location=sign-in&query=").GET());
        }

        assertThat(opened.anonymousCount()).isEqualTo(200);
        assertThat(sessions()).hasSize(200);
        assertThat(signIn(first.browser, world.customer(world.account(), PASSWORD)))
                .as("whose session has given way")
                .endsWith("/");
        assertThat(send(first.browser, request("/packages").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void limitsPagesPerAnonymousSession() {
        var browser = browser();
        for (var i = 0; i < 20; i++) {
            assertThat(send(
                                    browser,
                                    request("/?v-r=init&location=sign-in&query=")
                                            .GET())
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(pagesOf(sessions())).isEqualTo(3);
    }

    @Test
    void limitsSessionsPerUser() {
        var person = world.customer(world.account(), PASSWORD);
        var other = browser();
        signIn(other, world.customer(world.account(), PASSWORD));
        var browsers = new ArrayList<HttpClient>();
        for (var i = 0; i < 21; i++) {
            browsers.add(browser());
            signIn(browsers.getLast(), person);
        }

        assertThat(sessions()).hasSize(21);
        assertThat(send(browsers.getFirst(), request("/packages").GET()).statusCode())
                .as("the oldest")
                .isEqualTo(302);
        assertThat(send(browsers.get(1), request("/packages").GET()).statusCode())
                .isEqualTo(200);
        assertThat(send(other, request("/packages").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void redirectsToRequestedPageWithShortAddress() {
        var browser = browser();
        send(
                browser,
                request("/packages?status=in-effect")
                        .header("Accept", "text/html")
                        .header("X-Large", "y".repeat(3000))
                        .GET());
        assertThat(sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.getSession().getAttribute(RequestedPageCache.class.getName()))
                        .isEqualTo("/packages?status=in-effect"));
        assertThat(signIn(browser, world.customer(world.account(), PASSWORD))).endsWith("/packages?status=in-effect");

        var long1 = browser();
        send(
                long1,
                request("/packages?text=" + "x".repeat(3000))
                        .header("Accept", "text/html")
                        .GET());
        assertThat(signIn(long1, world.customer(world.account(), PASSWORD))).endsWith("/");
    }

    @Test
    void rejectsMessagesOverPushConnection() {
        var page = page();

        assertThat(send(
                                page.browser,
                                request("/VAADIN/push?v-r=push&v-uiId=" + page.ui)
                                        .POST(ofString("5|{}")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(
                                page.browser,
                                request("/VAADIN/push?v-r=push&v-uiId=" + page.ui)
                                        .POST(pieces("100000000|{")))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void rejectsLongAddressesAndTitles() {
        var page = page();
        var step =
                "{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\",\"data\":{\"route\":\"sign-in\",\"query\":\"%s\",\"appShellTitle\":\"\",\"historyState\":null,\"trigger\":\"\"}}";

        assertThat(send(page, step.formatted("q=" + "x".repeat(5000))).statusCode())
                .isEqualTo(413);
        assertThat(send(page, step.formatted("q=x")).statusCode()).isEqualTo(200);
        assertThat(send(
                                browser(),
                                request("/?v-r=init&location=" + "x".repeat(5000) + "&query=")
                                        .GET())
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"mSync\",\"node\":1,\"feature\":1,\"property\":\"innerHTML\",\"value\":\"x\"}",
                "{\"type\":\"mSync\",\"node\":1,\"feature\":1,\"property\":\"in\\n2026-11-30T12:00:00.000Z  INFO 1 --- FORGED\",\"value\":\"x\"}",
                "{\"type\":\"nothing-known\\nFORGED\",\"node\":1}",
                "{\"type\":\"channel\",\"node\":1,\"channel\":77,\"args\":[]}",
                "{\"type\":\"event\",\"node\":99999,\"event\":\"click\",\"data\":{}}",
                "{\"type\":\"publishedEventHandler\",\"node\":1,\"templateEventMethodName\":\"x\\nFORGED\",\"templateEventMethodArgs\":[]}",
                "{\"type\":\"mSync\"}",
            })
    void logsAtMostOneLinePerInvalidStep(String step, CapturedOutput output) {
        var page = page();
        var before = output.getAll().length();

        send(page, step);

        assertThat(output.getAll().substring(before).lines())
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(500).matches("\\d{4}-.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json\nFORGED",
                "{\"rpc\":[{\"type\":\"event\"}],\"csrfToken\":\"wrong\",\"syncId\":0,\"clientId\":0}",
                "[]",
                "{}"
            })
    void logsAtMostOneLinePerMalformedMessage(String message, CapturedOutput output) {
        var page = page();
        var before = output.getAll().length();

        send(
                page.browser,
                request("/?v-r=uidl&v-uiId=" + page.ui)
                        .header("Content-Type", "application/json")
                        .POST(ofString(message)));

        assertThat(output.getAll().substring(before).lines())
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(500).matches("\\d{4}-.*"));
    }

    @Test
    void cutsOffSlowSendersWithoutHoldingThreads() throws IOException {
        var key = "Authorization: Bearer an-admin-of-the-tests-with-a-long-key\r\n";
        for (var i = 0; i < SLOW; i++) {
            switch (i % 3) {
                case 0 ->
                    sockets.add(
                            openSlowConnection(
                                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nu"));
                case 1 ->
                    sockets.add(openSlowConnection(
                            "POST /?v-r=uidl&v-uiId=0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"));
                default ->
                    sockets.add(openSlowConnection("PUT /api/v1/regions/r HTTP/1.1\r\nHost: localhost\r\n" + key
                            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
            }
        }

        for (var path : List.of("/actuator/health/liveness", "/sign-in", "/styles/drawdown.css", "/api/v1/regions")) {
            assertThat(send(
                                    browser(),
                                    request(path)
                                            .header("Authorization", "Bearer an-admin-of-the-tests-with-a-long-key")
                                            .GET())
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }

        clock.advance(Duration.ofMinutes(2));
        for (var socket : sockets) {
            socket.getOutputStream().write('x');
            socket.getOutputStream().flush();
        }
        for (var socket : sockets) {
            assertThat(readAnswer(socket)).isEqualTo("HTTP/1.1 408");
        }
    }

    /** A request that the server has begun to read late has its time from then on. */
    private String readAnswer(Socket socket) throws IOException {
        socket.setSoTimeout(1000);
        for (var tries = 0; tries < 30; tries++) {
            try {
                return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            } catch (SocketTimeoutException notYet) {
                clock.advance(Duration.ofMinutes(2));
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
            }
        }
        throw new AssertionError("It was not cut off");
    }

    @Test
    void servesRequestsOnVirtualThreads() {
        assertThat(((TomcatWebServer) server.getWebServer())
                        .getTomcat()
                        .getConnector()
                        .getProtocolHandler()
                        .getExecutor()
                        .getClass()
                        .getSimpleName())
                .contains("Virtual");
    }

    private record Page(HttpClient browser, String ui, String csrf) {}

    private Page page() {
        var browser = browser();
        var body = send(browser, request("/?v-r=init&location=sign-in&query=").GET())
                .body();
        var csrf = CSRF.matcher(body);
        var ui = UI.matcher(body);
        assertThat(csrf.find() && ui.find()).as(body).isTrue();
        return new Page(browser, ui.group(1), csrf.group(1));
    }

    private HttpResponse<String> send(Page page, String step) {
        return send(
                page.browser,
                request("/?v-r=uidl&v-uiId=" + page.ui)
                        .header("Content-Type", "application/json")
                        .POST(ofString("{\"csrfToken\":\"" + page.csrf + "\",\"rpc\":[" + step
                                + "],\"syncId\":0,\"clientId\":0}")));
    }

    private String signIn(HttpClient browser, String name) {
        var answer = send(
                browser, form("/sign-in", ofString("username=" + name + "&password=" + PASSWORD.replace(' ', '+'))));
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private Session[] sessions() {
        return ((TomcatWebServer) server.getWebServer()).getTomcat().getHost().findChildren()[0]
                        instanceof org.apache.catalina.Context context
                ? context.getManager().findSessions()
                : new Session[0];
    }

    private static int pagesOf(Session[] sessions) {
        return Arrays.stream(sessions)
                .flatMap(session -> Collections.list(session.getSession().getAttributeNames()).stream()
                        .map(session.getSession()::getAttribute))
                .filter(VaadinSession.class::isInstance)
                .map(VaadinSession.class::cast)
                .mapToInt(session -> {
                    session.lock();
                    try {
                        return session.getUIs().size();
                    } finally {
                        session.unlock();
                    }
                })
                .sum();
    }

    private Socket openSlowConnection(String begun) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static BodyPublisher pieces(String text) {
        return ofInputStream(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder form(String path, BodyPublisher body) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
