package io.drawdown.console.customer.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ComponentTester;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.TargetSettings;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.alert.settings.UsageAlert.Scope;
import io.drawdown.catalog.model.Activity;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class UsageAlertDialogTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private UsageAlerts alerts;

    @Autowired
    private Access access;

    @Autowired
    private JdbcClient jdbc;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void openShop() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        signInAsCustomerOf(account);
    }

    @Test
    void savesEnteredSettings() {
        var first = buy(100);
        buy(50);
        openDialog("packages");

        enter("percentages", "V100 100 h", "40 %, 10");
        assertThat(text(row("V100 100 h"))).contains("alerts at 40 h and 10 h · 100.00 of 100 h left");
        press("OK");

        assertThat($(UsageAlertDialog.class).all()).isEmpty();
        assertThat(saved())
                .isEqualTo(new UsageAlert(
                        Scope.EACH_PACKAGE,
                        on(Threshold.percent(20)),
                        List.of(new UsageAlert.Target(first, null, on(Threshold.percent(40), Threshold.percent(10))))));
        assertThat(noticeText()).isEqualTo("The usage alerts are saved.");
    }

    @Test
    void discardsChangesOnCancel() {
        buy(100);
        var before = saved();
        openDialog("packages");

        enter("percentages", "V100 100 h", "40");
        press("Cancel");

        assertThat($(UsageAlertDialog.class).all()).isEmpty();
        assertThat(saved()).isEqualTo(before);
        openDialog("packages");
        assertThat(field("percentages", "V100 100 h").getValue()).isEqualTo("20 %");
    }

    @Test
    void writesNothingWithoutChanges() {
        buy(100);
        openDialog("packages");

        press("OK");

        assertThat($(UsageAlertDialog.class).all()).isEmpty();
        assertThat(jdbc.sql("select count(*) from usage_alert where account = :account")
                        .param("account", account)
                        .query(Long.class)
                        .single())
                .as("the account still has the platform's default")
                .isZero();
    }

    @Test
    void keepsConcurrentChanges() {
        buy(100);
        var other = buy(50);
        openDialog("packages");
        var theirs = new UsageAlert(
                Scope.EACH_PACKAGE,
                on(Threshold.percent(20)),
                List.of(new UsageAlert.Target(other, null, on(Threshold.percent(7)))));
        access.runAs(Caller.SYSTEM, () -> alerts.put(account, theirs));

        enter("percentages", "V100 100 h", "40");
        press("OK");

        assertThat(saved()).isEqualTo(theirs);
        assertThat(text($(UsageAlertDialog.class).single())).contains("Someone else has saved other settings");
        press("Cancel");
        openDialog("packages");
        enter("percentages", "V100 100 h", "40");
        press("OK");
        assertThat(TargetSettings.settingOf(saved(), other)).isEqualTo(on(Threshold.percent(7)));
        assertThat(saved().targets()).hasSize(2);
    }

    @Test
    void keepsThresholdsExactToNodeSecond() {
        var id = buy(100);
        var exact = new UsageAlert(
                Scope.EACH_PACKAGE,
                on(Threshold.percent(20)),
                List.of(new UsageAlert.Target(id, null, on(new Threshold(Threshold.Type.REMAINING, 36_001)))));
        access.runAs(Caller.SYSTEM, () -> alerts.put(account, exact));
        openDialog("packages");
        assertThat(field("node-hours", "V100 100 h").getValue()).isEqualTo("10.00 h");

        enter("node-hours", "V100 100 h", "10.00 h, 5");
        press("OK");

        assertThat(TargetSettings.settingOf(saved(), id).thresholds())
                .containsExactly(
                        new Threshold(Threshold.Type.REMAINING, 36_001),
                        new Threshold(Threshold.Type.REMAINING, 18_000));
    }

    @Test
    void showsErrorAtField() {
        buy(100);
        var before = saved();
        openDialog("packages");

        enter("percentages", "V100 100 h", "120");
        press("OK");

        var field = field("percentages", "V100 100 h");
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).isEqualTo("Enter whole percentages from 1 to 99, such as 20 or 20, 5.");
        enter("percentages", "V100 100 h", "");
        assertThat(field("percentages", "V100 100 h").getErrorMessage())
                .isEqualTo("Enter a threshold, or switch the alert off.");
        assertThat(saved()).isEqualTo(before);

        enter("percentages", "V100 100 h", "12");
        press("OK");

        assertThat($(UsageAlertDialog.class).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20 h", "20 hours", "20 x"})
    void takesNoOtherUnitForThePresentValue(String text) {
        buy(100);
        var before = saved();
        openDialog("packages");

        enter("percentages", "V100 100 h", text);
        press("OK");

        assertThat(field("percentages", "V100 100 h").getValue()).isEqualTo(text);
        assertThat(field("percentages", "V100 100 h").isInvalid()).isTrue();
        assertThat($(UsageAlertDialog.class).all()).hasSize(1);
        assertThat(saved()).isEqualTo(before);
    }

    @Test
    void keepsOnlyTheBeginningOfALongTextOnceItsRowIsLeft() {
        multiply(buy(100), 30);
        openDialog("packages");
        var text = "9".repeat(2_000);

        enter("percentages", "V100 100 h", text);
        assertThat(field("percentages", "V100 100 h").getValue()).isEqualTo(text);
        press("Next");
        press("Previous");

        assertThat(field("percentages", "V100 100 h").getValue()).hasSizeLessThan(300);
        assertThat(field("percentages", "V100 100 h").getErrorMessage()).startsWith("This is too long.");
    }

    @Test
    void mixesThresholdTypes() {
        var id = buy(100);
        openDialog("packages");

        test(select("V100 100 h")).selectItem("Both");
        enter("node-hours", "V100 100 h", "12.5");
        press("OK");

        assertThat(TargetSettings.settingOf(saved(), id).thresholds())
                .containsExactly(Threshold.percent(20), new Threshold(Threshold.Type.REMAINING, 45_000));
    }

    @Test
    void setsAllTargetsAtOnce() {
        var first = buy(100);
        var second = buy(50);
        openDialog("packages");

        enter("percentages", "V100 50 h", "5");
        enter("percentages", "all at once", "30");
        assertThat(text(row("Set all at once"))).contains("also for packages bought later", "1 package differs");
        assertThat(field("percentages", "V100 100 h").getValue()).isEqualTo("30");
        assertThat(field("percentages", "V100 50 h").getValue()).isEqualTo("5");
        press("Apply to all");
        assertThat(text(row("Set all at once"))).contains("applies to all 2 packages");
        press("OK");

        assertThat(saved()).isEqualTo(new UsageAlert(Scope.EACH_PACKAGE, on(Threshold.percent(30)), List.of()));
        assertThat(List.of(first, second))
                .allSatisfy(
                        id -> assertThat(TargetSettings.settingOf(saved(), id).thresholds())
                                .containsExactly(Threshold.percent(30)));
    }

    @Test
    void disablesAndEnablesAlerts() {
        var id = buy(100);
        openDialog("packages");

        toggle("V100 100 h");
        assertThat(text(row("V100 100 h"))).contains("off").doesNotContain("alerts at");
        press("OK");

        assertThat(TargetSettings.settingOf(saved(), id))
                .isEqualTo(new AlertSetting(false, List.of(Threshold.percent(20))));
    }

    @Test
    void announcesAlertsRaisedBySaving() {
        buy(100);
        clock.advance(Duration.ofHours(60));
        world.run(account, region, specification, "job", NOW, NOW.plus(Duration.ofHours(60)));
        openDialog("packages");

        enter("percentages", "V100 100 h", "40");
        assertThat(text(row("V100 100 h"))).contains("alerts at 40 h · 40.00 of 100 h left · sent when you save");
        press("OK");

        assertThat(noticeText())
                .startsWith("The usage alerts are saved. 1 alert was sent at once because its threshold is already"
                        + " reached.");
    }

    @Test
    void announcesNoAlertsAlreadyRaised() {
        buy(100);
        clock.advance(Duration.ofHours(90));
        world.run(account, region, specification, "job", NOW, NOW.plus(Duration.ofHours(90)));
        openDialog("packages");

        enter("percentages", "V100 100 h", "40");
        assertThat(text(row("V100 100 h"))).contains("10.00 of 100 h left · already reached");
        press("OK");

        assertThat(noticeText()).isEqualTo("The usage alerts are saved.");
    }

    @Test
    void explainsLimitOfOwnTargetSettings() {
        var id = buy(100);
        multiply(id, 300);
        var others = access.runAs(Caller.SYSTEM, () -> alerts.listTargets(account, Scope.EACH_PACKAGE)).stream()
                .filter(target -> !id.equals(target.packageId()))
                .map(target -> new UsageAlert.Target(target.packageId(), null, on(Threshold.percent(7))))
                .toList();
        access.runAs(
                Caller.SYSTEM,
                () -> alerts.put(account, new UsageAlert(Scope.EACH_PACKAGE, on(Threshold.percent(20)), others)));
        openDialog("packages/" + id);

        enter("percentages", "V100 100 h ×", "5");
        press("OK");

        assertThat(text($(UsageAlertDialog.class).single()))
                .contains("301 packages and kinds have settings of their own, but at most 300 can.", "Set all at once");
        assertThat(saved().targets()).hasSize(300);
        press("Apply to all");
        press("OK");
        assertThat(saved().targets()).isEmpty();
    }

    @Test
    void watchesTotalsOfKind() {
        buy(100);
        buy(50);
        openDialog("packages");

        test($(AlertScopeField.class).single())
                .selectItem("Total of the same kind (region, specification, activities)");
        assertThat(text(row("V100"))).contains(region + " · All activities", "alerts at 30 h · 150.00 of 150 h left");
        enter("percentages", "V100", "10");
        press("OK");

        var packageKind = new PackageKind(region, specification, EnumSet.allOf(Activity.class));
        assertThat(saved())
                .isEqualTo(new UsageAlert(
                        Scope.SAME_KIND,
                        on(Threshold.percent(20)),
                        List.of(new UsageAlert.Target(null, packageKind, on(Threshold.percent(10))))));
    }

    @Test
    void setsDefaultBeforeFirstPackage() {
        openDialog("");
        assertThat(text($(AlertTargetTable.class).single())).contains("No packages yet.");

        enter("percentages", "all at once", "25");
        press("OK");

        assertThat(saved().standard()).isEqualTo(on(Threshold.percent(25)));
    }

    @Test
    void highlightsPackageItIsOpenedFrom() {
        var id = buy(100);

        openDialog("packages/" + id);

        assertThat(row("V100 100 h").hasClassName("marked")).isTrue();
    }

    @Test
    void explainsThatExpiredPackageCannotBeWatched() {
        var id = buy(100);
        clock.advance(Duration.ofDays(60));

        openDialog("packages/" + id);

        assertThat(text($(UsageAlertDialog.class).single())).contains("V100 100 h × 1 has expired");
    }

    @Test
    void summarizesRecipients() {
        openDialog("packages");

        assertThat(text($(RecipientsSummary.class).single()))
                .contains("Messages go to the inbox", "An alert does not stop jobs.", "No e-mail is sent");
    }

    @Test
    void isReadOnlyForSupport() {
        buy(100);
        signInAs(Role.SUPPORT);

        openDialog("packages?account=" + account);

        assertThat(field("percentages", "V100 100 h").isReadOnly()).isTrue();
        assertThat(field("percentages", "all at once").isReadOnly()).isTrue();
        assertThat($(Select.class).all()).allMatch(Select::isReadOnly);
        assertThat($(ToggleSwitch.class).all()).noneMatch(ToggleSwitch::isEnabled);
        assertThat($(AlertScopeField.class).single().isReadOnly()).isTrue();
        assertThat(buttons()).contains("Close").doesNotContain("OK");
        assertThat(text($(UsageAlertDialog.class).single())).contains("Support can view these settings.");
    }

    @Test
    void letsAdminEditAlertsOfAnyAccount() {
        var id = buy(100);
        signInAs(Role.ADMIN);
        openDialog("packages?account=" + account);

        enter("percentages", "V100 100 h", "33");
        press("OK");

        assertThat(TargetSettings.settingOf(saved(), id).thresholds()).containsExactly(Threshold.percent(33));
    }

    @Test
    void pagesThroughManyTargets() {
        var id = buy(100);
        multiply(id, 2_000);
        openDialog("packages");
        assertThat($(AlertTargetRow.class).all()).hasSize(21);
        assertThat(text($(AlertTargetTable.class).single())).contains("1–20 of 2,001 packages");

        press("Next");
        assertThat(text($(AlertTargetTable.class).single())).contains("21–40 of 2,001 packages");
        search("no. 1234");
        assertThat($(AlertTargetRow.class).all()).hasSize(2);
        enter("percentages", "V100 100 h no. 1234", "200");
        search("");
        press("OK");
        assertThat(field("percentages", "V100 100 h no. 1234").isInvalid())
                .as("shown again, since it is wrong")
                .isTrue();

        enter("percentages", "V100 100 h no. 1234", "2");
        press("OK");
        assertThat(saved().targets()).hasSize(1);
    }

    private void multiply(String id, int copies) {
        var numbers = System.getProperty("drawdown.test.database", "h2").equals("h2")
                ? "system_range(1, %d) as numbers(number)"
                : "generate_series(1, %d) as numbers(number)";
        jdbc.sql("""
            insert into resource_package (id, account, source, order_number, offer, name, region, specification, activities,
                quantity, total, settled_remaining, effective_at, expires_at, created_at)
            select nextval('resource_package_id'), p.account, p.source, p.order_number, p.offer,
                concat(p.name, ' no. ', numbers.number), p.region, p.specification, p.activities, p.quantity, p.total,
                p.settled_remaining, p.effective_at, p.expires_at, p.created_at
            from resource_package p cross join %s where p.id = :id\
            """.formatted(numbers.formatted(copies)))
                .param("id", Long.valueOf(id))
                .update();
    }

    private String buy(int nodeHours) {
        clock.advance(Duration.ofNanos(1_000));
        return world.buy(
                        account,
                        world.monthlyOffer("V100 " + nodeHours + " h", region, specification, nodeHours),
                        1,
                        null)
                .resourcePackage()
                .id();
    }

    private void openDialog(String address) {
        open(address, Main.class);
        press("Usage Alert");
        assertThat($(UsageAlertDialog.class).all()).hasSize(1);
    }

    private void press(String name) {
        test($(Button.class).all().stream()
                        .filter(one -> name.equals(one.getText()))
                        .findFirst()
                        .orElseThrow())
                .click();
    }

    private List<String> buttons() {
        return $(Button.class).all().stream().map(Button::getText).toList();
    }

    private void search(String words) {
        test($(TextField.class).all().stream()
                        .filter(one -> "Package, region or specification".equals(one.getPlaceholder()))
                        .findFirst()
                        .orElseThrow())
                .setValue(words);
    }

    private void enter(String unit, String of, String text) {
        test(field(unit, of)).setValue(text);
    }

    private TextField field(String unit, String of) {
        return labelled(TextField.class, "Remaining usage threshold for " + of, unit);
    }

    @SuppressWarnings("unchecked")
    private Select<AlertEntry.ThresholdTypes> select(String of) {
        return labelled(Select.class, "Threshold type for " + of);
    }

    private void toggle(String of) {
        new SwitchTester(labelled(ToggleSwitch.class, "Alert for " + of)).flip();
    }

    private <T extends Component & HasAriaLabel> T labelled(Class<T> type, String... parts) {
        return $(type).all().stream()
                .filter(one -> Arrays.stream(parts).allMatch(one.getAriaLabel().orElse("")::contains))
                .findFirst()
                .orElseThrow();
    }

    private AlertTargetRow row(String title) {
        return $(AlertTargetRow.class).all().stream()
                .filter(row -> text(row).contains(title))
                .findFirst()
                .orElseThrow();
    }

    private UsageAlert saved() {
        return access.runAs(Caller.SYSTEM, () -> alerts.get(account));
    }

    private String noticeText() {
        return text($(Notice.class).all().getFirst());
    }

    private static AlertSetting on(Threshold... thresholds) {
        return new AlertSetting(true, List.of(thresholds));
    }

    private static String text(Component component) {
        return texts(component).collect(Collectors.joining("|")).replace('\u00a0', ' ');
    }

    private static Stream<String> texts(Component component) {
        return component.getElement().getChildren().flatMap(UsageAlertDialogTest::texts);
    }

    private static Stream<String> texts(Element element) {
        return element.isTextNode()
                ? Stream.of(element.getText())
                : element.getChildren().flatMap(UsageAlertDialogTest::texts);
    }

    private static final class SwitchTester extends ComponentTester<ToggleSwitch> {

        SwitchTester(ToggleSwitch component) {
            super(component);
        }

        void flip() {
            ensureComponentIsUsable();
            setValueAsUser(!getComponent().getValue());
        }
    }
}
