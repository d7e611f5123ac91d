package io.drawdown.console.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.SignInWaits;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.account.internal.SignInAttemptRepository;
import io.drawdown.account.internal.SignInAttemptRepository.Failures;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.WaitingNetwork;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.signin.session.SessionGrid;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class UsersViewTest extends ConsoleTest {

    @Autowired
    private Users users;

    @Autowired
    private SignInWaits waits;

    @Autowired
    private UserSessions sessions;

    @Autowired
    private SignInAttemptRepository attempts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private World world;

    @Test
    void addsPlatformUser() {
        signInAs(Role.ADMIN);
        open("users", UsersView.class);
        test(button("Add user …")).click();
        @SuppressWarnings("unchecked")
        RadioButtonGroup<Role> role = $(RadioButtonGroup.class).single();
        assertThat(role.getValue())
                .as("the lesser right, unless chosen otherwise")
                .isEqualTo(Role.SUPPORT);
        role.setValue(Role.ADMIN);
        var name = World.code("ada");
        field("Username").setValue(name);
        field("Name").setValue("Ada");

        test(button("Add user")).click();

        assertThat(users.loadUserByUsername(name).caller().role()).isEqualTo(Role.ADMIN);
        assertThat(users.loadUserByUsername(name).mustChoosePassword()).isTrue();
    }

    @Test
    void offersNoActionsOnOwnUser() {
        world.asSystem(() -> {
            if (!users.exists("Sam-Reed")) {
                users.add("Sam-Reed", "Sam Reed", Role.ADMIN, null);
            }
            return null;
        });
        signInAs("Sam-Reed", Role.ADMIN);

        open("users", UsersView.class);

        var table = test($view(UserGrid.class).single());
        var own = rowOf(table, "Sam-Reed");
        assertThat(table.getCellComponent(own, 4).getElement().getTextRecursively())
                .isEqualTo("This is you");
    }

    @Test
    void endsTheWaitsOfUsersAndNetworks() {
        var username = World.code("ada");
        var network = "198.51.100." + World.code("").replaceAll("\\D", "");
        world.asSystem(() -> users.add(username, "Ada", Role.SUPPORT, null));
        var until = TestClock.START.plusSeconds(60);
        attempts.insert(World.code("subject"), new Failures(6, TestClock.START, until), username, null);
        attempts.insert(World.code("subject"), new Failures(31, TestClock.START, until), null, network);
        signInAs(Role.ADMIN);
        open("users", UsersView.class);

        var card = $view(WaitingNetworksCard.class).single();
        assertThat(card.getElement().getTextRecursively()).contains(network + ": 31");
        var end = labelled("End wait: " + network);
        test(end).click();
        assertThat(card.getElement().getTextRecursively()).doesNotContain(network + ":");
        assertThat(world.asSystem(() -> waits.listNetworks()))
                .extracting(WaitingNetwork::network)
                .doesNotContain(network);

        var table = test($view(UserGrid.class).single());
        var row = rowOf(table, username);
        assertThat(table.getCellComponent(row, 0).getElement().getTextRecursively())
                .contains("Failed sign-ins: has to wait until");
        test(labelled(table, username, "End wait")).click();
        assertThat(jdbc.sql("select count(*) from sign_in_attempts where username = :name")
                        .param("name", username)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void endsTheSessionsOfAUser() {
        var username = World.code("ada");
        world.asSystem(() -> users.add(username, "Ada", Role.SUPPORT, null));
        var session = sessions.begin(username, "192.0.2.7", null);
        signInAs(Role.ADMIN);
        open("users", UsersView.class);
        test(labelled(test($view(UserGrid.class).single()), username, "Sessions …"))
                .click();

        assertThat(test($(SessionGrid.class).single()).size()).isEqualTo(1);
        test(button("End all")).click();

        assertThat(sessions.findOpen(List.of(session))).isEmpty();
    }

    @Test
    void isVisibleToAdminsOnly() {
        signInAs(Role.SUPPORT);
        open("users", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(UsersView.class);

        signInAsCustomerOf(world.accountNamed("Acme"));
        open("users", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(UsersView.class);
    }

    private static int rowOf(GridTester<?, ?> table, String name) {
        return IntStream.range(0, table.size())
                .filter(row -> table.getCellComponent(row, 0)
                        .getElement()
                        .getTextRecursively()
                        .contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static Button labelled(GridTester<?, ?> table, String username, String text) {
        return table.getCellComponent(rowOf(table, username), 4)
                .getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private Button labelled(String label) {
        return $(Button.class).all().stream()
                .filter(one -> one.getAriaLabel().filter(label::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private TextField field(String label) {
        return $(TextField.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
