package io.drawdown.console.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.Money;
import io.drawdown.console.ConsoleTest;
import io.drawdown.notification.email.Recipients;
import io.drawdown.testing.World;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

class AuditViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Recipients recipients;

    @Autowired
    private AuditTrail trail;

    private String account;
    private Caller ada;

    @BeforeEach
    void changeAnAccount() {
        account = world.account();
        ada = new Caller(World.code("ada"), Role.ADMIN, null);
        world.as(
                ada,
                () -> accounts.put(new Account(
                        account,
                        "Acme " + account,
                        Currency.getInstance("CNY"),
                        ZoneId.of("UTC"),
                        Money.of("5000", "CNY"))));
        world.as(ada, () -> recipients.put(account, List.of("=1@example.com")));
        signInAs(Role.ADMIN);
    }

    @Test
    void showsNewestEntriesFirst() {
        open("audit?account=" + account, AuditView.class);

        var table = test($view(AuditGrid.class).single());
        assertThat(table.size()).isEqualTo(3);
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("22 Nov 2026, 10:00");
        assertThat(text(table.getCellComponent(0, 1))).isEqualTo(ada.name() + "admin");
        assertThat(text(table.getCellComponent(0, 2))).isEqualTo("Changed e-mail recipients" + account);
        assertThat(text(table.getCellComponent(0, 3))).isEqualTo(account);
        assertThat(text(table.getCellComponent(1, 2))).isEqualTo("Changed an account" + account);
        assertThat(text(table.getCellComponent(2, 1))).isEqualTo("drawdownthe program itself, at start-up");
        assertThat(text(table.getCellComponent(2, 2))).isEqualTo("Added an account" + account);
        assertThat($view(Span.class).all()).extracting(Span::getText).contains("3\u00a0entries");
    }

    @Test
    void showsOnlyChangedFields() {
        open("audit?what=account-set&account=" + account, AuditView.class);
        var view = $view(AuditGrid.class).single();
        var button = (Button) test(view).getCellComponent(0, 4);
        assertThat(button.getText()).isEqualTo("Show");

        test(button).click();

        var entry = newest();
        assertThat(view.isDetailsVisible(entry)).isTrue();
        assertThat(button.getText()).isEqualTo("Hide");
        assertThat(AuditValues.compare(entry.before(), entry.after()))
                .containsExactly(
                        new AuditValues.Change("Zone", "Asia/Shanghai", "UTC"),
                        new AuditValues.Change("Credit limit", "", "¥\u00a05,000.00"));
        assertThat(text(new AuditChangeTable(entry)))
                .isEqualTo("FieldBeforeAfterZoneAsia/ShanghaiUTCCredit limit–¥\u00a05,000.00");
    }

    private AuditEntry newest() {
        return world.asSystem(
                () -> trail.list(new AuditFilter(null, null, AuditAction.ACCOUNT_SET, account, null, null))
                        .page(Pageable.unpaged())
                        .getContent()
                        .getFirst());
    }

    @Test
    void filtersByFieldsAndAddress() {
        open("audit", AuditView.class);

        test($view(TextField.class).withCaption("Who").single()).setValue(ada.name());

        assertThat(test($view(AuditGrid.class).single()).size()).isEqualTo(2);

        open("audit?text=" + account + "&from=2026-11-23", AuditView.class);
        assertThat($view(H2.class).single().getText()).isEqualTo("No entries match these filters");

        test($view(Button.class).all().stream()
                        .filter(one -> one.getText().equals("Clear filters"))
                        .findFirst()
                        .orElseThrow())
                .click();
        assertThat($view(AuditGrid.class).single().isVisible()).isTrue();
        assertThat($view(ComboBox.class).all()).allMatch(ComboBox::isEmpty);
    }

    @Test
    void exportsFilteredEntries() throws IOException {
        var csv = new StringWriter();
        world.asSystem(() -> {
            write(csv);
            return null;
        });

        assertThat(csv.toString()).startsWith("\ufeffEntry,When (UTC),Who,");
        assertThat(csv.toString().lines().skip(1))
                .singleElement()
                .asString()
                .contains(",2026-11-22 10:00:00," + ada.name() + ",PERSON,,ADMIN,Changed e-mail recipients," + account
                        + "," + account + ",,")
                .contains("\"{\"\"emails\"\":[]}\",\"{\"\"emails\"\":[\"\"=1@example.com\"\"]}\"");
    }

    private void write(StringWriter csv) {
        try {
            AuditExport.create(() ->
                            trail.list(new AuditFilter(null, ada.name(), AuditAction.RECIPIENTS_SET, null, null, null)))
                    .write(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void showsPagesReadBySupport() {
        signInAs(Role.SUPPORT);
        open("packages?account=" + account, Main.class);
        open("usage?account=" + account, Main.class);

        signInAs(Role.ADMIN);
        var looks = trail.list(new AuditFilter(null, "Sam Reed", AuditAction.ACCOUNT_LOOKED_AT, account, null, null));
        assertThat(looks.page(Pageable.unpaged()).getContent())
                .extracting(AuditEntry::subject)
                .containsExactly("/usage", "/packages");
    }

    @Test
    void appearsInMenuOfAdminsOnly() {
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Audit");
    }

    @Test
    void isHiddenFromOtherRoles() {
        signInAs(Role.SUPPORT);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Audit");
        open("audit", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(AuditView.class);

        signInAsCustomerOf(account);
        open("audit", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(AuditView.class);
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
