package io.drawdown.console.admin.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.dialog.SecretDialog;
import io.drawdown.console.components.dialog.SecretPanel;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

class KeysViewTest extends ConsoleTest {

    private static final int REVOKE = 6;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private ApiKeys keys;

    private String name;
    private String account;

    @BeforeEach
    void createAccount() {
        clock.set(TestClock.START);
        name = "Acme Keys " + World.code("nr");
        account = world.accountNamed(name);
    }

    @Test
    void showsStateOfEachKey() {
        createKey("old", clock.instant().plusSeconds(60));
        var revoked = createKey("leaked", null);
        var expiring = createKey("soon over", clock.instant().plus(Duration.ofDays(3)));
        world.asSystem(() -> {
            keys.revoke(revoked.id());
            return null;
        });
        clock.advance(Duration.ofHours(1));
        signInAs(Role.ADMIN);

        open("api-keys?account=" + account, KeysView.class);

        var table = test(table());
        assertThat(table.size()).isEqualTo(3);
        assertThat(text(table.getCellComponent(0, 0)))
                .isEqualTo("soon overMetering · key " + expiring.id() + " · Audit");
        assertThat($(Anchor.class, table.getCellComponent(0, 0)).single().getHref())
                .isEqualTo("audit?who=soon%20over");
        assertThat(((Anchor) table.getCellComponent(0, 1)).getHref()).isEqualTo("accounts/" + account);
        assertThat(text(table.getCellComponent(0, 2))).isEqualTo("Expires in 2\u00a0days");
        assertThat(text(table.getCellComponent(0, 3))).isEqualTo("never");
        assertThat(text(table.getCellComponent(0, 4))).isEqualTo("25 Nov 2026, 10:00");
        assertThat(text(table.getCellComponent(0, 5))).isEqualTo("22 Nov 2026, 10:00by drawdown");
        assertThat(text(table.getCellComponent(0, REVOKE))).isEqualTo("Revoke …");
        assertThat(text(table.getCellComponent(1, 2))).isEqualTo("Revokedby drawdown22 Nov 2026, 10:00");
        assertThat(text(table.getCellComponent(2, 2))).isEqualTo("Expired");
        assertThat(text(table.getCellComponent(2, REVOKE))).isEmpty();
        assertThat(text($view(FilterBar.class).single())).endsWith("3\u00a0keys");
    }

    @Test
    void filtersByAddressAndClearsFilter() {
        createKey("scheduler", null);
        createKey("reports", null);
        signInAs(Role.ADMIN);
        open("api-keys?account=" + account + "&name=SCHED&state=never-used&scope=metering", KeysView.class);
        assertThat(test(table()).size()).isEqualTo(1);
        assertThat($view(KeyOwnerField.class).single().getValue().label()).isEqualTo(name + " (" + account + ")");

        test($view(TextField.class).single()).setValue("nope");

        assertThat($view(H2.class).single().getText()).isEqualTo("No keys match these filters");
        test(button("Clear filters")).click();
        assertThat($view(ComboBox.class).all()).allMatch(ComboBox::isEmpty);

        open("api-keys?of=platform", KeysView.class);
        assertThat($view(KeyOwnerField.class).single().getValue()).isEqualTo(KeyOwner.PLATFORM);
    }

    @Test
    void searchesAccountsWhileTyping() {
        signInAs(Role.ADMIN);
        open("api-keys", KeysView.class);
        var owner = $view(KeyOwnerField.class).single();

        assertThat(found(owner, 0, 50, "")).startsWith(KeyOwner.PLATFORM);
        assertThat(found(owner, 0, 1, "")).containsExactly(KeyOwner.PLATFORM);
        assertThat(found(owner, 1, 1, "")).isEqualTo(found(owner, 0, 2, "").subList(1, 2));
        assertThat(found(owner, 0, 50, "PLAT")).contains(KeyOwner.PLATFORM);
        assertThat(found(owner, 0, 50, name)).containsExactly(new KeyOwner(account, name + " (" + account + ")"));
    }

