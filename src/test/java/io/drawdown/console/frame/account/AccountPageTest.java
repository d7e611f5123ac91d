package io.drawdown.console.frame.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.frame.NotFoundView;
import io.drawdown.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AccountPageTest extends ConsoleTest {

    @Autowired
    private World world;

    private String mine;
    private String other;

    @BeforeEach
    void openAccounts() {
        mine = world.accountNamed("Acme Vision Ltd");
        other = world.accountNamed("Borealis Labs");
    }

    @Test
    void asksStaffToChooseAccount() {
        signInAs(Role.ADMIN);

        open("packages", Main.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("Choose an account");
    }

    @Test
    void opensAccountFromAddressAndKeepsItForSession() {
        signInAs(Role.SUPPORT);

        open("packages?account=" + other, Main.class);
        open("", Main.class);

        assertThat($(AccountPicker.class).single().getValue().code()).isEqualTo(other);
    }

    @Test
    void showsNotFoundForUnknownAccount() {
        signInAs(Role.ADMIN);

        open("packages?account=nobody", NotFoundView.class);
    }

    @Test
    void hidesOtherAccountsFromCustomers() {
        signInAsCustomerOf(mine);

        open("packages?account=" + mine, Main.class);
        open("packages?account=" + other, NotFoundView.class);
    }
}
