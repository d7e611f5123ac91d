package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@DrawdownTest
@Tag("dialect")
class UsersTest {

    private static final String PRESENT = "four words in a row";
    private static final String CHOSEN = "other words of my own";
    private static final Caller ADMIN = new Caller("ada", Role.ADMIN, null);

    @Autowired
    private Users users;

    @Autowired
    private OwnPassword ownPassword;

    @Autowired
    private Access access;

    @Autowired
    private World world;

    private String account;
    private String name;

    @BeforeEach
    void addPerson() {
        account = world.account();
        name = world.customer(account, PRESENT);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        short words    | at least 12 characters
        qwertyuiop123  | among the commonest
        Password2026!! | among the commonest
        aaaabbbbaaaabb | among the commonest
        li wei li wei! | little more than a name
        """)
    void refusesCommonPasswords(String password, String why) {
        assertThatThrownBy(() -> put(ADMIN, World.code("new"), password, "Li Wei"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
                    assertThat(problem.errors())
                            .singleElement()
                            .extracting(FieldProblem::field)
                            .isEqualTo("password");
                    assertThat(problem.detail()).contains(why);
                });
    }

    @Test
    void checksTheCredentialsOfMoreUsersThanAStatementHasParameters() {
        var user = users.loadUserByUsername(name);
        var names = Stream.concat(Stream.of(name), IntStream.range(0, 70_000).mapToObj(number -> "nobody-" + number))
                .toList();

        assertThat(users.hasUnchangedCredentials(names)).accepts(user);
        assertThat(users.hasUnchangedCredentials(names.subList(1, names.size())))
                .rejects(user);
    }

    @Test
    void refusesPasswordsMadeOfAccountNameOrCode() {
        assertThatThrownBy(() -> put(ADMIN, World.code("new"), "Acme " + account + " 2026", "Li Wei"))
                .hasMessageContaining("little more than a name");
    }

    @Test
    void comparesLongPasswordsInFull() {
        var words = "语言文字".repeat(49);
        put(Caller.SYSTEM, name, words + "one", "Li Wei");

        assertThat(users.hasPassword(name, words + "one")).isTrue();
        assertThat(users.hasPassword(name, words + "two")).as("another end").isFalse();
        assertThatThrownBy(() -> put(ADMIN, name, words + "12345", "Li Wei"))
                .hasMessageContaining("at most 200 characters");
    }

    @Test
    void requiresANewPasswordWhenAnAdminHasSetIt() {
        put(ADMIN, name, CHOSEN, "Li Wei");
        signIn();

        assertThat(users.loadUserByUsername(name).mustChoosePassword()).isTrue();
        assertThatThrownBy(() -> access.requireRead(account)).hasMessage("Choose a password of your own first.");
        assertThatThrownBy(() -> ownPassword.chooseFirst(CHOSEN)).hasMessageContaining("is the current one");

        signInAs(ownPassword.chooseFirst(PRESENT));
        assertThat(access.requireRead(account).code()).isEqualTo(account);
        assertThatThrownBy(() -> ownPassword.chooseFirst(CHOSEN)).hasMessageContaining("is your own already");
    }

    @Test
    void resetsPasswordsToGeneratedOnes() {
        var madeUp = world.as(ADMIN, () -> users.resetPassword(name));

        assertThat(users.hasPassword(name, madeUp)).isTrue();
        assertThat(users.hasPassword(name, PRESENT)).isFalse();
        assertThat(users.loadUserByUsername(name).mustChoosePassword()).isTrue();
    }

    @Test
    void requiresThePresentPasswordToChangeIt() {
        signIn();

        assertThatThrownBy(() -> ownPassword.change("not this one", CHOSEN))
                .hasMessage("This is not your current password.");
        ownPassword.change(PRESENT, CHOSEN);

        assertThat(users.hasPassword(name, CHOSEN)).isTrue();
    }

    @Test
    void delaysGuessingThePresentPassword() {
        signIn();

        IntStream.range(0, 5)
                .forEach(i -> assertThatThrownBy(() -> ownPassword.change("not this one", CHOSEN))
                        .isInstanceOf(ProblemException.class));

        assertThatThrownBy(() -> ownPassword.change(PRESENT, CHOSEN))
                .isInstanceOf(TooManySignInAttemptsException.class);
    }

    @Test
    void endsSessionsWhenPasswordRoleAccountOrUserChanges() {
        var other = world.account();

        assertEnded(() -> put(ADMIN, name, CHOSEN, "Li Wei"));
        assertEnded(() -> world.as(ADMIN, () -> users.resetPassword(name)));
        assertEnded(() -> put(Caller.SYSTEM, name, PRESENT, Role.CUSTOMER, other));
        assertEnded(() -> put(Caller.SYSTEM, name, PRESENT, Role.SUPPORT, null));
        assertEnded(() -> {
            signIn();
            return ownPassword.change(PRESENT, CHOSEN);
        });
        assertEnded(() -> world.as(ADMIN, () -> {
            users.remove(name);
            return null;
        }));
    }

    @Test
    void refusesAdminsToRemoveThemselves() {
        put(Caller.SYSTEM, name, PRESENT, Role.ADMIN, null);

        assertThatThrownBy(() -> world.as(new Caller(name, Role.ADMIN, null), () -> {
                    users.remove(name);
                    return null;
                }))
                .hasMessageContaining("is your own");
    }

    @Test
    void refusesEveryoneButAdmins() {
        var caller = new Caller(name, Role.CUSTOMER, account);

        assertThatThrownBy(() -> put(caller, name, CHOSEN, "Li Wei")).hasMessage("Only an admin may do this.");
        assertThatThrownBy(() -> world.as(caller, () -> users.resetPassword(name)))
                .hasMessage("Only an admin may do this.");
    }

    @Test
    void acceptsAnyBootstrapPasswordAndKeepsItOnceSet() {
        var admin = World.code("root");
        bootstrap(admin, "short");
        assertThat(users.hasPassword(admin, "short")).isTrue();
        assertThat(users.findPasswordProblem(admin, "Administrator", "short", null))
                .startsWith("must have at least 12");

        var session = users.loadUserByUsername(admin);
        bootstrap(admin, "short");
        assertThat(users.hasUnchangedCredentials(List.of(admin)).test(session))
                .as("sessions on other servers go on")
                .isTrue();

        bootstrap(admin, "another");
        assertThat(users.hasPassword(admin, "another")).isTrue();
    }

    private void bootstrap(String admin, String password) {
        world.asSystem(() -> {
            users.bootstrap(admin, "Administrator", password, false);
            return null;
        });
    }

    private void assertEnded(Supplier<?> change) {
        var session = users.loadUserByUsername(name);
        assertThat(users.hasUnchangedCredentials(List.of(name)).test(session)).isTrue();
        change.get();
        assertThat(users.hasUnchangedCredentials(List.of(name)).test(session)).isFalse();
    }

    private Object put(Caller caller, String username, String password, String displayName) {
        return world.as(caller, () -> {
            users.put(username, displayName, password, Role.CUSTOMER, account);
            return null;
        });
    }

    private Object put(Caller caller, String username, String password, Role role, String of) {
        return world.as(caller, () -> {
            users.put(username, "Li Wei", password, role, of);
            return null;
        });
    }

    private void signIn() {
        signInAs(users.loadUserByUsername(name));
    }

    private static void signInAs(LocalUser user) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    }
}
