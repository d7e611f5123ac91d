package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolApiTest extends ApiTest {

    @Test
    void requiresApiKey() {
        var none = stranger.get("regions");
        assertRefused(none, ProblemType.UNAUTHENTICATED, null);
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"drawdown\"");
        assertThat(none.header("Set-Cookie")).isNull();

        for (var header : new String[] {"Bearer nope", "Bearer ", "Bearer", "Basic YTpi", ADMIN_KEY}) {
            var wrong = stranger.send("GET", "regions", null, "Authorization", header);
            assertRefused(wrong, ProblemType.UNAUTHENTICATED, null);
            assertThat(wrong.header("WWW-Authenticate")).contains("invalid_token");
        }
        assertThat(stranger.send("GET", "regions", null, "Authorization", "bearer " + ADMIN_KEY)
                        .status())
                .isEqualTo(200);
        assertRefused(stranger.post("events", "[]"), ProblemType.UNAUTHENTICATED, null);
        assertRefused(stranger.get("nothing-here"), ProblemType.UNAUTHENTICATED, null);
    }

    @Test
    void answersNotFoundForUnknownAddresses() {
        for (var path : new String[] {"nope", "regions/a/b", "/api/v2/regions", "/api/", "/api/v1/regions/"}) {
            assertRefused(admin.get(path), ProblemType.NOT_FOUND, null);
        }
    }

    @Test
    void listsAllowedMethods() {
        var refused = admin.send("DELETE", "accounts/acme", null);
        assertRefused(refused, ProblemType.METHOD_NOT_ALLOWED, null);
        assertThat(refused.header("Allow")).contains("GET").contains("PUT");
        assertRefused(admin.get("events"), ProblemType.METHOD_NOT_ALLOWED, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "application/yaml"})
    void acceptsOnlyJson(String type) {
        assertRefused(
                admin.send("PUT", "regions/r", "{}", "Content-Type", type), ProblemType.UNSUPPORTED_MEDIA_TYPE, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/yaml", "text/html"})
    void producesOnlyJson(String type) {
        assertRefused(
                admin.send("GET", "regions/" + region(true), null, "Accept", type), ProblemType.NOT_ACCEPTABLE, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\": \"a\",}",
                "not json",
                "{\"name\": \"a\", \"zone\": \"UTC\", \"sellsPackages\": true} {}",
                "[]",
                "\"text\"",
                "7",
                "null"
            })
    void rejectsBodiesOfWrongShape(String body) {
        assertRefused(admin.put("regions/r", body), ProblemType.MALFORMED_REQUEST, null);
    }

    @Test
    void locatesMalformedJson() {
        assertThat(admin.put("regions/r", "{\"name\": \"a\",\n  oops}")
                        .at("/detail")
                        .stringValue())
                .contains("line 2, column");
    }

    @Test
    void limitsBodySize() {
        var large = "{\"name\": \"" + "x".repeat(1024 * 1024) + "\"}";

        assertRefused(admin.put("regions/r", large), ProblemType.CONTENT_TOO_LARGE, null);
    }

    @Test
    void rejectsMalformedAddresses() {
        assertRefused(admin.get("/api/v1/regions;x=1"), ProblemType.MALFORMED_REQUEST, null);
        assertRefused(admin.get("/api/v1//regions"), ProblemType.MALFORMED_REQUEST, null);
        assertRefused(admin.get("/api/v1/offers?region=%FF"), ProblemType.MALFORMED_REQUEST, null);
    }

    @ParameterizedTest
    @EnumSource
    void explainsEachProblemType(ProblemType type) {
        var page = stranger.get(type.path());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.text()).contains("<h1>" + type.title().replace("'", "&#39;") + "</h1>");
    }

    @Test
    void answersNotFoundForUnknownProblemTypes() {
        var page = stranger.get("/problems/nope");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("No such problem");
        assertThat(stranger.get("/styles/problem.css").status()).isEqualTo(200);
    }

    @Test
    void exposesOnlyHealthAndMetricsWithoutKey() {
        assertThat(stranger.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(stranger.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(stranger.get("/actuator/prometheus").text()).contains("jvm_memory");
        assertThat(stranger.get("/actuator/env").status()).isEqualTo(401);
        assertThat(admin.get("/actuator/env").status()).isEqualTo(403);
    }

    @Test
    void documentsEveryEndpoint() {
        var document = stranger.get("/v3/api-docs").json();

        assertThat(document.at("/info/title").stringValue()).isEqualTo("Drawdown");
        assertThat(document.at("/components/securitySchemes/key/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(document.at("/components/schemas/Money").isMissingNode()).isTrue();
        assertThat(document.path("paths").propertyNames())
                .contains("/api/v1/events", "/api/v1/accounts/{account}/orders")
                .allMatch(path -> path.startsWith("/api/v1/"));
        var text = document.toString();
        var referred = Pattern.compile("#/components/schemas/([^\"]+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct();
        assertThat(document.at("/components/schemas").propertyNames()).containsAll(referred.toList());
        for (var path : document.path("paths")) {
            for (var operation : path) {
                assertThat(operation.path("summary").isString())
                        .as(operation.toString())
                        .isTrue();
                assertThat(operation.at("/responses/401").isObject())
                        .as(operation.toString())
                        .isTrue();
            }
        }
        assertThat(document.toString()).doesNotContain("*/*");
        assertThat(stranger.get("/swagger-ui/index.html").status()).isEqualTo(200);
        assertThat(stranger.get("/swagger-ui.html").status()).isEqualTo(302);
    }
}
