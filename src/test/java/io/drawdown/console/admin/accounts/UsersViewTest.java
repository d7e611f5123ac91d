package io.drawdown.console.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.ConsoleWorld;
import io.drawdown.testing.Fixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsersViewTest extends ConsoleTest {

    @Autowired
    private Users users;

    @Autowired
    private ConsoleWorld consoleWorld;

    @Autowired
    private Fixture fixture;

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
        var name = Fixture.code("ada");
        field("Username").setValue(name);
        field("Name").setValue("Ada");

        test(button("Add user")).click();

        assertThat(users.loadUserByUsername(name).caller().role()).isEqualTo(Role.ADMIN);
        assertThat(users.loadUserByUsername(name).mustChoosePassword()).isTrue();
    }

    @Test
    void offersNoActionsOnOwnUser() {
        fixture.asSystem(() -> {
            if (!users.exists("Sam-Reed")) {
                users.add("Sam-Reed", "Sam Reed", Role.ADMIN, null);
            }
            return null;
        });
        signInAs("Sam-Reed", Role.ADMIN);

        open("users", UsersView.class);

        var table = test($view(UserGrid.class).single());
        var own = -1;
        for (var row = 0; row < table.size(); row++) {
            if (table.getCellComponent(row, 0).getElement().getTextRecursively().contains("Sam-Reed")) {
                own = row;
            }
        }
        assertThat(table.getCellComponent(own, 4).getElement().getTextRecursively())
                .isEqualTo("This is you");
    }

    @Test
    void isVisibleToAdminsOnly() {
        signInAs(Role.SUPPORT);
        open("users", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(UsersView.class);

        signInAsCustomerOf(consoleWorld.account("Acme"));
        open("users", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(UsersView.class);
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
