package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.UserSession;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@DrawdownTest
@Tag("dialect")
class UserSessionsTest {

    private static final Caller ADMIN = new Caller("ada", Role.ADMIN, null);
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Autowired
    private UserSessions sessions;

    @Autowired
    private Users users;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;
    private String name;
    private String first;
    private String second;

    @BeforeEach
    void signInTwice() {
        account = world.account();
        name = world.customer(account, "four words in a row");
        first = sessions.begin(name, "192.0.2.7", FIREFOX);
        clock.advance(Duration.ofMinutes(1));
        second = sessions.begin(name, "2001:db8:1:7::5", null);
    }

    @Test
    void listsAUsersOwnSessionsOnly() {
        sessions.begin(world.customer(account, "four words in a row"), "192.0.2.8", FIREFOX);

        assertThat(asUser(() -> sessions.listOwn()))
                .containsExactly(
                        new UserSession(
                                second,
                                "Unknown browser",
                                "2001:db8:1:7::/64",
                                clock.instant(),
                                clock.instant(),
                                false),
                        new UserSession(
                                first,
                                "Firefox on Linux",
                                "192.0.2.7",
                                clock.instant().minusSeconds(60),
                                clock.instant().minusSeconds(60),
                                false));
    }

    @Test
    void endsOwnSessionsButNotThoseOfOthers() {
        var other = sessions.begin(world.customer(account, "four words in a row"), null, null);

        asUser(() -> {
            sessions.endOwn(first);
            sessions.endOwn(other);
            return null;
        });

        assertThat(sessions.findOpen(List.of(first, second, other))).containsExactlyInAnyOrder(second, other);
        assertThat(asUser(() -> sessions.endOwnOthers())).isEqualTo(1);
        assertThat(sessions.findOpen(List.of(first, second, other))).containsExactly(other);
    }

    @Test
    void givesKeysNoSessions() {
        var key = Caller.ofKey(1, name, Role.CUSTOMER, account);

        assertThat(world.as(key, () -> sessions.listOwn())).isEmpty();
        assertThat(world.as(key, () -> sessions.endOwnOthers())).isZero();
        assertThat(sessions.findOpen(List.of(first, second))).hasSize(2);
    }

    @Test
    void letsAdminsEndTheSessionsOfAUser() {
        world.as(ADMIN, () -> {
            sessions.end(name, first);
            return null;
        });
        assertThat(world.as(ADMIN, () -> sessions.list(name)))
                .extracting(UserSession::id)
                .containsExactly(second);

        assertThat(world.as(ADMIN, () -> sessions.endAll(name))).isEqualTo(1);
        assertThat(sessions.findOpen(List.of(first, second))).isEmpty();
    }

    @Test
    void endsSessionsWithThePasswordAndTheUser() {
        world.as(ADMIN, () -> users.resetPassword(name));
        assertThat(sessions.findOpen(List.of(first, second))).isEmpty();

        var third = sessions.begin(name, null, null);
        world.as(ADMIN, () -> {
            users.remove(name);
            return null;
        });
        assertThat(sessions.findOpen(List.of(third))).isEmpty();
    }

    @Test
    void recordsTheLastUseToTheMinute() {
        var begun = clock.instant();
        clock.advance(Duration.ofSeconds(59));
        assertThat(sessions.use(second, begun)).isEqualTo(begun);
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.use(second, begun)).isEqualTo(clock.instant());

        assertThat(asUser(() -> sessions.listOwn()).getFirst().lastUsedAt()).isEqualTo(clock.instant());
    }

    @Test
    void listsNoSessionsOfServersThatWereKilled() {
        clock.advance(Duration.ofMinutes(31));
        assertThat(asUser(() -> sessions.listOwn())).isEmpty();

        clock.advance(Duration.ofHours(13));
        sessions.begin(name, null, null);
        assertThat(sessions.findOpen(List.of(first, second))).as("rows").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0 | Edge on Windows
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15 | Safari on macOS
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/130.0 Mobile/15E148 Safari/604.1 | Chrome on iPhone
                    Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 | Chrome on Android
                    Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu Chromium/130.0.0.0 Chrome/130.0.0.0 Safari/537.36 | Chromium on Linux
                    curl/8.5.0 | Unknown browser
                    """)
    void namesBrowsers(String userAgent, String name) {
        assertThat(BrowserName.of(userAgent)).isEqualTo(name);
    }

    private <T> T asUser(Supplier<T> action) {
        return world.as(new Caller(name, Role.CUSTOMER, account), action);
    }
}
