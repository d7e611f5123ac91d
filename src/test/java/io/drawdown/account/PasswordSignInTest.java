package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.base.Hash;
import io.drawdown.base.Sql;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

@DrawdownTest
class PasswordSignInTest {

    private static final String RIGHT = "four words in a row";
    private static final String WRONG = "some other words here";

    private static int addresses;

    @Autowired
    private AuthenticationProvider signIn;

    @Autowired
    private Users users;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private String name;
    private String address;

    @BeforeEach
    void addPerson() {
        name = fixture.customer(fixture.account(), RIGHT);
        address = newAddress();
    }

    @Test
    void letsPeopleInByNameAndPassword() {
        var person = (SignedIn) signIn(name, RIGHT).getPrincipal();

        assertThat(person.caller()).extracting(Caller::name, Caller::role).containsExactly(name, Role.CUSTOMER);
        assertThat(person.mustChoosePassword()).isFalse();
    }

    @Test
    void refusesThePasswordOfTheDemoWhichEverybodyKnowsAndSaysSo() {
        fixture.asSystem(() -> {
            users.put(name, "Li Wei", DemoPassword.TEXT, Role.SUPPORT, null);
            return null;
        });

        assertThatThrownBy(() -> signIn(name, DemoPassword.TEXT)).isInstanceOf(KnownPassword.class);
        assertThatThrownBy(() -> signIn(Fixture.code("nobody"), DemoPassword.TEXT))
                .isExactlyInstanceOf(BadCredentialsException.class);
    }

    @Test
    void refusesNamesAndPasswordsThatAreLongerThanAnyBeforeItCountsOrComputesAnything() {
        assertThatThrownBy(() -> signIn("x".repeat(64), RIGHT)).isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> signIn(name, "x".repeat(201))).isInstanceOf(BadCredentialsException.class);

        fail(name, 4);
        IntStream.range(0, 10)
                .forEach(i -> assertThatThrownBy(() -> signIn(name, "x".repeat(1_900_000)))
                        .isInstanceOf(BadCredentialsException.class));
        signIn(name, RIGHT);
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownName() {
        var wrong = catchThrowableOfType(AuthenticationException.class, () -> signIn(name, WRONG));
        var unknown = catchThrowableOfType(AuthenticationException.class, () -> signIn(Fixture.code("nobody"), WRONG));

        assertThat(wrong).isExactlyInstanceOf(unknown.getClass()).hasMessage(unknown.getMessage());
    }

