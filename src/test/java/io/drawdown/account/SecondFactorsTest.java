package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawdown.account.internal.SecondFactorRepository;
import io.drawdown.account.internal.UserSessionRepository;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.secondfactor.PendingSignIn;
import io.drawdown.account.secondfactor.SecondFactorRequiredException;
import io.drawdown.account.secondfactor.TimeCodes;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;

/** Second factors: setting up, signing in, recovery, and what is refused. */
@DrawdownTest
@Tag("dialect")
class SecondFactorsTest {

    private static final String PASSWORD = "four words in a row";

    private static int addresses;

    @Autowired
    private SecondFactors secondFactors;

    @Autowired
    private AuthenticationProvider passwordSignIn;

    @Autowired
    private CodeSignIn codeSignIn;

    @Autowired
    private Users users;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private SecondFactorRepository repository;

    @Autowired
    private UserSessionRepository sessions;

    @Autowired
    private OwnPassword ownPassword;

    @Autowired
    private Access access;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String name;
    private String secret;
    private List<String> recoveryCodes;
    private SignInDetails details;

    @BeforeEach
    void setUpFactor() {
        clock.set(TestClock.START);
        name = world.customer(world.account(), PASSWORD);
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("10.77." + ++addresses / 250 + "." + addresses % 250);
        details = new SignInDetails(request);
        actAs(name);
        secret = secondFactors.propose().secret();
        recoveryCodes = secondFactors.turnOn(PASSWORD, secret, code());
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void takesACodeAfterThePassword() {
        var pending = enterPassword();
        var signedIn = enter(pending, code());

        assertThat(((LocalUser) signedIn.getPrincipal()).getUsername()).isEqualTo(name);
        assertThat(signedIn.isAuthenticated()).isTrue();
    }

    @Test
    void aWrongPasswordDoesNotTellThatThereIsAFactor() {
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> passwordSignIn.authenticate(token("another password")));
    }

