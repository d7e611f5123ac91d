package io.drawdown.console.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.UserSessions;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionEndFilterTest {

    private static final String PAGE = "http://localhost/packages?status=IN_EFFECT";
    private static final String KEPT = "/sign-in?page=%2Fpackages%3Fstatus%3DIN_EFFECT";

    private final EndedSessions ends = new EndedSessions();

    @ParameterizedTest
    @EnumSource
    void saysWhyTheSessionEnded(SessionEnd end) throws Exception {
        ends.record("old", end);

        assertThat(target("old", PAGE)).isEqualTo(KEPT + "&ended=" + end.slug());
        assertThat(end.sentence(Duration.ofMinutes(30)))
                .startsWith("Your session has ended ")
                .endsWith(".")
                .doesNotContain("%");
    }

    @Test
    void takesUnknownSessionsForThoseBeforeARestart() throws Exception {
        assertThat(target("unknown", PAGE)).isEqualTo(KEPT + "&ended=restarted");
        assertThat(target(null, PAGE)).isEqualTo(KEPT);
        assertThat(SessionEnd.IDLE.sentence(Duration.ofMinutes(30)))
                .isEqualTo("Your session has ended after 30 minutes without activity.");
    }

    @Test
    void leadsBackToThePageWhileTheSessionIsAlive() throws Exception {
        var request = request("alive", PAGE);
        request.getSession().setAttribute(UserSessions.SESSION_ATTRIBUTE, "alive");

        assertThat(target(request)).isEqualTo("/packages?status=IN_EFFECT");

        ends.record("alive", SessionEnd.SIGNED_OUT);
        assertThat(target(request)).as("it ends now").isEqualTo(KEPT + "&ended=signed-out");
    }

    @Test
    void saysWhyTheSessionBeforeEnded() throws Exception {
        ends.record("old", SessionEnd.IDLE);
        var request = request("new", PAGE);
        request.getSession().setAttribute(SessionLimiter.REPLACED, "old");

        assertThat(target(request)).isEqualTo(KEPT + "&ended=idle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost//evil.example/",
                "http://localhost/\\evil.example",
                "http://localhost",
                "about:blank",
                "not an address"
            })
    void leadsBackToPagesOfThisServerOnly(String referrer) throws Exception {
        assertThat(target("unknown", referrer)).isEqualTo("/sign-in");
        assertThat(target("unknown", null)).isEqualTo("/sign-in");
    }

    @Test
    void keepsWhatTheSignInPageSays() throws Exception {
        assertThat(target("unknown", "http://localhost" + KEPT + "&ended=idle")).isEqualTo(KEPT + "&ended=idle");
    }

    @Test
    void leavesOtherAddressesAlone() throws Exception {
        var chain = new MockFilterChain();
        var request = new MockHttpServletRequest("GET", "/packages");
        request.setServletPath("/packages");

        new SessionEndFilter(ends).doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isEqualTo(request);
    }

    @Test
    void remembersTheFirstReasonOfTheLatestSessions() {
        ends.record("first", SessionEnd.SIGNED_OUT);
        ends.record("first", SessionEnd.IDLE);
        assertThat(ends.find("first")).isEqualTo(SessionEnd.SIGNED_OUT);

        IntStream.range(0, EndedSessions.MOST).forEach(number -> ends.record("s" + number, SessionEnd.IDLE));

        assertThat(ends.find("first")).isNull();
        assertThat(ends.find("s0")).isEqualTo(SessionEnd.IDLE);
    }

    private @Nullable String target(@Nullable String session, @Nullable String referrer)
            throws ServletException, IOException {
        return target(request(session, referrer));
    }

    private @Nullable String target(MockHttpServletRequest request) throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        new SessionEndFilter(ends).doFilter(request, response, new MockFilterChain());
        return response.getRedirectedUrl();
    }

    private static MockHttpServletRequest request(@Nullable String session, @Nullable String referrer) {
        var request = new MockHttpServletRequest("GET", "/" + SessionEndFilter.PATH);
        request.setServletPath("/" + SessionEndFilter.PATH);
        request.setRequestedSessionId(session);
        request.setRequestedSessionIdValid(false);
        if (referrer != null) {
            request.addHeader("Referer", referrer);
        }
        return request;
    }
}
