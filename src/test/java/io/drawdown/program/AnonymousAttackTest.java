package io.drawdown.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers do without signing in neither slows others by more than twice nor grows memory, disk or log without bound. */
@Tag("program")
class AnonymousAttackTest {

    private static final int SESSIONS = AttackScale.of(300, 10_000);
    private static final int SLOW_SENDERS = AttackScale.of(250, 500);
    private static final int LARGE_BODIES = AttackScale.of(9, 150);
    private static final Duration SEND_DURATION = Duration.ofSeconds(AttackScale.of(9, 60));
    private static final int MIB = 1024 * 1024;

    private final SharedServer shared = SharedServer.get();

    @Test
    void survivesTenThousandSessions() {
        var statuses = new ConcurrentSkipListMap<Integer, AtomicInteger>();
        shared.attack().run(SESSIONS + " anonymous sessions", 200, 5, 1, measured -> {
            for (var session = 0; session < SESSIONS; session++) {
                statuses.computeIfAbsent(openPage(), status -> new AtomicInteger())
                        .incrementAndGet();
            }
        });
        assertThat(statuses.keySet()).as("answers %s", statuses).isSubsetOf(200, 302, 429, 503);
    }

    @Test
    void survivesSlowSenders() {
        shared.attack().run(SLOW_SENDERS + " slow senders", 100, 5, 1, measured -> {
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var sender = 0; sender < SLOW_SENDERS; sender++) {
                    senders.submit(() -> survivesSlowSenders(measured));
                }
            }
        });
    }

    @Test
    void survivesLargeBodies() {
        var statuses = new ConcurrentSkipListMap<Integer, AtomicInteger>();
        var body = "username=" + "x".repeat(8 * MIB) + "&password=y";
        shared.attack().run(LARGE_BODIES + " large bodies", 100, 5, 1, measured -> {
            for (var path : new String[] {"/sign-in", "/?v-r=uidl&v-uiId=0", "/api/v1/events"}) {
                for (var number = 0; number < LARGE_BODIES / 3; number++) {
                    statuses.computeIfAbsent(post(path, body), status -> new AtomicInteger())
                            .incrementAndGet();
                }
            }
        });
        assertThat(statuses.keySet()).as("answers %s", statuses).doesNotContain(200, 500);
    }

    private int openPage() {
        try (var http = HttpClient.newHttpClient()) {
            var page = http.send(HttpRequest.newBuilder(address("/sign-in")).build(), BodyHandlers.ofString());
            var cookie = page.headers()
                    .firstValue("Set-Cookie")
                    .map(value -> value.split(";")[0])
                    .orElse("none=0");
            return http.send(
                            HttpRequest.newBuilder(address("/?v-r=init&location=sign-in&query="))
                                    .header("Cookie", cookie)
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException refused) {
            return 503;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private int post(String path, String body) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address(path))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException closed) {
            return 413;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void survivesSlowSenders(BooleanSupplier measured) {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), shared.server().port())) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                    + "Content-Length: 1000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (var sent = 0; sent < SEND_DURATION.toSeconds() / 3 || !measured.getAsBoolean(); sent++) {
                out.write('x');
                out.flush();
                ServerProcess.pause(Duration.ofSeconds(3));
            }
        } catch (IOException refused) {
            // The server has had enough of it, as it should.
        }
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + shared.server().port() + path);
    }
}
