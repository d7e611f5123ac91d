package io.drawdown.console.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Main;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.AccountState;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Suspending, closing and activating an account on its page (R23). */
class AccountStateCardTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TestClock clock;

    private String account;

    @BeforeEach
    void openAccount() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
    }

    @Test
    void suspendsAndActivates() {
        click("Suspend …");
        assertThat(text($(ConfirmationDialog.class).single())).contains("Suspend Acme Vision Ltd?");
        click("Suspend");

        assertThat(noticeText()).isEqualTo("Acme Vision Ltd is suspended.");
        assertThat(state()).isEqualTo(AccountState.SUSPENDED);
        assertThat(text($view(AccountStateCard.class).single())).contains("Suspended", "It can’t order.");

        click("Activate");
        assertThat(noticeText()).isEqualTo("Acme Vision Ltd is active again.");
        assertThat(state()).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void closesUnlessAJobRuns() {
        var region = world.region("UTC");
        world.start(account, region, world.specification("V100", region), "night", 1, TestClock.START);
        click("Close …");
        click("Close account");
        assertThat(noticeText()).startsWith("Jobs of 'Acme Vision Ltd' are running.");
        assertThat(state()).isEqualTo(AccountState.ACTIVE);

        clock.set(TestClock.START.plusSeconds(60));
        world.stop(account, "night", TestClock.START.plusSeconds(60));
        click("Close …");
        click("Close account");
        assertThat(noticeText()).isEqualTo("Acme Vision Ltd is closed.");
        assertThat(state()).isEqualTo(AccountState.CLOSED);
    }

    @Test
    void customersAreTold() {
        world.asSystem(() -> accounts.suspend(account));
        signInAsCustomerOf(account);
        open("", Main.class);
        assertThat(text($view(Notice.class).all().getFirst())).startsWith("SuspendedThis account can’t order.");
    }

    @Test
    void supportSeesTheStateOnly() {
        signInAs(Role.SUPPORT);
        open("accounts/" + account, AccountView.class);
        assertThat(text($view(AccountStateCard.class).single())).contains("Active");
        assertThat($(Button.class, $view(AccountStateCard.class).single()).all())
                .isEmpty();
    }

    private void click(String button) {
        test($(Button.class).all().stream()
                        .filter(one -> one.getText().equals(button))
                        .reduce((first, last) -> last)
                        .orElseThrow())
                .click();
    }

    private String noticeText() {
        return text($view(Notice.class).all().getFirst());
    }

    private AccountState state() {
        return world.asSystem(() -> accounts.current(account)).state();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
