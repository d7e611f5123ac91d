package io.drawdown.program;

import static io.drawdown.program.Market.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drawdown.api.ApiClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk of an embedded database fills up: nothing that was acknowledged is lost, and once there is room all goes on by itself. */
@Tag("program")
class FullDiskTest {

    private static final int RECORDS = 1000;
    private static final int MAX_BATCHES = 500;
    private static final int EXIT_TO_BE_RESTARTED = 70;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createTempDirectory("drawdown-full-disk");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "Only root can mount a small disk");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
        Files.delete(disk);
    }

    @Test
    void answers503UntilTheDiskHasSpaceAgain() throws Exception {
        try (var server =
                ServerProcess.start(Map.of("DRAWDOWN_DATA", disk.resolve("data").toString()))) {
            var market = Market.create(server);
            var account = market.openAccount("filling");
            var metering = market.createKey(account, "METERING");
            var anybody = new ApiClient(server.port(), null);

            var acknowledged = 0;
            while (Market.reportUsage(metering, batch(account, acknowledged)).status() == 200) {
                acknowledged++;
                assertThat(acknowledged).as("batches on a disk of 24 MiB").isLessThan(MAX_BATCHES);
            }
            for (var time = 0; time < 5; time++) {
                assertUnavailable(metering, account, acknowledged);
                assertThat(anybody.get("/actuator/health/liveness").status()).isEqualTo(200);
                ServerProcess.pause(Duration.ofSeconds(1));
            }
            assertThat(anybody.get("/actuator/health/readiness").status()).isEqualTo(503);

            assertThat(run("mount", "-o", "remount,size=200m", disk.toString())).isTrue();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> anybody.get("/actuator/health/readiness").status() == 200
                            && market.admin().get("regions").status() == 200);
            assertThat(countRecords(market, account))
                    .isBetween((long) acknowledged * RECORDS, (long) (acknowledged + 1) * RECORDS);
            for (var number = 0; number <= acknowledged; number++) {
                requireSuccess(Market.reportUsage(metering, batch(account, number)));
            }
            assertThat(countRecords(market, account)).isEqualTo((long) (acknowledged + 1) * RECORDS);
            assertThat(market.findViolations()).isEqualTo("[]");
            assertThat(server.logText()).doesNotContain("A request failed");
        }
    }

    @Test
    @Tag("nightly")
    void exitsToBeRestartedIfItCannotOpenTheDatabaseAgain() throws Exception {
        var data = disk.resolve("data");
        try (var server = ServerProcess.start(Map.of("DRAWDOWN_DATA", data.toString()))) {
            var market = Market.create(server);
            var account = market.openAccount("filling");
            var metering = market.createKey(account, "METERING");
            var number = 0;
            while (Market.reportUsage(metering, batch(account, number)).status() == 200) {
                number++;
            }
            try (var files = Files.list(data)) {
                var file = files.filter(path -> path.toString().endsWith(".mv.db"))
                        .findFirst()
                        .orElseThrow();
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    await().atMost(Duration.ofSeconds(30)).until(() -> channel.tryLock() != null);
                    assertThat(run("mount", "-o", "remount,size=200m", disk.toString()))
                            .isTrue();
                    assertThat(server.awaitExit(Duration.ofMinutes(4))).isEqualTo(EXIT_TO_BE_RESTARTED);
                }
            }
            server.restart();
            assertThat(countRecords(market, account)).isGreaterThanOrEqualTo((long) number * RECORDS);
        }
    }

    private static void assertUnavailable(ApiClient metering, String account, int number) {
        var answer = Market.reportUsage(metering, batch(account, number));
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.response().headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(answer.text()).contains("/problems/unavailable");
    }

    private static long countRecords(Market market, String account) {
        return requireSuccess(market.admin().get("accounts/" + account + "/totals"))
                .at("/usageRecords")
                .longValue();
    }

    private static String batch(String account, int number) {
        return Market.batch(account, number + "-", RECORDS, "");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
