package io.drawdown.console.customer.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Role;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.sql.Sql;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.notification.email.Recipient;
import io.drawdown.notification.email.Recipients;
import io.drawdown.notification.webhook.Webhooks;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChannelsViewTest extends ConsoleTest {

    private static final String URL = "https://hooks.example.invalid/drawdown";

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Recipients recipients;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Access access;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Accounts accounts;

    private String account;

    @BeforeEach
    void openAccount() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
    }

    @Test
    void addsAndRemovesRecipients() {
        show();
        assertThat($view(Paragraph.class).all()).extracting(Paragraph::getText).contains("No e-mail recipients yet.");

        add(" ops@acme.example ");
        add("li.wei@acme.example");
        assertThat(recipients.get(account))
                .extracting(Recipient::email)
                .containsExactly("ops@acme.example", "li.wei@acme.example");
        assertThat(email().getValue()).isEmpty();

        test(buttonOf("Remove ops@acme.example")).click();
        assertThat(recipients.get(account)).extracting(Recipient::email).containsExactly("li.wei@acme.example");
        assertThat(texts(ListItem.class))
                .singleElement()
                .asString()
                .startsWith("li.wei@acme.exampleWaiting for confirmation");
        assertThat(texts(Span.class)).contains("Removed ops@acme.example.");
    }

    @Test
    void showsUnconfirmedRecipientsAndAsksAgain() {
        world.asSystem(() -> recipients.put(account, List.of("ops@acme.example")));
        jdbc.sql("insert into alert_recipient (account, position, email, confirmed) values (:account, 1,"
                        + " 'li.wei@acme.example', false)")
                .param("account", account)
                .update();
        show();
        assertThat(texts(RecipientItem.class))
                .containsExactly(
                        "ops@acme.exampleRemove",
                        "li.wei@acme.exampleWaiting for confirmationNo confirmation e-mail has been sent yet.Send"
                                + " e-mailRemove");

        test(buttonOf("Send e-mail to li.wei@acme.example")).click();
        assertThat(texts(RecipientItem.class).getLast()).contains("The confirmation e-mail is on its way.");
        assertThat(buttonOf("Send e-mail to li.wei@acme.example").isEnabled()).isFalse();
        assertThat(texts(Span.class)).contains("An e-mail asks li.wei@acme.example to confirm.");

        jdbc.sql("update delivery set state = 'DELIVERED', next_attempt_at = null, delivered_at = created_at"
                        + " where account = :account")
                .param("account", account)
                .update();
        jdbc.sql("insert into mail_sent (address, account, purpose, sent_at) values ('li.wei@acme.example',"
                        + " :account, 'CONFIRMATION', :now)")
                .param("account", account)
                .param("now", Sql.utc(clock.instant()))
                .update();
        show();
        assertThat(texts(RecipientItem.class).getLast())
                .contains("Confirmation e-mail sent 22 Nov 2026, 18:00. Another one can be sent from 23 Nov 2026,"
                        + " 18:00.");
        assertThat(buttonOf("Send again to li.wei@acme.example").isEnabled()).isFalse();
        clock.advance(Duration.ofDays(1));
        show();
        assertThat(buttonOf("Send again to li.wei@acme.example").isEnabled()).isTrue();
        assertThat(texts(RecipientItem.class).getLast())
                .contains("Confirmation e-mail sent 22 Nov 2026, 18:00.Send again");
    }

    @Test
    void showsErrorAtInvalidAddress() {
        show();
        add("ops@acme.example");

        add("ops at acme");
        assertThat(email().isInvalid()).isTrue();
        assertThat(email().getErrorMessage()).isEqualTo("This must be an e-mail address such as li.wei@example.com.");
        assertThat(email().getValue()).isEqualTo("ops at acme");

        add("OPS@acme.example");
        assertThat(email().getErrorMessage()).isEqualTo("This is in the list already.");
    }

    @Test
    void reportsFullRecipientList() {
        world.asSystem(() -> recipients.put(
                account,
                IntStream.range(0, 20)
                        .mapToObj(n -> "ops%d@acme.example".formatted(n))
                        .toList()));
        show();

        add("one.more@acme.example");

        assertThat(email().getErrorMessage()).isEqualTo("The list must be at most 20 addresses.");
    }

    @Test
    void addsWebhookAndShowsSecretOnce() {
        show();

        test(url()).setValue(URL);
        kinds().setValue(Set.of(AlertKind.USED_UP, AlertKind.THRESHOLD));
        test(button("Add webhook")).click();

        assertThat(all()).singleElement().satisfies(webhook -> {
            assertThat(webhook.url()).isEqualTo(URL);
            assertThat(webhook.kinds()).containsExactlyInAnyOrder(AlertKind.USED_UP, AlertKind.THRESHOLD);
        });
        assertThat(secrets()).singleElement().asString().startsWith("whsec_");
        assertThat(texts(WebhookItem.class).getFirst())
                .contains(URL, "Running low, Used up · added 22 Nov 2026, 18:00");

        show();
        assertThat(secrets()).isEmpty();
    }

    @Test
    void showsErrorAtInvalidWebhook() {
        show();

        test(url()).setValue("hooks.example.com");
        test(button("Add webhook")).click();
        assertThat(url().isInvalid()).isTrue();
        assertThat(url().getErrorMessage()).startsWith("The URL must be ").endsWith(".");

        kinds().deselectAll();
        test(button("Add webhook")).click();
        assertThat(kinds().isInvalid()).isTrue();
        assertThat(all()).isEmpty();
    }

    @Test
    void rotatesSecretAfterConfirmation() {
        var first = world.asSystem(() -> webhooks.create(account, URL, null)).secret();
        show();

        test(buttonOf("Rotate secret: " + URL)).click();
        assertThat(dialog().getElement().getTextRecursively())
                .contains("For a day, messages are signed with both the new and the current one");
        test(buttonIn(dialog(), "Rotate secret")).click();

        assertThat(secrets()).singleElement().isNotEqualTo(first);
        assertThat(texts(WebhookItem.class).getFirst()).contains("signed with both secrets until 23 Nov 2026, 18:00");
    }

    @Test
    void removesWebhookAfterConfirmation() {
        world.asSystem(() -> webhooks.create(account, URL, null));
        show();

        test(buttonOf("Remove: " + URL)).click();
        test(buttonIn(dialog(), "Cancel")).click();
        assertThat(all()).hasSize(1);

        test(buttonOf("Remove: " + URL)).click();
        assertThat(dialog().getRole()).isEqualTo("alertdialog");
        test(buttonIn(dialog(), "Remove webhook")).click();

        assertThat(all()).isEmpty();
        assertThat($view(WebhookItem.class).all()).isEmpty();
        assertThat(texts(Paragraph.class)).contains("No webhooks yet.");
    }

    @Test
    void reportsWebhookAlreadyRemoved() {
        var id = world.asSystem(() -> webhooks.create(account, URL, null))
                .webhook()
                .id();
        show();
        world.asSystem(() -> {
            webhooks.delete(account, id);
            return id;
        });

        test(buttonOf("Rotate secret: " + URL)).click();
        test(buttonIn(dialog(), "Rotate secret")).click();
        assertThat(texts(Notice.class)).anyMatch(text -> text.startsWith("Someone has removed this webhook."));

        test(buttonOf("Remove: " + URL)).click();
        test(buttonIn(dialog(), "Remove webhook")).click();
        assertThat($view(WebhookItem.class).all()).isEmpty();
    }

    @Test
    void testsWebhookWithoutBlockingPage() {
        world.asSystem(() -> webhooks.create(account, URL, null));
        show();

        test(buttonOf("Send a test: " + URL)).click();
        assertThat(texts(Notice.class)).anyMatch(text -> text.startsWith("Sending a test"));

        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            roundTrip();
            assertThat(texts(Notice.class)).anyMatch(text -> text.startsWith("Not delivered"));
        });
    }

    @Test
    void reportsChangeLimit() {
        world.asSystem(() -> {
            recipients.put(account, List.of("ops@acme.example"));
            return webhooks.create(account, URL, null);
        });
        show();
        for (var change = 0; change < 120; change++) {
            access.requireChange(account);
        }

        add("li.wei@acme.example");
        assertThat(email().getErrorMessage()).contains("60 changes a minute", "Try again in 1 second.");
        test(buttonOf("Remove ops@acme.example")).click();
        assertThat(texts(Notice.class)).anyMatch(text -> text.contains("60 changes a minute"));
        assertThat(recipients.get(account)).extracting(Recipient::email).containsExactly("ops@acme.example");

        test(url()).setValue(URL);
        test(button("Add webhook")).click();
        assertThat(url().getErrorMessage()).contains("60 changes a minute");
        assertThat(all()).hasSize(1);

        test(buttonOf("Send a test: " + URL)).click();
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            roundTrip();
            assertThat($view(WebhookItem.class).single().getElement().getTextRecursively())
                    .contains("60 changes a minute");
        });
    }

    @Test
    void reportsMissingMailServer() {
        signInAsCustomerOf(account);
        UI.getCurrent()
                .add(new RecipientsCard(
                        recipients, accounts.findAll(Set.of(account)).get(account), false, true, clock));

        assertThat($(Notice.class).all().stream().map(one -> one.getElement().getTextRecursively()))
                .anyMatch(text -> text.startsWith("No e-mail is sent, because no mail server is set up"));
    }

    @Test
    void isReadOnlyForSupport() {
        world.asSystem(() -> {
            recipients.put(account, List.of("ops@acme.example"));
            return webhooks.create(account, URL, null);
        });
        signInAs(Role.SUPPORT);

        open("notifications/settings?account=" + account, ChannelsView.class);

        assertThat(texts(ListItem.class)).contains("ops@acme.example");
        assertThat(texts(WebhookItem.class).getFirst()).startsWith(URL + "All messages");
        assertThat($view(Button.class).all()).isEmpty();
        assertThat($view(TextField.class).all()).isEmpty();
    }

    private void show() {
        signInAsCustomerOf(account);
        UI.getCurrent().navigate("");
        open("notifications/settings", ChannelsView.class);
    }

    private void add(String address) {
        test(email()).setValue(address);
        test(button("Add")).click();
    }

    private EmailField email() {
        return $view(EmailField.class).single();
    }

    private TextField url() {
        return $view(TextField.class).all().stream()
                .filter(field -> "URL".equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<AlertKind> kinds() {
        return $view(CheckboxGroup.class).single();
    }

    private List<String> secrets() {
        return $view(TextField.class).all().stream()
                .filter(field -> "Signing secret".equals(field.getLabel()))
                .map(TextField::getValue)
                .toList();
    }

    private List<Webhooks.Webhook> all() {
        return world.asSystem(
                () -> webhooks.list(account).page(Pageable.unpaged()).getContent());
    }

    private ConfirmationDialog dialog() {
        return $(ConfirmationDialog.class).single();
    }

    private Button button(String text) {
        return $view(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private Button buttonOf(String label) {
        return $view(Button.class).all().stream()
                .filter(one -> label.equals(one.getAriaLabel().orElse(null)))
                .findFirst()
                .orElseThrow();
    }

    private Button buttonIn(Component parent, String text) {
        return $(Button.class, parent).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private List<String> texts(Class<? extends Component> type) {
        return $view(type).all().stream()
                .map(one -> one.getElement().getTextRecursively())
                .toList();
    }
}
