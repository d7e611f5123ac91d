package io.drawdown.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the API with one key. */
public final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String server;
    private final @Nullable String key;

    public ApiClient(int port, @Nullable String key) {
        this("http://localhost:" + port, key);
    }

    private ApiClient(String server, @Nullable String key) {
        this.server = server;
        this.key = key;
    }

    public ApiClient withKey(@Nullable String other) {
        return new ApiClient(server, other);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer csv(String path) {
        return send("GET", path, null, "Accept", "text/csv");
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, "Content-Type", "application/json");
    }

    public Answer post(String path, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return send("POST", path, body, all.toArray(String[]::new));
    }

    /** Sends a large body without copying it. */
    public Answer post(String path, byte[] body, String contentType) {
        return sendBody("POST", path, BodyPublishers.ofByteArray(body), "Content-Type", contentType);
    }

    public Answer send(String method, String path, @Nullable String body, String... headers) {
        return sendBody(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    private Answer sendBody(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + (path.startsWith("/") ? path : "/api/v1/" + path)))
                .timeout(Duration.ofMinutes(3))
                .method(method, body);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public JsonNode at(String pointer) {
            return json().at(pointer);
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }
}
