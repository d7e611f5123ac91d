package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.Role;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DrawdownTest
class UsageImportApiTest {

    private static final String PATH = "/api/v1/usage-imports";
    private static final String ADMIN = "an-admin-of-the-tests-with-a-long-key";
    private static final String BOUNDARY = "a-boundary";

    @Autowired
    World world;

    @Autowired
    ApiKeys keys;

    @Autowired
    JsonMapper json;

    @Autowired
    @Qualifier("importWorker")
    SmartLifecycle worker;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private String account;
    private String name;
    private String file;
    private String mapping;

    @BeforeEach
    void open() {
        account = world.account();
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "3.60");
        name = World.code("upload");
        file = """
                id,job,nodes,startedAt,endedAt
                1,a,2,2026-11-01T10:00:00Z,2026-11-01T11:00:00Z
                2,b,0,2026-11-01T10:00:00Z,2026-11-01T11:00:00Z
                """;
        mapping = """
                {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING"}""".formatted(account, region, specification);
    }

    @Test
    void importsFileAndReportsProgress() throws Exception {
        var answer = post(ADMIN, form(Map.of("name", name, "format", "csv", "mapping", mapping, "file", file)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(PATH + "/" + body(answer).path("id").asString());
        var ended = await().pollInSameThread()
                .until(
                        () -> body(get(location)),
                        state -> !state.path("state").asString().equals("RUNNING"));
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.path("format").asString()).isEqualTo("csv");
        assertThat(ended.path("failure").isNull()).isTrue();
        assertThat(ended.path("read").asLong()).isEqualTo(2);
        assertThat(ended.path("accepted").asLong()).isEqualTo(1);
        assertThat(ended.path("firstProblems").path(0).path("row").asLong()).isEqualTo(3);
        assertThat(ended.path("firstProblems")
                        .path(0)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("data.nodes");
        assertThat(body(get(PATH + "?size=1")).path("content").path(0)).isEqualTo(ended);
    }

    @Test
    void listsRejectedRows() throws Exception {
        var ended = importFile(Map.of());
        var path = PATH + "/" + ended.path("id").asString() + "/rejected-rows";

        var rows = body(get(path));
        assertThat(rows.path("page").path("totalElements").asLong()).isOne();
        var row = rows.path("content").path(0);
        assertThat(row.path("row").asLong()).isEqualTo(3);
        assertThat(row.path("id").asString()).isEqualTo("2");
        assertThat(row.path("result").asString()).isEqualTo("REJECTED");
        assertThat(row.path("problem").asString()).isEqualTo("/problems/invalid");
        assertThat(row.path("field").asString()).isEqualTo("data.nodes");

        var table = client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + ADMIN)
                        .header("Accept", "text/csv")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(table.body().lines()).hasSize(2);
        assertThat(table.body())
                .startsWith("row,id,result,problem,field,detail\r\n3,2,REJECTED,/problems/invalid,data.nodes,");
        assertProblem(get(PATH + "/0/rejected-rows"), 404, "not-found", null);
    }

    @Test
    void triesImportWithoutRecording() throws Exception {
        var tried = importFile(Map.of("dryRun", "true"));

        assertThat(tried.path("dryRun").asBoolean()).isTrue();
        assertThat(tried.path("accepted").asLong()).isOne();
        assertThat(tried.path("rejected").asLong()).isOne();
        var outcome = tried.path("outcome");
        assertThat(outcome.path("complete").asBoolean()).isTrue();
        assertThat(outcome.path("accounts").path(0).path("chargedNodeSeconds").asLong())
                .isEqualTo(7200);
        assertThat(outcome.path("accounts")
                        .path(0)
                        .path("charged")
                        .path("amount")
                        .asString())
                .isEqualTo("7.20");
        assertThat(records()).isZero();
        var address = PATH + "/" + tried.path("id").asString();
        assertThat(body(get(address + "/rejected-rows")).path("content").size()).isOne();
        assertProblem(send("POST", address + "/take-back"), 409, "import-state", null);
        assertProblem(
                post(
                        ADMIN,
                        form(Map.of(
                                "name", name, "format", "csv", "mapping", mapping, "file", file, "dryRun", "perhaps"))),
                422,
                "invalid",
                "dryRun");

        assertThat(importFile(Map.of()).path("accepted").asLong()).isOne();
        assertThat(records()).isOne();
    }

    @Test
    void takesImportBack() throws Exception {
        var address = PATH + "/" + importFile(Map.of()).path("id").asString();
        assertThat(records()).isOne();

        var begun = send("POST", address + "/take-back");

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        assertThat(body(begun).path("state").asString()).isEqualTo("TAKING_BACK");
        assertThat(body(begun).path("proposedName").asString()).isEqualTo(name + "-2");
        var takenBack = awaitEnd(address, "TAKING_BACK");
        assertThat(takenBack.path("state").asString()).isEqualTo("TAKEN_BACK");
        assertThat(takenBack.path("takenBack").asLong()).isOne();
        assertThat(records()).isZero();
        assertThat(body(send("POST", address + "/take-back"))).isEqualTo(takenBack);
        assertProblem(send("DELETE", address), 409, "import-state", null);
        assertProblem(send("POST", PATH + "/0/take-back"), 404, "not-found", null);
    }

    @Test
    void cancelsRunningImport() throws Exception {
        worker.stop();
        try {
            var begun = post(ADMIN, form(Map.of("name", name, "format", "csv", "mapping", mapping, "file", file)));
            var address = PATH + "/" + body(begun).path("id").asString();
            assertProblem(send("POST", address + "/take-back"), 409, "import-state", null);

            var cancelled = send("DELETE", address);

            assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(202);
            assertThat(body(cancelled).path("state").asString()).isEqualTo("CANCELLED");
            assertThat(body(get(address))).isEqualTo(body(cancelled));
            assertThat(body(send("DELETE", address))).isEqualTo(body(cancelled));
            assertProblem(send("DELETE", PATH + "/0"), 404, "not-found", null);
        } finally {
            worker.start();
        }
        assertThat(records()).isZero();
    }

    private JsonNode importFile(Map<String, String> more) throws Exception {
        var fields = new HashMap<>(Map.of("name", name, "format", "csv", "mapping", mapping, "file", file));
        fields.putAll(more);
        var answer = post(ADMIN, form(fields));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return awaitEnd(answer.headers().firstValue("Location").orElseThrow(), "RUNNING");
    }

    private JsonNode awaitEnd(String address, String active) {
        return await().pollInSameThread()
                .until(
                        () -> body(get(address)),
                        state -> !state.path("state").asString().equals(active));
    }

    private long records() throws Exception {
        return body(get("/api/v1/accounts/" + account + "/totals"))
                .path("usageRecords")
                .asLong();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + ADMIN)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void acceptsMappingAsFile() throws Exception {
        var form = form(Map.of("name", name, "format", "csv", "file", file))
                .replace(
                        "--" + BOUNDARY + "--",
                        "--" + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"mapping\"; filename=\"m.json\"\r\n"
                                + "Content-Type: application/json\r\n\r\n" + mapping + "\r\n--" + BOUNDARY + "--");
        assertThat(post(ADMIN, form).statusCode()).isEqualTo(202);
    }

    @Test
    void rejectsMissingOrInvalidFields() throws Exception {
        assertProblem(
                post(ADMIN, form(Map.of("name", name, "format", "csv", "mapping", mapping))),
                400,
                "malformed-request",
                "file");
        assertProblem(post(ADMIN, form(Map.of("name", name, "format", "xls", "file", file))), 422, "invalid", "format");
        assertProblem(
                post(ADMIN, form(Map.of("name", name, "format", "swf", "file", file, "mapping", "{\"account\": {}}"))),
                422,
                "invalid",
                "mapping.account.field");
        assertProblem(get(PATH + "/0"), 404, "not-found", null);
    }

    @Test
    void letsOnlyAdminsImport() throws Exception {
        var key =
                world.asSystem(() -> keys.create("meter", Role.METERING, null)).key();
        assertProblem(
                post(key, form(Map.of("name", name, "format", "csv", "mapping", mapping, "file", file))),
                403,
                "forbidden",
                null);
    }

    @Test
    void rejectsTruncatedUpload() throws IOException {
        var whole = form(Map.of("name", name, "format", "csv", "mapping", mapping, "file", file))
                .getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket("127.0.0.1", port)) {
            var out = socket.getOutputStream();
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ADMIN
                            + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY
                            + "\r\nConnection: close\r\nContent-Length: "
                            + whole.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(whole, 0, whole.length - 40);
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("cut off on its way");
        }
    }

    @Test
    void rejectsUnterminatedForm() throws Exception {
        var whole = form(Map.of("name", name, "format", "csv", "mapping", mapping, "file", file));
        assertProblem(post(ADMIN, whole.substring(0, whole.length() - 40)), 400, "malformed-request", null);
    }

    private HttpResponse<String> post(String key, String form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(PATH))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + ADMIN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private void assertProblem(HttpResponse<String> answer, int status, String type, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(body(answer).path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(body(answer).path("errors").path(0).path("field").asString(""))
                .isEqualTo(field == null ? "" : field);
    }

    private static String form(Map<String, String> fields) {
        var form = new StringBuilder();
        for (var field : fields.entrySet()) {
            form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"");
            form.append(field.getKey().equals("file") ? "; filename=\"jobs.csv\"\r\n\r\n" : "\r\n\r\n");
            form.append(field.getValue()).append("\r\n");
        }
        return form.append("--" + BOUNDARY + "--\r\n").toString();
    }
}
