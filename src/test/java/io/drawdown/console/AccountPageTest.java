package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import io.drawdown.account.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AccountPageTest extends ConsoleTest {

    @Autowired
    private Shop shop;

    private String mine;
    private String other;

    @BeforeEach
    void openAccounts() {
        mine = shop.account("Acme Vision Ltd");
        other = shop.account("Borealis Labs");
    }

    @Test
    void asksStaffToChoose() {
        signInAs(Role.ADMIN);

        open("packages", Main.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("Choose an account");
    }

    @Test
    void opensTheAccountThatTheAddressNamesAndKeepsItForTheSession() {
        signInAs(Role.SUPPORT);

        open("packages?account=" + other, Main.class);
        open("", Main.class);

        assertThat($(AccountPicker.class).single().getValue().code()).isEqualTo(other);
    }

    @Test
    void findsNoAccountThatIsNotThere() {
        signInAs(Role.ADMIN);

        open("packages?account=nobody", NotFoundView.class);
    }

    @Test
    void findsNoAccountOfSomebodyElse() {
        signInAsCustomerOf(mine);

        open("packages?account=" + mine, Main.class);
        open("packages?account=" + other, NotFoundView.class);
    }
}
