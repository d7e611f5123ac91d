package io.drawdown.program;

import static io.drawdown.program.Market.json;
import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A customer's person in the console who does their worst: pages full of long texts, and requests that are never finished. */
@Tag("program")
class HostileSessionTest {

    private static final String PASSWORD = "unrelated words of a hostile person";
    private static final int SESSIONS = AttackScale.of(1, 2);
    private static final int PAGES = AttackScale.of(3, 20);
    private static final int PACKAGES = 100;
    private static final int ROWS = 20;
    private static final int MOST_HEAP = AttackScale.of(20, 150);
    private static final int SLOW_SENDERS = AttackScale.of(100, 500);
    private static final Duration SLOWNESS = Duration.ofSeconds(AttackScale.of(9, 60));

    private final SharedServer shared = SharedServer.get();

    @Test
    void leavesLittleOfLongTextsInTheMemory() {
        var person = person("typing", PACKAGES);
        var statuses = new ConcurrentSkipListMap<Integer, AtomicInteger>();

        shared.attack().run("texts in " + SESSIONS * PAGES + " pages", MOST_HEAP, 20, 1, measured -> {
            for (var session = 0; session < SESSIONS; session++) {
                var signedIn = ConsolePage.Session.of(shared.server().port(), person, PASSWORD);
                for (var number = 0; number < PAGES; number++) {
                    fill(signedIn.open("packages"), statuses);
                }
            }
        });

        System.out.println("[nightly] answers: " + statuses);
        assertThat(statuses.keySet()).as("answers %s", statuses).containsOnly(200, 413);
        assertThat(statuses.get(413).get()).as("of messages that hold too much").isEqualTo(SESSIONS * PAGES * 2);
    }

    @Test
    void holdsNobodyUpBySendingSlowly() {
        var signedIn = ConsolePage.Session.of(shared.server().port(), person("slow", 1), PASSWORD);
        var page = signedIn.open("packages");
        var head = "POST /?v-r=uidl&v-uiId=" + page.ui() + " HTTP/1.1\r\nHost: localhost\r\n" + signedIn.cookie()
                + "\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n";

        shared.attack().run(SLOW_SENDERS + " slow senders with a session", 100, 5, 1, measured -> {
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var sender = 0; sender < SLOW_SENDERS; sender++) {
                    senders.submit(() -> sendSlowly(head, measured));
                }
            }
        });

        assertThat(signedIn.open("packages").send(List.of())).isEqualTo(200);
    }

    /** Enters a long text into each row of the usage alert settings, and sends what holds too many or too large steps. */
    private static void fill(ConsolePage page, ConcurrentSkipListMap<Integer, AtomicInteger> statuses) {
        page.click("Usage Alert");
        for (var shown = 0; shown < PACKAGES; shown += ROWS) {
            var fields = page.withoutLabel("vaadin-text-field");
            assertThat(fields).as("fields of a page of rows").hasSizeGreaterThanOrEqualTo(ROWS);
            for (var field : fields) {
                count(statuses, page.send(List.of(ConsolePage.typing(field, field + "☃".repeat(60_000)))));
            }
            if (shown + ROWS < PACKAGES) {
                page.click("Next");
            }
        }
        var click = "{\"type\":\"event\",\"node\":1,\"event\":\"click\",\"data\":{\"text\":\"%s\"}}";
        count(statuses, page.send(Collections.nCopies(5_000, click.formatted(""))));
        count(statuses, page.send(List.of(click.formatted("x".repeat(60_000)))));
    }

    private static void count(ConcurrentSkipListMap<Integer, AtomicInteger> statuses, int status) {
        statuses.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
    }

    /** A person of a new account with so many packages, who has chosen a password. */
    private String person(String account, int packages) {
        var market = shared.market();
        market.openAccount(account);
        for (var number = 1; number < packages; number++) {
            market.buy(account);
        }
        var name = "person-of-" + account;
        var made = requireSuccess(market.admin()
                        .post(
                                "accounts/" + account + "/users",
                                json("{'username':'" + name + "','displayName':'Li Wei'}")))
                .at("/password")
                .stringValue();
        var page = ConsolePage.Session.of(shared.server().port(), name, made).open("choose-password");
        page.send(List.of(ConsolePage.typing(page.labelled("New password"), PASSWORD)));
        page.click("Save and continue");
        return name;
    }

    private void sendSlowly(String head, BooleanSupplier measured) {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), shared.server().port())) {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (var sent = 0; sent < SLOWNESS.toSeconds() / 3 || !measured.getAsBoolean(); sent++) {
                out.write('x');
                out.flush();
                ServerProcess.pause(Duration.ofSeconds(3));
            }
        } catch (IOException refused) {
            // The server has had enough of it, as it should.
        }
    }
}
