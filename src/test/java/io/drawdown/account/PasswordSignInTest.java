package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.account.internal.SignInAttemptRepository;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.account.model.WaitingNetwork;
import io.drawdown.account.password.DemoPassword;
import io.drawdown.base.Hash;
import io.drawdown.base.limit.ClientNetwork;
import io.drawdown.base.sql.Sql;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

@DrawdownTest
@Tag("dialect")
class PasswordSignInTest {

    private static final String RIGHT = "four words in a row";
    private static final String WRONG = "some other words here";

    private static int addresses;

    @Autowired
    private AuthenticationProvider signIn;

    @Autowired
    @Qualifier("passwordEncoder")
    private PasswordEncoder programEncoder;

    @Autowired
    private Users users;

    @Autowired
    private KnownBrowsers browsers;

    @Autowired
    private SignInWaits waits;

    @Autowired
    private UserDirectory directory;

    @Autowired
    private SignInAttemptRepository repository;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private String name;
    private String address;

    @BeforeEach
    void addPerson() {
        name = world.customer(world.account(), RIGHT);
        address = newAddress();
    }

    @Test
    void signsInWithUsernameAndPassword() {
        var person = (SignedInUser) signIn(name, RIGHT).getPrincipal();

        assertThat(person.caller()).extracting(Caller::name, Caller::role).containsExactly(name, Role.CUSTOMER);
        assertThat(person.mustChoosePassword()).isFalse();
    }

    @Test
    void refusesTheDemoPasswordWithItsOwnException() {
        world.asSystem(() -> {
            users.put(name, "Li Wei", DemoPassword.PASSWORD, Role.SUPPORT, null);
            return null;
        });

        assertThatThrownBy(() -> signIn(name, DemoPassword.PASSWORD)).isInstanceOf(DemoPasswordRefusedException.class);
        assertThatThrownBy(() -> signIn(World.code("nobody"), DemoPassword.PASSWORD))
                .isExactlyInstanceOf(BadCredentialsException.class);
    }

    @Test
    void refusesOverlongInputWithoutCountingAnAttempt() {
        assertThatThrownBy(() -> signIn("x".repeat(64), RIGHT)).isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> signIn(name, "x".repeat(201))).isInstanceOf(BadCredentialsException.class);

