package io.drawdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.billing.Billing;
import io.drawdown.testing.DatabaseFault;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.TestClockConfiguration;
import io.drawdown.testing.TestDatabase;
import io.drawdown.testing.TestMail;
import io.drawdown.testing.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Pageable;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** What is answered while the database is away, and that all goes on by itself once it is back. */
@Tag("dialect")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "drawdown.demo=false",
            "drawdown.bootstrap.api-key=an-admin-of-the-tests-of-faults-1234",
            "spring.datasource.hikari.maximum-pool-size=6",
            "spring.datasource.hikari.minimum-idle=2",
            "drawdown.ledger.connections=2",
        })
@ContextConfiguration(initializers = {TestDatabase.class, TestMail.class, DatabaseFault.Initializer.class})
@Import({TestClockConfiguration.class, World.class})
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
class DatabaseOutageTest {

    private static final String KEY = "an-admin-of-the-tests-of-faults-1234";
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    DatabaseFault fault;

    @Autowired
    DataSource dataSource;

    @Autowired
    World world;

    @Autowired
    Billing billing;

    @Autowired
    TestClock clock;

    private String account = "";
    private String region = "";
    private String specification = "";

    @BeforeEach
    void setUp() {
        clock.run();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
        account = world.account();
    }

    @AfterEach
    void restoreDatabase() throws Exception {
        fault.restore();
        awaitDatabase();
    }

    private void awaitDatabase() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status("/actuator/health/readiness") == 200
                        && get("/api/v1/regions", KEY).statusCode() == 200);
    }

    @Test
    void answers503DuringAnOutageAndRecovers(CapturedOutput output) throws Exception {
        assertThat(report("before").statusCode()).isEqualTo(200);
        assertThat(status("/actuator/health/readiness")).isEqualTo(200);

        fault.interrupt();
        assertUnavailableMeanwhile(() -> get("/api/v1/regions", KEY));
        assertUnavailableMeanwhile(() -> get("/api/v1/regions", "a-key-that-nobody-knows"));
        assertUnavailableMeanwhile(() -> report("while-away"));
        assertUnavailable(send("PUT", "/api/v1/accounts/" + account + "/usage-alert", KEY, "{}"));
        await().until(() -> status("/actuator/health/readiness") == 503);
        assertThat(status("/actuator/health")).isEqualTo(503);
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);

        var many = new ArrayList<Future<HttpResponse<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < 100; number++) {
                var id = "many-" + number;
                many.add(threads.submit((Callable<HttpResponse<String>>) () -> report(id)));
            }
        }
        for (var answer : many) {
            assertUnavailable(answer.get());
        }
        var page = get("/sign-in", null, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);

        fault.restore();
        await().atMost(Duration.ofSeconds(30)).until(() -> status("/actuator/health/readiness") == 200);
        await().until(() -> get("/api/v1/regions", KEY).statusCode() == 200);
        await().until(() -> get("/api/v1/regions", "a-key-that-nobody-knows").statusCode() == 401);
        assertThat(report("before").body()).contains("\"duplicates\":1");
        assertThat(report("while-away").body()).contains("\"accepted\":1");
        assertThat(countUsageRecords()).isEqualTo(2);
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("The database can't be reached; requests"))
                        .count())
                .isEqualTo(1);
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("due-accounts failed"))
                        .count())
                .isLessThanOrEqualTo(1);
        assertThat(output).doesNotContain("A request failed").doesNotContain("\tat ");
    }

    @Test
    @EnabledIfSystemProperty(named = "drawdown.test.database", matches = "postgres")
    void answersDuplicateWhenACommitWasNotAcknowledged() throws Exception {
        ((DatabaseFault.PostgresProxy) fault).cutAfterCommitOf("insert into usage_record");

        assertUnavailable(report("unheard"));
        awaitDatabase();
        assertThat(countUsageRecords()).isEqualTo(1);
        assertThat(report("unheard").body()).contains("\"duplicates\":1");
        assertThat(countUsageRecords()).isEqualTo(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "drawdown.test.database", matches = "postgres")
    void aDatabaseThatHangsKeepsNobodyWaiting() throws Exception {
        var pool = dataSource.unwrap(HikariDataSource.class);
        // Three seconds at most: for a connection, and to find that a lent one is silent.
        assertThat(pool.getConnectionTimeout() + pool.getValidationTimeout()).isLessThanOrEqualTo(LONGEST.toMillis());
        // Just used connections aren't asked before they are lent again, so that these wait for an answer to their
        // statements.
        assertThat(get("/api/v1/regions", KEY).statusCode()).isEqualTo(200);
        ((DatabaseFault.PostgresProxy) fault).dropPackets();
        var answers = new ArrayList<Future<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < 8; number++) {
                var id = "hangs-" + number;
                answers.add(threads.submit(() -> assertUnavailableMeanwhile(() -> report(id))));
                answers.add(threads.submit(() -> assertUnavailableMeanwhile(() -> get("/api/v1/regions", KEY))));
            }
        }
        for (var answer : answers) {
            answer.get();
        }
        await().until(() -> status("/actuator/health/readiness") == 503);
        fault.interrupt();
        fault.restore();
        await().atMost(Duration.ofSeconds(60)).until(() -> status("/actuator/health/readiness") == 200);
        assertThat(get("/api/v1/regions", KEY).statusCode()).isEqualTo(200);
    }

    /** Asserts that the answer comes while the fault lasts. */
    private static Void assertUnavailableMeanwhile(Callable<HttpResponse<String>> request) throws Exception {
        assertUnavailable(request.call());
        return null;
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/unavailable");
    }

    private long countUsageRecords() {
        return world.asSystem(() -> billing.charges(account, null, null, null).page(Pageable.unpaged()))
                .getContent()
                .size();
    }

    private HttpResponse<String> report(String id) throws Exception {
        return send("POST", "/api/v1/events", KEY, """
                {"specversion": "1.0", "id": "%s", "source": "/scheduler", "type": "drawdown.usage.recorded.v1", "subject": "job",
                 "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": 1,
                          "startedAt": "2026-11-22T09:00:00Z", "endedAt": "2026-11-22T09:30:00Z"}}""".formatted(id, account, region, specification));
    }

    private int status(String path) throws Exception {
        return get(path, null).statusCode();
    }

    private HttpResponse<String> get(String path, String key, String... headers) throws Exception {
        return send("GET", path, key, null, headers);
    }

    private HttpResponse<String> send(String method, String path, String key, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        for (var index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
