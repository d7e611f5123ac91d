package io.drawdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@DrawdownTest
class SecurityHeadersTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/packages",
                "/api/v1/regions",
                "/problems/not-found",
                "/swagger-ui/index.html",
                "/actuator/health",
                "/packages;x=1",
                "/api/v1/regions;x=1"
            })
    void sendsSecurityHeadersWithEveryResponse(String path) {
        var answer = get(path);

        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "geolocation=()");
        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .as("without TLS")
                .isEmpty();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void setsNoCookieForApiKeys() {
        assertThat(get("/api/v1/regions").headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere/at/all",
                "/packages;x=1",
                "/%2e%2e/%2f",
                "/api/v1/nowhere",
                "/VAADIN/nowhere",
                "/sign-in?v-r=uidl",
                "/sign-in?v-r=push"
            })
    void revealsNoServerInternals(String path) {
        assertThat(get(path).body())
                .doesNotContainIgnoringCase("tomcat", "exception", "\tat ", "org.springframework", "vaadin.com");
    }

    /** Whoever it is would have the server keep a file while it reads it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/",
                "/logout",
                "/api/v1/regions",
                "/api/v1/accounts/usage-imports",
                "/nowhere/api/v1/usage-imports",
                "/VAADIN/dynamic/resource/0/secret/upload"
            })
    void refusesFileUploads(String path) {
        var answer = send(request(path)
                .header("Content-Type", "Multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nli\r\n--x--\r\n")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void limitsRequestSizeOfPages() {
        assertThat(send(request("/?v-r=uidl&v-uiId=0").POST(BodyPublishers.ofString("x".repeat(8 * 1024 * 1024 + 1))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesSignInFromOtherSites() {
        assertThat(signInFrom("cross-site").statusCode()).isEqualTo(403);
        assertThat(signInFrom("same-site").statusCode()).isEqualTo(403);
        assertThat(signInFrom("same-origin").statusCode()).isEqualTo(302);
    }

    @Test
    void signsOutOnlyByTheConsolesForm() {
        assertThat(send(request("/logout").POST(BodyPublishers.noBody())).statusCode())
                .isNotEqualTo(302);
    }

    private HttpResponse<String> signInFrom(String site) {
        return send(request("/sign-in")
                .header("Sec-Fetch-Site", site)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + World.code("nobody") + "&password=nothing")));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).header("Accept", "text/html"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
