package io.drawdown.notification.internal.webhook;

import static io.drawdown.notification.internal.webhook.ScriptedServer.answering;
import static io.drawdown.notification.internal.webhook.ScriptedServer.repeating;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.drawdown.testing.TestClock;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookSenderTest {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret OLDER = WebhookSecret.random();
    private static final WebhookMessage MESSAGE =
            new WebhookMessage("msg_17", "{\"what\":\"ünïcode\"}".getBytes(StandardCharsets.UTF_8));
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Of servers that never answer, so that nothing depends on how fast they are. */
    private static final Duration SHORT_LIMIT = Duration.ofMillis(300);

    private static final String NO_ANSWER = "No answer within 2 seconds.";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final TestClock clock = new TestClock();
    private final WebhookSender sender = sender(LIMIT);

    @AfterEach
    void stop() throws Exception {
        sender.destroy();
    }

    @Test
    void postsTheBodyWithTheHeadersOfTheSpecification() throws Exception {
        var heads = new CompletableFuture<Headers>();
        var bodies = new CompletableFuture<byte[]>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            heads.complete(exchange.getRequestHeaders());
            bodies.complete(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders("POST".equals(exchange.getRequestMethod()) ? 204 : 405, -1);
            exchange.close();
        });
        server.start();
        try {
            var webhookResponse = sender.send(
                    "http://localhost:" + server.getAddress().getPort() + "/hook?x=y", List.of(SECRET, OLDER), MESSAGE);

            assertThat(webhookResponse).isEqualTo(new WebhookResponse(204, null));
            var body = bodies.get(5, TimeUnit.SECONDS);
            var head = heads.get(5, TimeUnit.SECONDS);
            assertThat(body).isEqualTo(MESSAGE.body());
            assertThat(head)
                    .containsEntry("Content-type", List.of("application/json"))
                    .containsEntry("User-agent", List.of("Drawdown"))
                    .containsEntry("Webhook-id", List.of("msg_17"))
                    .containsEntry(
                            "Webhook-timestamp",
                            List.of(Long.toString(clock.instant().getEpochSecond())))
                    .doesNotContainKeys("Upgrade", "Cookie", "Authorization", "Accept-encoding");
            assertThat(SignatureVerifier.verifies(SECRET.text(), SignatureVerifier.lowerCase(head), body))
                    .isTrue();
            assertThat(SignatureVerifier.verifies(OLDER.text(), SignatureVerifier.lowerCase(head), body))
                    .isTrue();
            assertThat(SignatureVerifier.verifies(
                            WebhookSecret.random().text(), SignatureVerifier.lowerCase(head), body))
                    .isFalse();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void treatsAny2xxAsDelivered(int status) throws Exception {
        try (var server = answering("HTTP/1.1 " + status + " Fine\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server.url())).isEqualTo(new WebhookResponse(status, null));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 407, 429, 500, 503})
    void treatsErrorsAsUndelivered(int status) throws Exception {
        try (var server = answering("HTTP/1.1 " + status + " No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server.url()))
                    .isEqualTo(new WebhookResponse(status, "The server answered " + status + "."));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void tellsThatTheServerNoLongerWantsMessages() throws Exception {
        try (var server = answering("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")) {
            var response = send(server.url());
            assertThat(response.isGone()).isTrue();
            assertThat(response.problem())
                    .isEqualTo("The server answered 410: it no longer wants messages at this address.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "120|PT2M",
                " 7 |PT7S",
                "36000|PT10H",
                "36001|PT10H",
                "999999999|PT10H",
                "99999999999999999999|none",
                "0|none",
                "-5|none",
                "1.5|none",
                "soon|none",
                "''|none",
                "Sun, 22 Nov 2026 10:00:30 GMT|PT30S",
                "Sun, 22 Nov 2026 09:59:59 GMT|none",
                "Sun, 22 Nov 2099 10:00:00 GMT|PT10H",
                "Sun, 99 Nov 2026 10:00:00 GMT|none",
            })
    void readsHowLongTheServerAsksToWait(String header, @Nullable Duration wait) {
        var response = new BasicHttpResponse(503);
        response.setHeader("Retry-After", header);
        assertThat(RetryAfter.of(response, Instant.parse("2026-11-22T10:00:00Z")))
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 500})
    void passesOnHowLongTheServerAsksToWait(int status) throws Exception {
        try (var server = answering("HTTP/1.1 " + status + " Busy\r\nRetry-After: 90\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server.url()).retryAfter()).isEqualTo(Duration.ofSeconds(90));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void doesNotFollowRedirects(int status) throws Exception {
        try (var inside = answering(OK + "Content-Length: 0\r\n\r\n");
                var server = answering("HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + inside.url()
                        + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server.url()))
                    .isEqualTo(new WebhookResponse(
                            status, "The server answered " + status + ", a redirect. Redirects are not followed."));
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void stopsWaitingForAHangingServerAtTheLimit() throws Exception {
        try (var server =
                new ScriptedServer(client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            assertThat(send(server.url())).isEqualTo(new WebhookResponse(null, NO_ANSWER));
        }
    }

    @Test
    void cancelsAServerThatDripsItsHeaders() throws Exception {
        try (var server = repeating(OK + "X-Slow: ", "a", 50)) {
            assertThat(sendBriefly(server.url()).problem()).startsWith("No answer within");
            assertThat(server.awaitHangUp()).isTrue();
        }
    }

    @Test
    void cancelsAServerThatSendsContinueForever() throws Exception {
        try (var server = repeating("", "HTTP/1.1 100 Continue\r\n\r\n", 50)) {
            assertThat(sendBriefly(server.url()).problem()).startsWith("No answer within");
            assertThat(server.awaitHangUp()).isTrue();
        }
    }

    @Test
    void cancelsAServerThatDripsDuringTheTlsHandshake() throws Exception {
        // the head of a handshake record of 16 KiB, which never gets full
        try (var server = repeating("\u0016\u0003\u0003\u0040\u0000\u0002\u0000\u003f\u00ff", "a", 50)) {
            assertThat(sendBriefly("https://localhost:" + server.port() + "/").problem())
                    .startsWith("No answer within");
            assertThat(server.awaitHangUp()).isTrue();
        }
    }

    @Test
    void cancelsADrippingBodyAndUsesTheStatus() throws Exception {
        try (var server = repeating(OK + "Content-Length: 1000000\r\n\r\n", "a", 50)) {
            assertThat(send(server.url())).isEqualTo(new WebhookResponse(200, null));
            assertThat(server.awaitHangUp()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9000000000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "\r\n"})
    void cancelsAnEndlessBody(String rest) throws Exception {
        var again = rest.startsWith("T") ? "400\r\n" + "a".repeat(1024) + "\r\n" : "a".repeat(1024);
        try (var server = repeating("HTTP/1.1 500 No\r\n" + rest, again, 0)) {
            // It doesn't wait for its limit, which would be an hour.
            var patient = sender(Duration.ofHours(1));

            assertThat(patient.send(server.url(), List.of(SECRET), MESSAGE))
                    .isEqualTo(new WebhookResponse(500, "The server answered 500."));

            assertThat(server.awaitHangUp()).isTrue();
            patient.destroy();
        }
    }

    @Test
    void doesNotDecompressBodies() throws Exception {
        try (var server = answering(OK + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope")) {
            assertThat(send(server.url())).isEqualTo(new WebhookResponse(200, null));
        }
    }

    @Test
    void cancelsEndlessHeaders() throws Exception {
        try (var server = repeating(OK, "X-Many: are sent\r\n", 0)) {
            assertThat(send(server.url()))
                    .isEqualTo(new WebhookResponse(null, "The head of the server's answer is too long, or not HTTP."));
        }
        try (var server = repeating(OK + "X-Long: ", "a".repeat(1024), 0)) {
            assertThat(send(server.url()))
                    .isEqualTo(new WebhookResponse(null, "The head of the server's answer is too long, or not HTTP."));
        }
    }

    @Test
    void cancelsEndlessGarbage() throws Exception {
        for (var again : List.of("rubbish\r\n", "\r\n", "\u0000", "HTTP/1.1 100 Continue\r\n\r\n")) {
            try (var server = repeating("", again.repeat(100), 0)) {
                assertThat(send(server.url()))
                        .as(again)
                        .isIn(
                                new WebhookResponse(null, "The server's answer was not HTTP."),
                                new WebhookResponse(null, "The head of the server's answer is too long, or not HTTP."),
                                new WebhookResponse(null, NO_ANSWER));
                assertThat(server.awaitHangUp()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "\u0000\u0001\u0002\u0003",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "220 mail.example.com ESMTP\r\n\r\n"
            })
    void treatsGarbageAsNoResponse(String rubbish) throws Exception {
        try (var server = answering(rubbish)) {
            var webhookResponse = send(server.url());

            assertThat(webhookResponse.status()).isNull();
            assertThat(webhookResponse.problem())
                    .isIn(
                            "The server's answer was not HTTP.",
                            "The server closed the connection without an HTTP answer.");
        }
    }

    @Test
    void reportsAServerThatClosesEarly() throws Exception {
        try (var server = answering("");
                var half = answering("HTTP/1.1 200 OK\r\nContent-Le")) {
            assertThat(send(server.url()).problem())
                    .isEqualTo("The server closed the connection without an HTTP answer.");
            assertThat(send(half.url()).status()).isNull();
        }
        try (var server = answering(OK + "Content-Length: 100\r\n\r\nonly this")) {
            assertThat(send(server.url())).isEqualTo(new WebhookResponse(200, null));
        }
    }

    @Test
    void reportsRefusedConnectionsAndUnknownHosts() throws Exception {
        var server = answering("");
        server.close();

        assertThat(send(server.url())).isEqualTo(new WebhookResponse(null, "localhost did not accept the connection."));
        assertThat(sender(true, host -> {
                            throw new UnknownHostException(host);
                        })
                        .send("https://nowhere.example/", List.of(SECRET), MESSAGE))
                .isEqualTo(new WebhookResponse(null, "There is no host named nowhere.example."));
    }

    @Test
    void doesNotTellUnknownNamesFromNamesOfAnInternalNetwork() {
        var unknown = sender(false, host -> {
                    throw new UnknownHostException(host);
                })
                .send("https://db.example/", List.of(SECRET), MESSAGE);
        var internal = sender(false, host -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")})
                .send("https://db.example/", List.of(SECRET), MESSAGE);

        assertThat(unknown).isEqualTo(internal);
    }

    @Test
    void stopsWaitingForASlowNameLookup() {
        var webhookResponse = sender(true, SHORT_LIMIT, resolver(host -> {
                    try {
                        new CompletableFuture<>().get();
                    } catch (Exception stopped) {
                        throw new UnknownHostException(host);
                    }
                    return new InetAddress[0];
                }))
                .send("https://slow.example/", List.of(SECRET), MESSAGE);

        assertThat(webhookResponse.problem()).startsWith("No answer within");
    }

    @Test
    void reportsAServerWithoutTls() throws Exception {
        try (var server = new ScriptedServer(client -> {
            ScriptedServer.write(client, "HTTP/1.1 400 Bad\r\n\r\n");
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(send("https://localhost:" + server.port() + "/"))
                    .isEqualTo(new WebhookResponse(null, "localhost did not agree on a secure connection (TLS)."));
        }
    }

    @Test
    void refusesOverlongBodies() throws Exception {
        try (var server = answering(OK + "\r\n")) {
            assertThat(sender.send(server.url(), List.of(SECRET), new WebhookMessage("msg_1", new byte[65_537]))
                            .problem())
                    .contains("longer than 65536 bytes");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void refusesANameWithAPrivateAddress() throws Exception {
        var looked = new AtomicInteger();
        var guarded = sender(false, lookup(Map.of("hooks.example.com", new String[] {"10.0.0.7"}), looked));

        assertThat(guarded.send("https://hooks.example.com/x", List.of(SECRET), MESSAGE))
                .isEqualTo(new WebhookResponse(
                        null,
                        "hooks.example.com has no public address. Webhooks can only be sent to public addresses."));
        assertThat(looked).hasValue(1);
    }

    @Test
    void refusesANameWithOnePrivateAddressAmongOthers() throws Exception {
        try (var server = answering(OK + "\r\n")) {
            var guarded = sender(
                    false,
                    lookup(Map.of("hooks.example.com", new String[] {"8.8.8.8", "127.0.0.1"}), new AtomicInteger()));

            assertThat(guarded.send("https://hooks.example.com:" + server.port() + "/", List.of(SECRET), MESSAGE)
                            .problem())
                    .startsWith("hooks.example.com has no public address.");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void refusesLocalhostWithTheRealResolver() throws Exception {
        try (var server = answering(OK + "\r\n")) {
            var guarded = sender(false, SystemDefaultDnsResolver.INSTANCE);
            for (var host : List.of(
                    "localhost",
                    "127.0.0.1",
                    "127.1.2.3",
                    "0.0.0.0",
                    "[::1]",
                    "[::]",
                    "[::ffff:127.0.0.1]",
                    "[0:0:0:0:0:0:0:1]",
                    "[::127.0.0.1]")) {
                assertThat(guarded.send("https://%s:%d/".formatted(host, server.port()), List.of(SECRET), MESSAGE)
                                .problem())
                        .as(host)
                        .contains("public");
            }
            for (var host : List.of("0x7f000001", "0x7f.1", "127.0.0.1.", "localhost.")) {
                assertThat(guarded.send("https://%s:%d/".formatted(host, server.port()), List.of(SECRET), MESSAGE)
                                .status())
                        .as(host)
                        .isNull();
            }
            assertThat(server.connections()).isZero();
        }
    }

    /** A name that changes its meaning between two look-ups, as an attacker's would, gains nothing. */
    @Test
    void connectsToTheAddressThatWasChecked() throws Exception {
        var looked = new AtomicInteger();
        try (var server = answering(OK + "Content-Length: 0\r\n\r\n")) {
            var webhookResponse = sender(true, host -> new InetAddress[] {
                        InetAddress.ofLiteral(looked.getAndIncrement() == 0 ? "127.0.0.1" : "0.0.0.1")
                    })
                    .send("http://rebound.example:" + server.port() + "/", List.of(SECRET), MESSAGE);

            assertThat(webhookResponse).isEqualTo(new WebhookResponse(200, null));
            assertThat(looked).hasValue(1);
        }
        assertThat(new PublicDnsResolver(resolver(lookup(
                                Map.of("hooks.example.com", new String[] {"8.8.8.8", "2606:4700::1111"}), looked)))
                        .resolve("hooks.example.com"))
                .containsExactly(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("2606:4700::1111"));
        assertThat(looked).hasValue(2);
    }

    @Test
    void requiresTlsUnlessPrivateAddressesAreAllowed() {
        assertThat(sender(false, SystemDefaultDnsResolver.INSTANCE)
                        .send("http://hooks.example.com/", List.of(SECRET), MESSAGE))
                .isEqualTo(new WebhookResponse(null, "The webhook's URL must begin with https://."));
    }

    private WebhookResponse send(String url) {
        return sender.send(url, List.of(SECRET), MESSAGE);
    }

    private WebhookResponse sendBriefly(String url) {
        return sender(SHORT_LIMIT).send(url, List.of(SECRET), MESSAGE);
    }

    private WebhookSender sender(Duration limit) {
        return new WebhookSender(true, clock, limit, SystemDefaultDnsResolver.INSTANCE, SSLContexts.createDefault());
    }

    private WebhookSender sender(boolean allowPrivate, DnsResolver names) {
        return sender(allowPrivate, LIMIT, names);
    }

    private WebhookSender sender(boolean allowPrivate, Duration limit, DnsResolver names) {
        return new WebhookSender(allowPrivate, clock, limit, names, SSLContexts.createDefault());
    }

    private WebhookSender sender(boolean allowPrivate, AddressLookup addressLookup) {
        return sender(allowPrivate, resolver(addressLookup));
    }

    private static DnsResolver resolver(AddressLookup addressLookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return addressLookup.of(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private interface AddressLookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private static AddressLookup lookup(Map<String, String[]> names, AtomicInteger looked) {
        return host -> {
            looked.incrementAndGet();
            return Arrays.stream(names.get(host)).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        };
    }
}
