package io.drawdown.program;

import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs with keys that send events, or read exports, as slowly as they can. */
@Tag("program")
class SlowClientsTest {

    private static final int SENDERS = AttackScale.of(100, 400);
    private static final int READERS = AttackScale.of(8, 40);
    private static final int BATCHES = 3;
    private static final int RECORDS = 10_000;
    private static final int DECLARED_BYTES = 400_000;
    private static final int SMALL_BUFFER = 4096;
    private static final Duration SLOWNESS = Duration.ofSeconds(AttackScale.of(5, 60));

    private final SharedServer shared = SharedServer.get();

    @Test
    void sendEventsSlowly() {
        var market = shared.market();
        var account = market.openAccount("slow-sender");
        var key = market.createKeyText(account, "METERING");
        var other = market.openAccount("quick-sender");
        var quick = market.createKey(other, "METERING");

        shared.attack().run(SENDERS + " slow senders of events", 100, 50, 1, measured -> {
            var sockets = new ArrayList<Socket>();
            try {
                for (var number = 0; number < SENDERS; number++) {
                    sockets.add(send(
                            "POST /api/v1/events HTTP/1.1\r\nContent-Type: application/cloudevents-batch+json\r\n"
                                    + "Content-Length: " + DECLARED_BYTES,
                            key,
                            "["));
                }
                requireSuccess(Market.reportUsage(quick, Market.batch(other, "quick-", 1000, "")));
                keepSlow(measured, sockets);
            } finally {
                sockets.forEach(SlowClientsTest::close);
            }
        });
    }

    @Test
    void readExportsSlowly() {
        var market = shared.market();
        var account = market.openAccount("slow-reader");
        var metering = market.createKey(account, "METERING");
        for (var batch = 0; batch < BATCHES; batch++) {
            requireSuccess(Market.reportUsage(metering, Market.batch(account, batch + "-", RECORDS, "")));
        }
        var other = market.openAccount("quick-reader");
        var quick = market.createKey(other, "CUSTOMER");

        shared.attack().run(READERS + " slow readers of exports", 100, 50, 1, measured -> {
            var sockets = new ArrayList<Socket>();
            try {
                for (var number = 0; number < READERS; number++) {
                    var key = number % 2 == 0 ? market.createKeyText(account, "CUSTOMER") : ServerProcess.ADMIN_KEY;
                    sockets.add(
                            send("GET /api/v1/accounts/" + account + "/usage HTTP/1.1\r\nAccept: text/csv", key, ""));
                }
                assertExports(quick, other);
                keepSlow(measured, new ArrayList<>());
                assertExports(quick, other);
            } finally {
                sockets.forEach(SlowClientsTest::close);
            }
        });
    }

    private static void assertExports(ApiClient quick, String account) {
        assertThat(quick.csv("accounts/" + account + "/usage").status()).isEqualTo(200);
    }

    private Socket send(String request, String key, String body) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), shared.server().port()));
            socket.getOutputStream()
                    .write((request + "\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void keepSlow(BooleanSupplier measured, ArrayList<Socket> senders) {
        for (var second = 0; second < SLOWNESS.toSeconds() || !measured.getAsBoolean(); second++) {
            ServerProcess.pause(Duration.ofSeconds(1));
            for (var sender : senders) {
                try {
                    sender.getOutputStream().write(' ');
                } catch (IOException refused) {
                    // The server has had enough of it, as it should.
                }
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed, as it should be.
        }
    }
}
