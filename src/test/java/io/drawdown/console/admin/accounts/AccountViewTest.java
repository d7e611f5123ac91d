package io.drawdown.console.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Accounts;
import io.drawdown.account.UserDirectory;
import io.drawdown.account.Users;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.dialog.SecretPanel;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageSource;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

class AccountViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Users users;

    @Autowired
    private UserDirectory directory;

    @Autowired
    private Packages packages;

    @Autowired
    private TestClock clock;

    private String account;
    private String offer;
    private String user;

    @BeforeEach
    void openAccount() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, specification, 10);
        world.buy(account, offer, 1, null);
        user = World.code("li");
        world.asSystem(() -> users.add(user, "Li Wei", Role.CUSTOMER, account));
    }

    @Test
    void showsTermsUsersAndLinksToAdmins() {
        signInAs(Role.ADMIN);

        open("accounts/" + account, AccountView.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("Acme Vision Ltd");
        assertThat(text($view(FactList.class).single()))
                .contains(account, "CNY", "Asia/Shanghai", "None", "November 2026 so far", "¥\u00a0180.00");
        var table = test($view(UserGrid.class).single());
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("Li Wei" + user + "hasn’t chosen a password yet");
        assertThat(text(table.getCellComponent(0, 1))).isEqualTo("22 Nov 2026, 18:00");
        assertThat(text(table.getCellComponent(0, 2))).isEqualTo("never");
        assertThat($view(Anchor.class).all())
                .extracting(Anchor::getHref)
                .containsExactly(
                        "?account=" + account,
                        "packages?account=" + account,
                        "bills?account=" + account,
                        "usage?account=" + account,
                        "notifications?account=" + account,
                        "api-keys?account=" + account,
                        "deliveries?account=" + account,
                        "usage-not-billed?account=" + account,
                        "recharge-after-void?account=" + account,
                        "audit?account=" + account);
    }

    @Test
    void showsSupportReadOnlyPage() {
        signInAs(Role.SUPPORT);

        open("accounts/" + account, AccountView.class);

        assertThat($view(Button.class).all()).isEmpty();
        assertThat($view(UserGrid.class).all()).isEmpty();
        var names = test($view(UserNameGrid.class).single());
        assertThat(names.getCellText(0, 0)).isEqualTo("Li Wei");
        assertThat(names.getCellText(0, 1)).isEqualTo(user);
        assertThat($view(UserNameGrid.class).single().getColumns()).hasSize(2);
        assertThat($view(Anchor.class).all())
                .extracting(Anchor::getHref)
                .noneMatch(href -> href.startsWith("audit") || href.startsWith("api-keys"));
    }

    @Test
    void changesAccountTerms() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        test(button("Edit …")).click();
        assertThat(choice("Currency").isReadOnly()).isFalse();

        field("Name").setValue("Acme Labs");
        this.<ZoneId>choice("Time zone").setValue(ZoneId.of("Asia/Tokyo"));
        $(DecimalField.class).single().setValue("200.5");
        test(button("Save")).click();

        assertThat($(AccountDialog.class).exists()).isFalse();
        assertThat(text($view(Notice.class).single())).isEqualTo("The account is saved.");
        assertThat($view(H1.class).single().getText()).isEqualTo("Acme Labs");
        assertThat(text($view(FactList.class).single())).contains("Asia/Tokyo", "¥\u00a0200.50");
    }

    @Test
    void keepsConcurrentChanges() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        test(button("Edit …")).click();
        var seen = currentAccount();
        var theirs = new Account(account, seen.name(), seen.currency(), seen.zone(), Money.of("100", "CNY"));
        world.asSystem(() -> accounts.change(seen, theirs));

        field("Name").setValue("Acme Labs");
        test(button("Save")).click();

        assertThat(text($(Notice.class).single())).contains("Someone else has changed the account");
        assertThat($(AccountDialog.class).single().isOpened()).isTrue();
        assertThat(currentAccount().name()).isEqualTo("Acme Vision Ltd");
        assertThat(currentAccount().creditLimit()).isEqualTo(Money.of("100.00", "CNY"));
    }

    @Test
    void addsUserAndShowsPasswordOnce() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        test(button("Add user …")).click();
        field("Username").setValue(user);
        field("Name").setValue("Wang Fang");
        test(button("Add user")).click();
        assertThat(field("Username").getElement().getProperty("errorMessage"))
                .startsWith("There is already a user '" + user + "'.");

        var name = World.code("wang");
        field("Username").setValue(name);
        test(button("Add user")).click();

        assertThat($(AddUserDialog.class).exists()).isFalse();
        var password =
                $(TextField.class, $(SecretPanel.class).single()).single().getValue();
        assertThat(password).hasSizeGreaterThan(12);
        test(button("Done")).click();
        assertThat($(SecretPanel.class).exists()).isFalse();
        assertThat(test($view(UserGrid.class).single()).size()).isEqualTo(2);
        assertThat(world.asSystem(() -> directory.find(account, name))).isPresent();
    }

    @Test
    void generatesPasswordAfterConfirmation() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        var before = users.loadUserByUsername(user).getPassword();
        test(action("New password …")).click();
        assertThat(text($(ConfirmationDialog.class).single())).contains("is signed out everywhere");
        assertThat(users.loadUserByUsername(user).getPassword()).isEqualTo(before);

        test(button("Generate password")).click();

        assertThat($(SecretPanel.class).exists()).isTrue();
        assertThat(users.loadUserByUsername(user).getPassword()).isNotEqualTo(before);
        assertThat(users.loadUserByUsername(user).mustChoosePassword()).isTrue();
    }

    @Test
    void removesUserAfterConfirmation() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        test(action("Remove …")).click();
        assertThat(world.asSystem(() -> directory.find(account, user))).isPresent();

        test(button("Remove user")).click();

        assertThat(world.asSystem(() -> directory.find(account, user))).isEmpty();
        assertThat(text($view(Notice.class).single())).isEqualTo(user + " is removed.");
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("Nobody yet");
    }

    @Test
    void reportsUserAlreadyRemoved() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        test(action("Remove …")).click();
        world.asSystem(() -> {
            users.remove(user);
            return null;
        });

        test(button("Remove user")).click();

        assertThat(text($view(Notice.class).single())).isEqualTo("Someone else has removed " + user + " meanwhile.");
    }

    @Test
    void givesPackageAsGift() {
        signInAs(Role.ADMIN);
        open("accounts/" + account, AccountView.class);
        test(button("Give a package …")).click();
        test(button("Give package")).click();
        assertThat(choice("Offer").getElement().getProperty("errorMessage")).isEqualTo("Choose an offer.");

        ComboBox<Offer> offers = choice("Offer");
        offers.setValue(offers.getListDataView()
                .getItems()
                .filter(one -> one.code().equals(offer))
                .findFirst()
                .orElseThrow());
        $(CountField.class).single().setValue("3");
        assertThat($(Paragraph.class, $(GiftDialog.class).single()).all())
                .extracting(Paragraph::getText)
                .anyMatch(words -> words.startsWith("3\u00a0packages of 10\u00a0h: 30.00\u00a0h of V100 in ")
                        && words.contains("valid until 22 Dec 2026, 23:59")
                        && words.endsWith("free of charge. It appears on no statement. This can’t be undone."));
        test(button("Give package")).click();

        assertThat($(GiftDialog.class).exists()).isFalse();
        var given = world
                .asSystem(() -> packages.list(account, PackageFilter.ALL)
                        .page(Pageable.unpaged())
                        .getContent())
                .stream()
                .filter(one -> one.source() == PackageSource.GIFT)
                .toList();
        assertThat(given)
                .singleElement()
                .satisfies(one -> assertThat(one.quantity()).isEqualTo(3));
        var notice = $view(Notice.class).single();
        assertThat(text(notice)).startsWith("V100 10 h ×\u00a03, 30.00\u00a0h, is given free of charge.");
        assertThat($(Anchor.class, notice).single().getHref())
                .isEqualTo("packages/" + given.getFirst().id() + "?account=" + account);
    }

    @Test
    void showsNotFoundToCustomersAndForUnknownAccounts() {
        signInAs(Role.SUPPORT);
        open("accounts/nobody", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(AccountView.class);

        signInAsCustomerOf(account);
        open("accounts/" + account, Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(AccountView.class);
    }

    private Account currentAccount() {
        return world.asSystem(() -> accounts.findAll(List.of(account)).get(account));
    }

    private Button action(String text) {
        var table = $view(UserGrid.class).single();
        var cell = test(table).getCellComponent(0, 3);
        return $(Button.class, cell).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private TextField field(String label) {
        return $(TextField.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
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
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
