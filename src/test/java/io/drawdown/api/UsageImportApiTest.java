package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.Role;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.Fixture;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DrawdownTest
class UsageImportApiTest {

    private static final String PATH = "/api/v1/usage-imports";
    private static final String ADMIN = "an-admin-of-the-tests-with-a-long-key";
    private static final String BOUNDARY = "a-boundary";

    @Autowired
    Fixture fixture;

    @Autowired
    ApiKeys keys;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private String name;
    private String file;
    private String mapping;

    @BeforeEach
    void open() {
        var account = fixture.account();
        var region = fixture.region();
        var specification = fixture.specification();
        fixture.setPrice(region, specification, "3.60");
        name = Fixture.code("upload");
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
        var key = fixture.asSystem(() -> keys.create("meter", Role.METERING, null))
                .key();
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