        failSignIn(name, 4);
        IntStream.range(0, 10)
                .forEach(i -> assertThatThrownBy(() -> signIn(name, "x".repeat(1_900_000)))
                        .isInstanceOf(BadCredentialsException.class));
        signIn(name, RIGHT);
    }

    @Test
    void answersAlikeForWrongPasswordAndUnknownName() {
        var wrong = catchThrowableOfType(AuthenticationException.class, () -> signIn(name, WRONG));
        var unknown = catchThrowableOfType(AuthenticationException.class, () -> signIn(World.code("nobody"), WRONG));

        assertThat(wrong).isExactlyInstanceOf(unknown.getClass()).hasMessage(unknown.getMessage());
    }

    @Test
    void doublesTheWaitWithEachFurtherFailure() {
        failSignIn(name, 4);
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofSeconds(30));
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofMinutes(2));
        failSignIn(name, 4);
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void refusesTheRightPasswordUntilTheWaitIsOver() {
        failSignIn(name, 5);
        assertThatThrownBy(() -> signIn(name, RIGHT)).isInstanceOf(TooManySignInAttemptsException.class);

        clock.advance(Duration.ofSeconds(29));
        assertThatThrownBy(() -> signIn(name, RIGHT)).isInstanceOf(TooManySignInAttemptsException.class);

        clock.advance(Duration.ofSeconds(1));
        signIn(name, RIGHT);
    }

    @Test
    void delaysUnknownNamesAsLong() {
        var nobody = World.code("nobody");

        failSignIn(nobody, 4);

        assertThat(waitAfterOneMore(nobody)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void forgetsFailuresOfANameAfterSignIn() {
        failSignIn(name, 4);
        signIn(name, RIGHT);

        failSignIn(name, 4);
        signIn(name, RIGHT);
    }

    @Test
    void forgetsFailuresAfterADay() {
        failSignIn(name, 4);
        clock.advance(Duration.ofDays(1).plusSeconds(1));

        failSignIn(name, 4);
        signIn(name, RIGHT);
        signIn(World.code("newcomer") + " of today", WRONG, BadCredentialsException.class);

        assertThat(jdbc.sql("select count(*) from sign_in_attempts where last_at < :yesterday")
                        .param("yesterday", Sql.utc(clock.instant().minus(Duration.ofDays(1))))
                        .query(Long.class)
                        .single())
                .as("rows from before")
                .isZero();
    }

    @Test
    void delaysAnAddressThatTriesManyNames() {
        IntStream.range(0, 30).forEach(i -> signIn(World.code("guess"), WRONG, BadCredentialsException.class));

        signIn(World.code("guess"), WRONG, TooManySignInAttemptsException.class);
        signIn(name, RIGHT, TooManySignInAttemptsException.class);

        address = newAddress();
        signIn(name, RIGHT);
    }

    @Test
    void forgivesAnAddressOneFailureEveryTenMinutes() {
        IntStream.range(0, 100).forEach(i -> {
            signIn(World.code("office"), WRONG, BadCredentialsException.class);
            clock.advance(Duration.ofMinutes(10));
        });
        signIn(name, RIGHT);
    }

    @Test
    void toleratesAClockThatIsSetBack() {
        signIn(World.code("office"), WRONG, BadCredentialsException.class);
        clock.advance(Duration.ofDays(-1));

        signIn(World.code("office"), WRONG, BadCredentialsException.class);
        signIn(name, RIGHT);
    }

    @Test
    void keepsFailuresOfAnAddressAfterOneSignIn() {
        IntStream.range(0, 29).forEach(i -> signIn(World.code("guess"), WRONG, BadCredentialsException.class));
        signIn(name, RIGHT);
        signIn(World.code("guess"), WRONG, BadCredentialsException.class);

        signIn(World.code("guess"), WRONG, TooManySignInAttemptsException.class);
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        var network = "2001:db8:" + Integer.toHexString(++addresses) + ":7::";
        IntStream.range(0, 30).forEach(i -> {
            address = network + Integer.toHexString(i + 1);
            signIn(World.code("guess"), WRONG, BadCredentialsException.class);
        });

        address = network + "abcd";
        signIn(name, RIGHT, TooManySignInAttemptsException.class);
    }

    @Test
    void letsUsersInFromOtherNetworksThanTheFailures() {
        failSignIn(name, 12);
        signIn(name, RIGHT, TooManySignInAttemptsException.class);

        address = newAddress();
        signIn(name, RIGHT);
    }

    @Test
    void delaysANameThatIsTriedFromManyNetworks() {
        failEverywhere(name, 100);

        address = newAddress();
        signIn(name, RIGHT, TooManySignInAttemptsException.class);

        clock.advance(Duration.ofSeconds(30));
        signIn(name, RIGHT);
    }

    @Test
    void countsNamesApartThatLookLikeOtherCounters() {
        var here = address;
        var lookalike = name + " from " + ClientNetwork.key(here);
        address = newAddress();
        IntStream.range(0, 4).forEach(i -> signIn(lookalike, WRONG, BadCredentialsException.class));

        address = here;
        signIn(name, WRONG, BadCredentialsException.class);
        signIn(name, RIGHT);
    }

    @Test
    void letsABrowserInThatTheUserHasSignedInWithBefore() {
        var browser = browsers.remember(null, name);
        failEverywhere(name, 100);
        address = newAddress();
        IntStream.range(0, 30).forEach(i -> signIn(World.code("guess"), WRONG, BadCredentialsException.class));
        signIn(name, RIGHT, TooManySignInAttemptsException.class);

        signIn(name, RIGHT, browser);
        assertThatThrownBy(() -> signIn(name, RIGHT, "x".repeat(43)))
                .as("another browser")
                .isInstanceOf(TooManySignInAttemptsException.class);
        var other = world.customer(world.account(), RIGHT);
        assertThatThrownBy(() -> signIn(other, RIGHT, browser))
                .as("another user in this browser")
                .isInstanceOf(TooManySignInAttemptsException.class);
    }

    @Test
    void delaysGuessingInAKnownBrowser() {
        var browser = browsers.remember(null, name);
        IntStream.range(0, 5)
                .forEach(i -> assertThatThrownBy(() -> signIn(name, WRONG, browser))
                        .isExactlyInstanceOf(BadCredentialsException.class));

        assertThatThrownBy(() -> signIn(name, RIGHT, browser)).isInstanceOf(TooManySignInAttemptsException.class);
        signIn(name, RIGHT);
    }

    @Test
    void renewsTheTokenOfABrowserWithEachSignIn() {
        var first = browsers.remember(null, name);
        var other = world.customer(world.account(), RIGHT);

        var second = browsers.remember(first, other);

        assertThat(browsers.isKnown(second, name)).isTrue();
        assertThat(browsers.isKnown(second, other)).isTrue();
        assertThat(browsers.isKnown(first, name)).as("with the old token").isFalse();
        assertThat(jdbc.sql("select count(*) from known_browser where browser_hash in (:first, :second)")
                        .param("first", first)
                        .param("second", second)
                        .query(Long.class)
                        .single())
                .as("tokens in the database")
                .isZero();
    }

    @Test
    void knowsTheNewestTwentyBrowsersOfAUserFor180Days() {
        var all = IntStream.range(0, 21)
                .mapToObj(i -> {
                    clock.advance(Duration.ofSeconds(1));
                    return browsers.remember(null, name);
                })
                .toList();

        assertThat(browsers.isKnown(all.getFirst(), name)).isFalse();
        assertThat(browsers.isKnown(all.get(1), name)).isTrue();
        clock.advance(Duration.ofDays(180));
        assertThat(browsers.isKnown(all.getLast(), name)).isFalse();
    }

    @Test
    void letsAdminsEndTheWaitOfAUser() {
        failEverywhere(name, 100);
        assertThat(wait(name)).isEqualTo(clock.instant().plusSeconds(30));

        world.asSystem(() -> {
            waits.endForUser(name);
            return null;
        });

        assertThat(wait(name)).isNull();
        signIn(name, RIGHT);
    }

    @Test
    void letsAdminsEndTheWaitOfANetwork() {
        IntStream.range(0, 30).forEach(i -> signIn(World.code("guess"), WRONG, BadCredentialsException.class));
        assertThat(world.asSystem(() -> waits.listNetworks()))
                .contains(new WaitingNetwork(address, 30, clock.instant().plusSeconds(30)));

        world.asSystem(() -> {
            waits.endForNetwork(address);
            return null;
        });

        assertThat(world.asSystem(() -> waits.listNetworks()))
                .extracting(WaitingNetwork::network)
                .doesNotContain(address);
        signIn(name, RIGHT);
    }

    @Test
    void keepsNoNameThatIsNoUsers() {
        var typed = World.code("my secret password");

        signIn(typed, WRONG, BadCredentialsException.class);

        assertThat(jdbc.sql("select count(*) from sign_in_attempts where username = :typed or subject like :typed")
                        .param("typed", typed)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keepsTheNewestCountersOnly() {
        IntStream.range(0, 5).forEach(i -> {
            clock.advance(Duration.ofSeconds(1));
            signIn(World.code("guess"), WRONG, BadCredentialsException.class);
        });

        repository.keepNewest(3);

        assertThat(jdbc.sql("select count(*) from sign_in_attempts")
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(5);
    }

    @Test
    void countsConcurrentAttempts() throws InterruptedException, ExecutionException {
        Callable<Class<?>> guess = () -> catchThrowableOfType(AuthenticationException.class, () -> signIn(name, WRONG))
                .getClass();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var outcomes = threads
                    .invokeAll(IntStream.range(0, 16).mapToObj(i -> guess).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));

            assertThat(outcomes.get(BadCredentialsException.class)).isEqualTo(5);
        }
    }

    @Test
    void upgradesAnOldHashAtSignIn() {
        setHash("{bcrypt}" + new BCryptPasswordEncoder(4).encode(RIGHT));

        var person = (LocalUser) signIn(name, RIGHT).getPrincipal();

        assertThat(hash()).startsWith("{argon2}$argon2id$");
        assertThat(users.hasUnchangedCredentials(List.of(name)).test(person))
                .as("the session that this began goes on")
                .isTrue();
        signIn(name, RIGHT);
    }

    @Test
    void signsInWithAHashOfTheProgramsOwnCost() {
        var hash = programEncoder.encode(RIGHT);
        assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(programEncoder.matches(RIGHT, hash)).isTrue();
        assertThat(programEncoder.matches(WRONG, hash)).isFalse();
        assertThat(programEncoder.upgradeEncoding(hash)).isFalse();
        setHash(hash);

        signIn(name, RIGHT);
        signIn(name, WRONG, BadCredentialsException.class);
    }

    private void setHash(String hash) {
        jdbc.sql("update app_user set password_hash = :hash where username = :name")
                .param("hash", hash)
                .param("name", name)
                .update();
    }

    private String hash() {
        return jdbc.sql("select password_hash from app_user where username = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    /** Fails so many times, four times from each network, so that none of them has to wait. */
    private void failEverywhere(String username, int times) {
        IntStream.range(0, times).forEach(i -> {
            if (i % 4 == 0) {
                address = newAddress();
            }
            signIn(username, WRONG, BadCredentialsException.class);
        });
    }

    private @Nullable Instant wait(String username) {
        return world
                .asSystem(() -> directory
                        .listUsers(users.loadUserByUsername(username).caller().account())
                        .rows(0, 10, Sort.unsorted()))
                .stream()
                .filter(user -> user.username().equals(username))
                .findFirst()
                .orElseThrow()
                .signInWaitsUntil();
    }

    /** Fails so many times, waiting each time for as long as it takes. */
    private void failSignIn(String username, int times) {
        IntStream.range(0, times).forEach(i -> {
            waitUntilAllowed(username);
            signIn(username, WRONG, BadCredentialsException.class);
        });
    }

    private Duration waitAfterOneMore(String username) {
        failSignIn(username, 1);
        var refusal = catchThrowableOfType(TooManySignInAttemptsException.class, () -> signIn(username, WRONG));
        return Duration.between(clock.instant(), refusal.retryAt());
    }

    private void waitUntilAllowed(String username) {
        jdbc.sql("select blocked_until from sign_in_attempts where subject = :subject and blocked_until is not null")
                .param("subject", Hash.sha256("name " + Hash.sha256(username) + " from " + ClientNetwork.key(address)))
                .query((row, index) -> Sql.instant(row, "blocked_until"))
                .optional()
                .filter(clock.instant()::isBefore)
                .ifPresent(clock::set);
    }

    private void signIn(String username, String password, Class<? extends AuthenticationException> refusal) {
        assertThatThrownBy(() -> signIn(username, password)).isExactlyInstanceOf(refusal);
    }

    private Authentication signIn(String username, String password, String browser) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.setCookies(new Cookie("other", "x"), new Cookie(SignInDetails.BROWSER_COOKIE, browser));
        var given = UsernamePasswordAuthenticationToken.unauthenticated(username, password);
        given.setDetails(new SignInDetails(request));
        return signIn.authenticate(given);
    }

    private Authentication signIn(String username, String password) {
        var given = UsernamePasswordAuthenticationToken.unauthenticated(username, password);
        given.setDetails(new WebAuthenticationDetails(address, null));
        return signIn.authenticate(given);
    }

    private static String newAddress() {
        addresses++;
        return "10.1." + addresses / 256 + "." + addresses % 256;
    }
}
