package io.drawdown.console.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.Accounts;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AccountsViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Users users;

    @Autowired
    private TestClock clock;

    private String mark;
    private String account;

    @BeforeEach
    void openAccounts() {
        clock.set(TestClock.START);
        mark = World.code("Vision");
        account = world.accountNamed("Acme " + mark);
        var other = world.accountNamed("Borealis");
        world.asSystem(() -> users.add("li-" + mark, "Li Wei", Role.CUSTOMER, other));
    }

    @Test
    void showsWhyEachAccountMatches() {
        signInAs(Role.SUPPORT);

        open("accounts?q=" + mark, AccountsView.class);

        var table = test(table());
        assertThat(table.size()).isEqualTo(2);
        var link = (RouterLink) table.getCellComponent(0, 0);
        assertThat(link.getText()).isEqualTo("Acme " + mark);
        assertThat(link.getHref()).isEqualTo("accounts/" + account);
        assertThat(text(table.getCellComponent(0, 1))).isEqualTo(account);
        assertThat(text(table.getCellComponent(0, 2))).isEqualTo("name");
        assertThat(text(table.getCellComponent(1, 2))).isEqualTo("user li-" + mark + " (Li Wei)");
        assertThat(table.getCellText(0, 3)).isEqualTo("Asia/Shanghai");
        assertThat(table.getCellText(0, 4)).isEqualTo("CNY");
        assertThat(table.getCellText(0, 5)).isEqualTo("–");
        assertThat(table.getCellText(1, 6)).isEqualTo("1");
        assertThat(text($view(FilterBar.class).single())).endsWith("2\u00a0accounts");
    }

    @Test
    void filtersAndClearsFilter() {
        signInAs(Role.SUPPORT);
        open("accounts", AccountsView.class);

        test($view(TextField.class).single()).setValue("LI-" + mark);
        assertThat(test(table()).size()).isEqualTo(1);

        test($view(TextField.class).single()).setValue(mark + "-nobody");
        assertThat($view(H2.class).single().getText()).isEqualTo("No accounts match this search");
        test(button("Clear search")).click();
        assertThat(table().isVisible()).isTrue();
        assertThat($view(TextField.class).single().getValue()).isEmpty();
    }

    @Test
    void createsAccountAndShowsItsPage() {
        signInAs(Role.ADMIN);
        open("accounts", AccountsView.class);
        test(button("New account …")).click();

        var code = World.accountCode();
        field("Code").setValue(code);
        field("Name").setValue(" Cumulus AG ");
        this.<Currency>choice("Currency").setValue(Currency.getInstance("EUR"));
        this.<ZoneId>choice("Time zone").setValue(ZoneId.of("Europe/Zurich"));
        var limit = $(DecimalField.class).single();
        assertThat(limit.getHelperText()).isEqualTo("No limit: orders are never refused because of the month’s total.");
        limit.setValue("$5");
        assertThat(limit.getHelperText()).isEqualTo("Leave it empty for no limit.");
        test(button("Open account")).click();
        assertThat(limit.getElement().getProperty("errorMessage")).isEqualTo("Write 5.");
        assertThat(world.asSystem(() -> accounts.findAll(List.of(code)))).isEmpty();
        limit.setValue("5,000.00");
        assertThat(limit.getHelperText())
                .isEqualTo("Orders are refused once a month’s orders and charges pass €\u00a05,000.00.");
        test(button("Open account")).click();

        assertThat(getCurrentView()).isInstanceOf(AccountView.class);
        var opened = world.asSystem(() -> accounts.findAll(List.of(code)).get(code));
        assertThat(opened.name()).isEqualTo("Cumulus AG");
        assertThat(opened.zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(opened.creditLimit()).isEqualTo(Money.of("5000.00", "EUR"));
    }

    @Test
    void showsErrorsAtFields() {
        signInAs(Role.ADMIN);
        open("accounts", AccountsView.class);
        test(button("New account …")).click();

        test(button("Open account")).click();
        assertThat(error("Code")).startsWith("Code must be 1 to 63 letters");
        assertThat(error("Name")).isEqualTo("Name must be 1 to 200 characters.");
        assertThat(choice("Currency").isInvalid()).isTrue();
        assertThat(choice("Time zone").isInvalid()).isTrue();

        field("Code").setValue(account);
        field("Name").setValue("Another of " + account);
        this.<Currency>choice("Currency").setValue(Currency.getInstance("CNY"));
        this.<ZoneId>choice("Time zone").setValue(ZoneId.of("UTC"));
        test(button("Open account")).click();
        assertThat(error("Code")).isEqualTo("There is already an account '" + account + "'. Choose another code.");

        field("Code").setValue(World.accountCode());
        $(DecimalField.class).single().setValue("-1");
        test(button("Open account")).click();
        assertThat($(DecimalField.class).single().getElement().getProperty("errorMessage"))
                .isEqualTo("Credit limit must not be negative.");
        assertThat($(AccountDialog.class).single().isOpened()).isTrue();
    }

    @Test
    void asksBeforeACodeThatLooksLikeAnother() {
        signInAs(Role.ADMIN);
        open("accounts", AccountsView.class);
        test(button("New account …")).click();
        var code = account.toUpperCase(Locale.ROOT);
        field("Code").setValue(code);
        field("Name").setValue("Cirrus " + code);
        this.<Currency>choice("Currency").setValue(Currency.getInstance("EUR"));
        this.<ZoneId>choice("Time zone").setValue(ZoneId.of("Europe/Zurich"));
        test(button("Open account")).click();

        assertThat($(ConfirmationDialog.class).single().getElement().getTextRecursively())
                .contains("Add " + code + " all the same?", "looks like " + account);
        assertThat(world.asSystem(() -> accounts.findAll(List.of(code)))).isEmpty();
        test(button("Add")).click();
        assertThat(world.asSystem(() -> accounts.findAll(List.of(code)))).containsKey(code);
    }

    @Test
    void letsStaffSearchAndOnlyAdminsCreateAccounts() {
        signInAs(Role.SUPPORT);
        open("accounts", AccountsView.class);
        assertThat($(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("Accounts")
                .doesNotContain("Platform Users");
        assertThat($(Button.class).all()).extracting(Button::getText).doesNotContain("New account …");

        signInAsCustomerOf(account);
        open("accounts", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(AccountsView.class);
    }

    private AccountGrid table() {
        return $view(AccountGrid.class).single();
    }

    private TextField field(String label) {
        return $(TextField.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private String error(String label) {
        assertThat(field(label).isInvalid()).isTrue();
        return field(label).getElement().getProperty("errorMessage");
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> choice(String label) {
        return (ComboBox<T>) $(ComboBox.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