    @Test
    void makesANameWaitLongerAndLonger() {
        fail(name, 4);
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofSeconds(30));
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofMinutes(2));
        fail(name, 4);
        assertThat(waitAfterOneMore(name)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void refusesTheRightPasswordTooUntilTheWaitIsOver() {
        fail(name, 5);
        assertThatThrownBy(() -> signIn(name, RIGHT)).isInstanceOf(TooManyAttempts.class);

        clock.advance(Duration.ofSeconds(29));
        assertThatThrownBy(() -> signIn(name, RIGHT)).isInstanceOf(TooManyAttempts.class);

        clock.advance(Duration.ofSeconds(1));
        signIn(name, RIGHT);
    }

    @Test
    void makesANameThatNobodyHasWaitAsLong() {
        var nobody = Fixture.code("nobody");

        fail(nobody, 4);

        assertThat(waitAfterOneMore(nobody)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void forgetsWhatFailedByANameThatSignedIn() {
        fail(name, 4);
        signIn(name, RIGHT);

        fail(name, 4);
        signIn(name, RIGHT);
    }

    @Test
    void forgetsADayLater() {
        fail(name, 4);
        clock.advance(Duration.ofDays(1).plusSeconds(1));

        fail(name, 4);
        signIn(name, RIGHT);
        signIn(Fixture.code("newcomer") + " of today", WRONG, BadCredentialsException.class);

        assertThat(jdbc.sql("select count(*) from sign_in_attempts where last_at < :yesterday")
                        .param("yesterday", Sql.utc(clock.instant().minus(Duration.ofDays(1))))
                        .query(Long.class)
                        .single())
                .as("rows from before")
                .isZero();
    }

    @Test
    void slowsDownAnAddressThatTriesManyNames() {
        IntStream.range(0, 30).forEach(i -> signIn(Fixture.code("guess"), WRONG, BadCredentialsException.class));

        signIn(Fixture.code("guess"), WRONG, TooManyAttempts.class);
        signIn(name, RIGHT, TooManyAttempts.class);

        address = newAddress();
        signIn(name, RIGHT);
    }

    @Test
    void forgivesAnAddressOneFailureEveryTenMinutes() {
        IntStream.range(0, 100).forEach(i -> {
            signIn(Fixture.code("office"), WRONG, BadCredentialsException.class);
            clock.advance(Duration.ofMinutes(10));
        });
        signIn(name, RIGHT);
    }

    @Test
    void holdsNothingAgainstAnAddressWhenTheClockIsSetBack() {
        signIn(Fixture.code("office"), WRONG, BadCredentialsException.class);
        clock.advance(Duration.ofDays(-1));

        signIn(Fixture.code("office"), WRONG, BadCredentialsException.class);
        signIn(name, RIGHT);
    }

    @Test
    void doesntForgetAnAddressBecauseOnePersonThereSignsIn() {
        IntStream.range(0, 29).forEach(i -> signIn(Fixture.code("guess"), WRONG, BadCredentialsException.class));
        signIn(name, RIGHT);
        signIn(Fixture.code("guess"), WRONG, BadCredentialsException.class);

        signIn(Fixture.code("guess"), WRONG, TooManyAttempts.class);
    }

    @Test
    void takesAnIpv6NetworkForOneAddress() {
        var network = "2001:db8:" + Integer.toHexString(++addresses) + ":7::";
        IntStream.range(0, 30).forEach(i -> {
            address = network + Integer.toHexString(i + 1);
            signIn(Fixture.code("guess"), WRONG, BadCredentialsException.class);
        });

        address = network + "abcd";
        signIn(name, RIGHT, TooManyAttempts.class);
    }

    @Test
    void doesntLetManyAtOnceSlipThrough() throws InterruptedException, ExecutionException {
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
    void hashesAnOldPasswordAnewWhenItsPersonSignsIn() {
        jdbc.sql("update app_user set password_hash = :hash where username = :name")
                .param("hash", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(RIGHT))
                .param("name", name)
                .update();

        var person = (LocalUser) signIn(name, RIGHT).getPrincipal();

        assertThat(hash()).startsWith("{argon2}$argon2id$");
        assertThat(users.unchanged(List.of(name)).test(person))
                .as("the session that this began goes on")
                .isTrue();
        signIn(name, RIGHT);
    }

    private String hash() {
        return jdbc.sql("select password_hash from app_user where username = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    /** Fails so many times, waiting each time for as long as it takes. */
    private void fail(String username, int times) {
        IntStream.range(0, times).forEach(i -> {
            waitFor(username);
            signIn(username, WRONG, BadCredentialsException.class);
        });
    }

    private Duration waitAfterOneMore(String username) {
        fail(username, 1);
        var refusal = catchThrowableOfType(TooManyAttempts.class, () -> signIn(username, WRONG));
        return Duration.between(clock.instant(), refusal.until());
    }

    private void waitFor(String username) {
        jdbc.sql("select blocked_until from sign_in_attempts where subject = :subject and blocked_until is not null")
                .param("subject", Hash.sha256("name " + username))
                .query((row, index) -> Sql.instant(row, "blocked_until"))
                .optional()
                .filter(clock.instant()::isBefore)
                .ifPresent(clock::set);
    }

    private void signIn(String username, String password, Class<? extends AuthenticationException> refusal) {
        assertThatThrownBy(() -> signIn(username, password)).isExactlyInstanceOf(refusal);
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