    @Test
    void createsKeyAndShowsItOnce() {
        signInAs(Role.ADMIN);
        open("api-keys?account=" + account, KeysView.class);
        test(button("New key …")).click();
        assertThat(scope().getValue()).isEqualTo(Role.METERING);
        test(nameField()).setValue("  Slurm  ");
        test(button("Create key")).click();

        var made = only();
        assertThat(made.name()).isEqualTo("Slurm");
        assertThat(made.role()).isEqualTo(Role.METERING);
        assertThat(made.expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofDays(90)));
        assertThat(made.createdBy()).isEqualTo("Sam Reed");
        assertThat($(NewKeyDialog.class).exists()).isFalse();
        assertThat($(SecretDialog.class).single().getHeaderTitle()).isEqualTo("“Slurm” is created");
        var field = $(TextField.class, $(SecretPanel.class).single()).single();
        assertThat(field.getHelperText()).contains("it isn’t shown again");
        assertThat(keys.authenticate(field.getValue()))
                .hasValueSatisfying(caller -> assertThat(caller.keyId()).isEqualTo(made.id()));
        test(button("Done")).click();
        assertThat($(SecretPanel.class).exists()).isFalse();
        assertThat(test(table()).size()).isEqualTo(1);
    }

    @Test
    void offersScopesFittingOwner() {
        signInAs(Role.ADMIN);
        open("api-keys", KeysView.class);
        test(button("New key …")).click();
        assertThat(scope().isVisible()).isFalse();

        owner().setValue(KeyOwner.PLATFORM);
        assertThat(scope().getListDataView().getItems()).containsExactly(Role.METERING, Role.SUPPORT, Role.ADMIN);
        assertThat(text(scope())).contains("May report usage of every account, and nothing else.");

        owner().setValue(new KeyOwner(account, name));
        assertThat(scope().getListDataView().getItems()).containsExactly(Role.METERING, Role.CUSTOMER);
        assertThat(scope().getValue()).isEqualTo(Role.METERING);
        scope().setValue(Role.CUSTOMER);
        test(nameField()).setValue("reports");
        lifetime().setValue(KeyLifetime.FOR_GOOD);
        test(button("Create key")).click();

        assertThat(only().role()).isEqualTo(Role.CUSTOMER);
        assertThat(only().expiresAt()).isNull();
    }

    @Test
    void showsMissingFields() {
        signInAs(Role.ADMIN);
        open("api-keys", KeysView.class);
        test(button("New key …")).click();
        lifetime().setValue(KeyLifetime.UNTIL_DAY);

        test(button("Create key")).click();

        assertThat(nameField().isInvalid()).isTrue();
        assertThat(owner().isInvalid()).isTrue();
        assertThat(day().isInvalid()).isTrue();
        assertThat(day().getElement().getProperty("errorMessage")).isEqualTo("Choose today or a later day.");

        owner().setValue(new KeyOwner(account, name));
        test(nameField()).setValue("x".repeat(201));
        day().setValue("2026-11-21");
        test(button("Create key")).click();
        assertThat(day().isInvalid()).isTrue();
        day().setValue("2026-11-22");
        test(button("Create key")).click();
        assertThat(nameField().getElement().getProperty("errorMessage"))
                .isEqualTo("The name must be 1 to 200 characters.");

        test(nameField()).setValue("until tonight");
        test(button("Create key")).click();
        assertThat(only().expiresAt()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void explainsThatNamesAreKept() {
        signInAs(Role.ADMIN);
        open("api-keys?of=platform", KeysView.class);
        test(button("New key …")).click();
        owner().setValue(KeyOwner.PLATFORM);
        test(nameField()).setValue("bootstrap");

        test(button("Create key")).click();

        assertThat(nameField().getElement().getProperty("errorMessage"))
                .isEqualTo("The name is kept for the key that is set at start-up.");
    }

    @Test
    void revokesKeyAfterConfirmation() {
        var made = createKey("Slurm", null);
        signInAs(Role.ADMIN);
        open("api-keys?account=" + account, KeysView.class);

        test((Button) test(table()).getCellComponent(0, REVOKE)).click();
        var dialog = $(ConfirmationDialog.class).single();
        assertThat($(H2.class, dialog).single().getText()).isEqualTo("Revoke “Slurm”, key " + made.id() + "?");
        assertThat($(Paragraph.class, dialog).single().getText())
                .isEqualTo("It was never used. From the next request on it is refused everywhere. "
                        + "Usage of " + account
                        + " that is reported with it is refused, and isn’t counted until it is reported with another"
                        + " key. This can’t be undone.");
        assertThat(keys.authenticate(made.key())).isPresent();
        test(button("Revoke key")).click();

        assertThat(keys.authenticate(made.key())).isEmpty();
        assertThat(text($view(Notice.class).single()))
                .isEqualTo("Revoked“Slurm”, key " + made.id() + ", is refused from now on.");
        assertThat($(StatusBadge.class, test(table()).getCellComponent(0, 2))
                        .single()
                        .getText())
                .isEqualTo("Revoked");
        assertThat(only().revokedBy()).isEqualTo("Sam Reed");
    }

    @Test
    void explainsRevokingBootstrapKey() {
        signInAs(Role.ADMIN);
        open("api-keys?of=platform&name=bootstrap&scope=admin", KeysView.class);
        var row = world
                                .asSystem(() -> keys.list(new ApiKeyFilter("bootstrap", null, Role.ADMIN, null, true))
                                        .page(Pageable.unpaged())
                                        .getContent())
                                .stream()
                                .map(ApiKey::state)
                                .toList()
                                .indexOf(ApiKeyState.REVOKED)
                        == 0
                ? 1
                : 0;

        test((Button) test(table()).getCellComponent(row, REVOKE)).click();

        assertThat($(Paragraph.class, $(ConfirmationDialog.class).single())
                        .single()
                        .getText())
                .contains("It stays revoked even if the environment still sets it", "DRAWDOWN_BOOTSTRAP_API_KEY");
    }

    @Test
    void appearsInMenuOfAdmins() {
        signInAs(Role.ADMIN);
        open("", Main.class);

        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("API Keys");
    }

    @Test
    void isHiddenFromSupport() {
        signInAs(Role.SUPPORT);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("API Keys");

        open("api-keys", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(KeysView.class);
    }

    @Test
    void isHiddenFromCustomers() {
        signInAsCustomerOf(account);

        open("api-keys", Main.class);

        assertThat(getCurrentView()).isNotInstanceOf(KeysView.class);
    }

    private ApiKeys.NewApiKey createKey(String key, @Nullable Instant expiresAt) {
        return world.asSystem(() -> keys.create(account, key, Role.METERING, expiresAt));
    }

    private ApiKey only() {
        return world.asSystem(() -> keys.list(account, ApiKeyFilter.ALL)
                        .page(Pageable.unpaged())
                        .getContent())
                .getFirst();
    }

    private ApiKeyGrid table() {
        return $view(ApiKeyGrid.class).single();
    }

    private static List<KeyOwner> found(KeyOwnerField owner, int offset, int limit, String filter) {
        var query = new Query<KeyOwner, String>(offset, limit, List.of(), null, filter);
        return owner.fetch(query).toList();
    }

    private KeyOwnerField owner() {
        return $(KeyOwnerField.class, $(NewKeyDialog.class).single()).single();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Role> scope() {
        return $(NewKeyDialog.class)
                .single()
                .getChildren()
                .flatMap(Component::getChildren)
                .filter(RadioButtonGroup.class::isInstance)
                .map(RadioButtonGroup.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Select<KeyLifetime> lifetime() {
        return $(Select.class, $(NewKeyDialog.class).single()).single();
    }

    private DayField day() {
        return $(DayField.class, $(NewKeyDialog.class).single()).single();
    }

    private TextField nameField() {
        return $(TextField.class, $(NewKeyDialog.class).single()).all().getFirst();
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