    @Test
    void takesNoCodeTwice() {
        var used = code();
        enter(enterPassword(), used);
        assertRefused(used);

        clock.advance(Duration.ofSeconds(30));
        var pending = enterPassword();
        assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> enter(pending, used));
        enter(pending, code());
    }

    @Test
    void takesNoCodeOfAnEarlierStepThanTheLastOne() {
        var earlier = TimeCodes.codeAt(secret, clock.instant().minusSeconds(30));
        enter(enterPassword(), code());
        assertRefused(earlier);
    }

    @Test
    void oneOfManyServersTakesACode() throws Exception {
        var pending = enterPassword();
        var code = code();
        var together = new CyclicBarrier(4);
        try (var servers = Executors.newFixedThreadPool(4)) {
            var all = servers.invokeAll(IntStream.range(0, 4)
                    .mapToObj(server -> (Callable<Boolean>) () -> {
                        together.await();
                        try {
                            return enter(pending, code).isAuthenticated();
                        } catch (BadCredentialsException used) {
                            return false;
                        }
                    })
                    .toList());
            var signedIn = 0;
            for (var one : all) {
                signedIn += one.get() ? 1 : 0;
            }
            assertThat(signedIn).isOne();
        }
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        var recovery = recoveryCodes.getFirst();
        enter(enterPassword(), recovery.toUpperCase(Locale.ROOT).replace("-", " "));
        assertThat(secondFactors.own().recoveryCodesLeft()).isEqualTo(9);
        assertRefused(recovery);
    }

    @Test
    void renewedRecoveryCodesReplaceTheEarlierOnes() {
        var renewed = secondFactors.renewRecoveryCodes(PASSWORD);
        assertRefused(recoveryCodes.getFirst());
        enter(enterPassword(), renewed.getFirst());
    }

    @Test
    void wrongCodesHaveToWait() {
        var pending = enterPassword();
        for (var wrong = 0; wrong < 5; wrong++) {
            assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> enter(pending, "000000"));
        }
        assertThatExceptionOfType(TooManySignInAttemptsException.class).isThrownBy(() -> enter(pending, code()));

        clock.advance(Duration.ofSeconds(30));
        enter(pending, code());
    }

    @Test
    void aRightPasswordCausesNoWaitOfItsOwn() {
        for (var wrong = 0; wrong < 8; wrong++) {
            assertThatExceptionOfType(BadCredentialsException.class)
                    .isThrownBy(() -> passwordSignIn.authenticate(token("another password")));
            clock.advance(Duration.ofMinutes(15));
        }
        enter(enterPassword(), code());
        for (var often = 0; often < 40; often++) {
            clock.advance(Duration.ofSeconds(30));
            enter(enterPassword(), code());
        }
    }

    @Test
    void noAdminRemovesTheOwnOne() {
        signOut();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> world.as(new Caller(name, Role.ADMIN, null), () -> {
                    secondFactors.remove(name);
                    return null;
                }))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void theCodeMustFollowWithinFiveMinutes() {
        var pending = enterPassword();
        clock.advance(Duration.ofMinutes(5));
        assertThatExceptionOfType(CredentialsExpiredException.class).isThrownBy(() -> enter(pending, code()));
        assertThatExceptionOfType(CredentialsExpiredException.class)
                .isThrownBy(() -> codeSignIn.authenticate(null, code(), details));
    }

    @Test
    void aNewPasswordEndsASignInThatWaitsForItsCode() {
        var pending = enterPassword();
        world.asSystem(() -> users.resetPassword(name));
        assertThatExceptionOfType(CredentialsExpiredException.class).isThrownBy(() -> enter(pending, code()));
    }

    @Test
    void changingItTakesThePassword() {
        assertWrongPassword(() -> secondFactors.turnOff("another password"));
        assertWrongPassword(() -> secondFactors.renewRecoveryCodes("another password"));
        assertThat(secondFactors.own().isOn()).isTrue();

        secondFactors.turnOff(PASSWORD);
        assertThat(secondFactors.own().isOn()).isFalse();
        assertWrongPassword(() -> secondFactors.turnOn("another password", secret, code()));
        assertThat(passwordSignIn.authenticate(token(PASSWORD)).isAuthenticated())
                .as("the password alone is enough again")
                .isTrue();
    }

    @Test
    void wrongPasswordsHaveToWaitThereToo() {
        for (var wrong = 0; wrong < 5; wrong++) {
            assertWrongPassword(() -> secondFactors.turnOff("another password"));
        }
        assertThatExceptionOfType(TooManySignInAttemptsException.class)
                .isThrownBy(() -> secondFactors.turnOff(PASSWORD));
    }

    @Test
    void isNotTurnedOnWithoutACodeOfTheSecret() {
        secondFactors.turnOff(PASSWORD);
        for (var code : List.of("", "000000", "x".repeat(40))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> secondFactors.turnOn(PASSWORD, secret, code))
                    .satisfies(refused ->
                            assertThat(refused.errors().getFirst().field()).isEqualTo("code"));
        }
        assertThat(secondFactors.own().isOn()).isFalse();
    }

    @Test
    void anAdminRemovesItForSomebodyWithoutPhone() {
        signOut();
        world.asSystem(() -> {
            secondFactors.remove(name);
            return null;
        });
        assertThat(passwordSignIn.authenticate(token(PASSWORD)).isAuthenticated())
                .isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> world.as(new Caller("sue", Role.SUPPORT, null), () -> {
                    secondFactors.remove(name);
                    return null;
                }))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void isMissingWhereTheRoleRequiresIt() {
        var user = users.loadUserByUsername(name);
        var strict = requiredFor(Role.CUSTOMER);
        assertThat(strict.isMissing(user)).isFalse();
        assertThat(strict.own().required()).isTrue();

        secondFactors.turnOff(PASSWORD);
        assertThat(strict.isMissing(user)).isTrue();
        assertThat(requiredFor(Role.ADMIN).isMissing(user)).isFalse();
        assertThat(secondFactors.isMissing(user))
                .as("nobody needs one by default")
                .isFalse();
    }

    private SecondFactors requiredFor(Role role) {
        return new SecondFactors(
                repository,
                sessions,
                ownPassword,
                users,
                new SecondFactorProperties(Set.of(role)),
                access,
                transactions,
                events,
                clock,
                "https://drawdown.example.com");
    }

    @Test
    void goesWithItsUser() {
        world.asSystem(() -> {
            users.remove(name);
            return null;
        });
        assertThat(secondFactors.isOn(name)).isFalse();
    }

    @Test
    void isOnTheAuditTrailWithoutSecrets() {
        secondFactors.renewRecoveryCodes(PASSWORD);
        secondFactors.turnOff(PASSWORD);
        signOut();
        var entries = world.asSystem(() ->
                audit.list(new AuditFilter(null, name, null, null, null, null)).rows(0, 10, Sort.unsorted()));
        assertThat(entries)
                .extracting(AuditEntry::what)
                .containsExactly(
                        AuditAction.SECOND_FACTOR_REMOVED,
                        AuditAction.RECOVERY_CODES_SET,
                        AuditAction.SECOND_FACTOR_SET);
        assertThat(entries.toString()).doesNotContain(secret, recoveryCodes.getFirst());
    }

    private PendingSignIn enterPassword() {
        try {
            passwordSignIn.authenticate(token(PASSWORD));
            throw new AssertionError("signed in without a code");
        } catch (SecondFactorRequiredException incomplete) {
            return incomplete.pending();
        }
    }

    private Authentication enter(PendingSignIn pending, String code) {
        return codeSignIn.authenticate(pending, code, details);
    }

    private void assertRefused(String code) {
        var pending = enterPassword();
        assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> enter(pending, code));
    }

    private static void assertWrongPassword(Runnable action) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(action::run)
                .satisfies(refused ->
                        assertThat(refused.errors().getFirst().field()).isEqualTo("password"));
    }

    private String code() {
        return TimeCodes.codeAt(secret, clock.instant());
    }

    private UsernamePasswordAuthenticationToken token(String password) {
        var token = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
        token.setDetails(details);
        return token;
    }

    private void actAs(String username) {
        var user = users.loadUserByUsername(username);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    }
}
