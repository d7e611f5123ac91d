package io.drawdown.program;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of the console without a browser: it knows the components that the server told it of, and sends whatever it is given. */
final class ConsolePage {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TAG = 0;
    private static final int PROPERTIES = 1;
    private static final int TEXT = 7;
    private static final int CHILDREN = 2;

    private final Session session;
    private final int ui;
    private final String token;
    private final Map<Integer, String> tags = new HashMap<>();
    private final Map<Integer, String> labels = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private int syncId;
    private int clientId;

    private ConsolePage(Session session, JsonNode made) {
        this.session = session;
        var config = made.path("appConfig");
        ui = config.path("v-uiId").intValue();
        token = config.path("uidl").path("Vaadin-Security-Key").stringValue();
        learn(config.path("uidl"));
    }

    /** What one person has signed in with, by its cookie. */
    static final class Session {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private final int port;

        private Session(int port) {
            this.port = port;
        }

        /** Signs somebody in. */
        static Session of(int port, String name, String password) {
            var session = new Session(port);
            var answer = session.send(
                    "/sign-in",
                    "application/x-www-form-urlencoded",
                    "username=" + name + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8));
            if (answer.statusCode() != 302
                    || answer.headers().firstValue("Location").orElse("").contains("error")) {
                throw new IllegalStateException(answer + " " + answer.body());
            }
            return session;
        }

        /** Opens a page at an address such as {@code packages}. */
        ConsolePage open(String address) {
            var parts = address.split("\\?", 2);
            var query = parts.length == 1 ? "" : parts[1];
            var made = send(HttpRequest.newBuilder(uri(
                    "/?v-r=init&location=" + parts[0] + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))));
            var page = new ConsolePage(this, JSON.readTree(made.body()));
            page.send(List.of("""
                    {"type":"event","node":1,"event":"ui-navigate","data":{"route":"%s","query":"%s","appShellTitle":"","historyState":null,"trigger":""}}""".formatted(parts[0], query)));
            return page;
        }

        /** The header that makes a request one of this session. */
        String cookie() {
            return "Cookie: "
                    + cookies.getCookieStore().getCookies().stream()
                            .map(HttpCookie::toString)
                            .collect(Collectors.joining("; "));
        }

        private HttpResponse<String> send(String path, String type, String body) {
            return send(HttpRequest.newBuilder(uri(path))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(body)));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), BodyHandlers.ofString());
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        private URI uri(String path) {
            return URI.create("http://localhost:" + port + path);
        }
    }

    /** The nodes of all components that have this tag and no label. */
    List<Integer> withoutLabel(String tag) {
        return tags.entrySet().stream()
                .filter(one -> one.getValue().equals(tag) && !labels.containsKey(one.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The node of the component that has this label. */
    int labelled(String label) {
        return labels.entrySet().stream()
                .filter(one -> one.getValue().equals(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + label + " among " + labels.values()));
    }

    /** Clicks the button with a text. */
    void click(String text) {
        var button = texts.entrySet().stream()
                .filter(one -> one.getValue().equals(text))
                .map(one -> parents.get(one.getKey()))
                .filter(parent -> "vaadin-button".equals(tags.get(parent)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No button " + text + " among " + texts.values()));
        send(List.of("{\"type\":\"event\",\"node\":" + button + ",\"event\":\"click\",\"data\":{}}"));
    }

    /** The step by which a text is entered into a field. */
    static String typing(int node, String text) {
        return "{\"type\":\"mSync\",\"node\":%d,\"feature\":1,\"property\":\"value\",\"value\":\"%s\"}"
                .formatted(node, text);
    }

    int ui() {
        return ui;
    }

    /** Sends steps in one message; gives the status of the answer. */
    int send(List<String> steps) {
        var answer = session.send(
                "/?v-r=uidl&v-uiId=" + ui,
                "application/json",
                "{\"csrfToken\":\"" + token + "\",\"rpc\":[" + String.join(",", steps) + "],\"syncId\":" + syncId
                        + ",\"clientId\":" + clientId + "}");
        if (answer.statusCode() == 200) {
            learn(JSON.readTree(answer.body()));
        }
        return answer.statusCode();
    }

    private void learn(JsonNode told) {
        syncId = told.path("syncId").intValue(syncId);
        clientId = told.path("clientId").intValue(clientId);
        for (var change : told.path("changes")) {
            var node = change.path("node").intValue();
            var feature = change.path("feat").intValue(-1);
            if (change.path("type").asString("").equals("detach")) {
                tags.remove(node);
                labels.remove(node);
                texts.remove(node);
            } else if (feature == PROPERTIES && change.path("key").asString("").equals("label")) {
                labels.put(node, change.path("value").asString(""));
            } else if (feature == TAG && change.path("key").asString("").equals("tag")) {
                tags.put(node, change.path("value").asString(""));
            } else if (feature == TEXT) {
                texts.put(node, change.path("value").asString(""));
            } else if (feature == CHILDREN) {
                for (var child : new ArrayList<>(change.path("addNodes").values())) {
                    parents.put(child.intValue(), node);
                }
            }
        }
    }
}
