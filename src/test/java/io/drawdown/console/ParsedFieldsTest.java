package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import io.drawdown.account.model.Role;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.ParsedField;
import io.drawdown.console.components.list.DayRange;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every field of the console for a number, a day or a time: what is entered stays, and is read as what it says or not at all, with
 * a message and nothing saved. The fields are found by the bytecode that makes them and by a walk through each page and dialog.
 */
class ParsedFieldsTest extends ConsoleTest {

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.drawdown.console");

    private static final Map<String, Integer> MAKERS = makers();

    /** Components that drop or reinterpret what is entered. */
    private static final Set<Class<?>> LOSSY = Set.of(
            BigDecimalField.class,
            IntegerField.class,
            NumberField.class,
            DatePicker.class,
            TimePicker.class,
            DateTimePicker.class);

    /** Where a text becomes a number or a time: the formats of fields, addresses, and what the program has written itself. */
    private static final Set<String> READERS = Set.of(
            "components.field.NumberParser",
            "components.field.DayFormat",
            "components.field.TimeFormat",
            "customer.alerts.ThresholdText",
            "components.address.ParameterFormat",
            "components.list.ColumnFit",
            "customer.estimate.JobPlanParameters",
            "customer.estimate.EstimateForm",
            "admin.integrity.IntegrityView",
            "admin.rejected.RejectedEventView",
            "admin.audit.AuditValues",
            "signin.SignInFailure");

    /** What people type or paste. */
    static final List<Entered> TABLE = List.of(
            Entered.number("7", "7").whole(),
            Entered.number(" 7.5 ", "7.5"),
            Entered.number("007", "7").whole(),
            Entered.number("0", "0").whole(),
            Entered.number("-5", "-5").whole(),
            Entered.number("1.5", "1.5"),
            Entered.number("1.200", "1.200"),
            Entered.number("5,000.00", "5000.00"),
            Entered.number("12\n", "12").whole(),
            Entered.number("\u00a08\u2009", "8").whole(),
            Entered.nothing("1,20"),
            Entered.nothing("5000,50"),
            Entered.nothing("1,200"),
            Entered.nothing("2.000,50"),
            Entered.nothing("12,5"),
            Entered.nothing("1 200"),
            Entered.nothing("1\u00a0200.50"),
            Entered.nothing("1\u2009200"),
            Entered.nothing("1e3"),
            Entered.nothing("$5"),
            Entered.nothing("5000 EUR"),
            Entered.nothing("+5"),
            Entered.nothing("0x10"),
            Entered.nothing("½"),
            Entered.nothing("５０"),
            Entered.nothing("٥٠"),
            Entered.nothing("5\u200b0"),
            Entered.nothing("5\n0"),
            Entered.nothing("NaN"),
            Entered.nothing("Infinity"),
            Entered.nothing("1234567890123456789012345678901234567890"),
            Entered.nothing(" "),
            Entered.nothing("\u00a0"),
            Entered.nothing("many"),
            Entered.day("2027-01-31"),
            Entered.nothing("31.12.2026"),
            Entered.nothing("12/11/2026"),
            Entered.nothing("2026-13-01"),
            Entered.nothing("2026-02-30"),
            Entered.nothing("26-11-30"),
            Entered.nothing("2026-1-5"),
            Entered.nothing("tomorrow"),
            Entered.time("2026-11-25 14:20"),
            Entered.nothing("2026-11-25 25:00"),
            Entered.nothing("2026-11-25 9am"),
            Entered.nothing("25.11.2026 14:20"),
            Entered.nothing("14:20"),
            Entered.nothing("9am"),
            Entered.nothing("1" + " ".repeat(300) + "x"),
            Entered.nothing("7" + " ".repeat(60_000)));

    /** No units of anything, which a field that looks for its present value might overlook. */
    private static final List<String> UNKNOWN_UNITS = List.of(" x", " minutes", " %%", "kg");

    /** What a text says as each type of value; null where it says none. */
    record Entered(
            String text,
            @Nullable BigDecimal number,
            boolean isWhole,
            @Nullable LocalDate day,
            @Nullable LocalDateTime time) {

        static Entered number(String text, String number) {
            return new Entered(text, new BigDecimal(number), false, null, null);
        }

        static Entered day(String text) {
            return new Entered(text, null, false, LocalDate.parse(text), null);
        }

        static Entered time(String text) {
            return new Entered(text, null, false, null, LocalDateTime.parse(text.replace(' ', 'T')));
        }

        static Entered nothing(String text) {
            return new Entered(text, null, false, null, null);
        }

        Entered whole() {
            return new Entered(text, number, true, day, time);
        }

        boolean saysNothing() {
            return number == null && day == null && time == null;
        }

        /** Whether a value that was read is what the text says. */
        boolean says(Object value) {
            return switch (value) {
                case BigDecimal read -> number != null && read.compareTo(number) == 0;
                case Integer read -> isWhole && read == number.intValueExact();
                case LocalDate read -> read.equals(day);
                case LocalDateTime read -> read.equals(time);
                case List<?> thresholds -> thresholds.size() == 1 && says((Threshold) thresholds.getFirst());
                default -> false;
            };
        }

        private boolean says(Threshold threshold) {
            var unit = threshold.type() == Threshold.Type.REMAINING ? 3600 : 1;
            return number != null
                    && number.multiply(BigDecimal.valueOf(unit)).compareTo(BigDecimal.valueOf(threshold.value())) == 0;
        }
    }

    /** The pages and dialogs with such fields, and the classes that make them. */
    enum Place {
        OFFER("Add", "admin.catalog.offers.OfferDialog"),
        SPECIFICATION("Add", "admin.catalog.specifications.SpecificationDialog"),
        PRICE("Set the price", "admin.catalog.prices.PriceDialog", "admin.catalog.prices.PriceStartField"),
        ACCOUNT("Open account", "admin.accounts.AccountDialog"),
        GIFT("Give package", "admin.accounts.GiftDialog"),
        ORDER("Buy", "customer.buy.OrderForm", "customer.buy.EffectiveField"),
        KEY("Create key", "admin.keys.ExpiryField"),
        SILENT_RUN("Stop the job", "admin.runs.StopRunDialog"),
        USAGE_ALERT("OK", "customer.alerts.AlertEntryFields"),
        ALERT_DEFAULTS("Save", "customer.alerts.AlertEntryFields"),
        ESTIMATE(null, "customer.estimate.EstimateForm"),
        USAGE(null, "customer.usage.JobFilters"),
        AUDIT(null, "admin.audit.AuditView"),
        REJECTED_EVENTS(null, "admin.rejected.RejectedEventsView");

        /** What the button says that saves; null where changing a field is enough to have an effect. */
        final @Nullable String action;

        private final Set<String> makers;

        /** How many fields the place has at least. */
        int fields() {
            return makers.stream().mapToInt(MAKERS::get).sum();
        }

        Place(@Nullable String action, String... makers) {
            this.action = action;
            this.makers = Set.of(makers);
        }
    }

    @Autowired
    private World world;

    @Autowired
    private Offers offers;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private TestClock clock;

    private String admin;
    private String account;
    private String region;
    private String specification;
    private String offer;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        admin = World.code("sam");
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, specification, 10);
        signInAs(admin, Role.ADMIN);
    }

    @Test
    void usesParsedFieldsForAllNumbersAndTimes() {
        assertThat(CONSOLE).allSatisfy(one -> {
            assertThat(one.getDirectDependenciesFromSelf())
                    .noneMatch(dependency -> LOSSY.stream()
                            .anyMatch(lossy -> dependency.getTargetClass().isAssignableTo(lossy)));
            assertThat(one.getMethodCallsFromSelf())
                    .noneMatch(call -> Set.of("setAllowedCharPattern", "setMaxLength", "setPattern")
                            .contains(call.getTarget().getName()));
        });
        assertThat(callersOf(Input.class)).containsExactly("components.field.CalendarButton");
    }

    @Test
    void readsNumbersAndTimesOnlyInFormats() {
        var readers = CONSOLE.stream()
                .filter(ParsedFieldsTest::readsNumbersOrTimes)
                .map(ParsedFieldsTest::name)
                .collect(Collectors.toSet());
        assertThat(READERS).containsAll(readers);
    }

    @Test
    void coversEveryParsedField() {
        var places = Arrays.stream(Place.values())
                .flatMap(place -> place.makers.stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAKERS.keySet()).isEqualTo(places);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void keepsEnteredTextAndReadsItExactlyOrNotAtAll(Place place) {
        show(place);
        roundTrip();
        var fields = fields().toList();
        assertThat(fields)
                .as("fields of %s", place)
                .hasSizeGreaterThanOrEqualTo(place.fields())
                .allSatisfy(field -> assertThat(isShown(field))
                        .as("%s is shown", name(field))
                        .isTrue());
        var valid = fields.stream().map(ParsedField::getValue).toList();
        for (var index = 0; index < valid.size(); index++) {
            for (var entered : TABLE) {
                enter(place, index, entered);
            }
            for (var unit : UNKNOWN_UNITS) {
                enter(place, index, Entered.nothing(number(valid.get(index)) + unit));
            }
            test(field(index)).setValue("");
            assertThat(field(index).isRefused())
                    .as("%s refuses an empty text", name(field(index)))
                    .isFalse();
            test(field(index)).setValue(valid.get(index));
            assertThat(field(index).isInvalid())
                    .as("%s is invalid once it is mended", name(field(index)))
                    .isFalse();
        }
        if (place.action != null && place != Place.ALERT_DEFAULTS) {
            var before = saved();
            test(field(0)).setValue(valid.getFirst().isEmpty() ? "7" : valid.getFirst());
            act(place);
            if ($(ConfirmationDialog.class).exists()) {
                test($(Button.class, $(ConfirmationDialog.class).single()).all().getLast())
                        .click();
            }
            assertThat(saved()).as("what is saved once all fields can be read").isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage?account={account}&", "audit?", "usage-not-billed?"})
    void showsUnreadableParametersOfAddress(String address) {
        world.run(account, region, specification, "train", TestClock.START.minusSeconds(3600), TestClock.START);
        world.reject(account, "mislaid");

        visit(address.replace("{account}", account) + "from=31.12.2026");

        var from = fields().findFirst().orElseThrow();
        assertThat(from.getValue()).isEqualTo("31.12.2026");
        assertThat(from.isInvalid()).isTrue();
        assertThat(((Component) getCurrentView()).getElement().getTextRecursively())
                .contains("Not filtered yet: correct what is marked");
    }

    private void enter(Place place, int index, Entered entered) {
        var field = field(index);
        var what = "‘%s’ in %s of %s".formatted(entered.text(), name(field), place);
        var before = saved();
        var address = address();
        test(field).setValue(entered.text());
        assertThat(field.getValue()).as(what).isEqualTo(entered.text());
        var read = field.read();
        if (read != null) {
            assertThat(entered.says(read)).as("%s is read as %s", what, read).isTrue();
            return;
        }
        assertThat(field.isInvalid()).as(what).isTrue();
        assertThat(field.getElement().getProperty("errorMessage")).as(what).isNotBlank();
        act(place);
        assertThat($(ConfirmationDialog.class).exists()).as(what).isFalse();
        assertThat(saved()).as(what).isEqualTo(before);
        assertThat(address()).as(what).isEqualTo(address);
        assertThat(field(index).getValue()).as(what).isEqualTo(entered.text());
        assertThat(field(index).isInvalid() && isShown(field(index))).as(what).isTrue();
    }

    private void act(Place place) {
        if (place.action != null) {
            test($(Button.class).all().stream()
                            .filter(one -> one.getText().startsWith(place.action))
                            .reduce((first, last) -> last)
                            .orElseThrow())
                    .click();
        }
    }

    private void show(Place place) {
        switch (place) {
            case OFFER -> {
                visit("offers");
                click("Add an offer …");
                set(TextField.class, "Code", World.code("offer"));
                set(TextField.class, "Name", "New");
                set(ComboBox.class, "Region", region);
                set(ComboBox.class, "Specification", specification);
                set(ComboBox.class, "Currency", Currency.getInstance("CNY"));
                set(CheckboxGroup.class, "Covers", Set.of(Activity.TRAINING));
                set(TextField.class, "Node-hours", "100");
                set(TextField.class, "Months of validity", "12");
                set(TextField.class, "Price", "1800");
            }
            case SPECIFICATION -> {
                visit("specifications");
                click("Add a specification …");
                set(TextField.class, "Code", World.code("gpu"));
                set(TextField.class, "Name", "New");
                set(RadioButtonGroup.class, "Kind", NodeKind.GPU);
            }
            case PRICE -> {
                visit("list-prices");
                click("New price …");
                set(ComboBox.class, "Region", region);
                set(ComboBox.class, "Specification", specification);
                RadioButtonGroup<?> from = labelled(RadioButtonGroup.class, "From");
                choose(from, 1);
                set(TextField.class, "Price of a node-hour", "22.50");
                fields().toList().getLast().setValue("2026-11-30 00:00");
            }
            case ACCOUNT -> {
                visit("accounts");
                click("New account …");
                set(TextField.class, "Code", World.accountCode());
                set(TextField.class, "Name", "New");
                set(ComboBox.class, "Currency", Currency.getInstance("CNY"));
                set(ComboBox.class, "Time zone", ZoneId.of("Asia/Shanghai"));
            }
            case GIFT -> {
                visit("accounts/" + account);
                click("Give a package …");
                set(
                        ComboBox.class,
                        "Offer",
                        world.asSystem(() -> offers.find(offer).orElseThrow()));
            }
            case ORDER -> {
                visit("buy?account=" + account + "&region=" + region + "&specification=" + specification + "&offer="
                        + offer);
                choose(labelled(RadioButtonGroup.class, "Effective"), 1);
                fields().toList().getLast().setValue("2026-11-30 00:00");
                $(Checkbox.class).all().forEach(box -> box.setValue(true));
            }
            case KEY -> {
                visit("api-keys?account=" + account);
                click("New key …");
                set(TextField.class, "Name", "key");
                var lifetime = (Select<?>) labelled(Select.class, "Expires after");
                choose(lifetime, 3);
                fields().toList().getLast().setValue("2026-11-30");
            }
            case SILENT_RUN -> {
                world.buy(account, offer, 1, null);
                world.start(account, region, specification, "train", 1, TestClock.START);
                clock.advance(Duration.ofDays(9));
                visit("jobs-without-stop?account=" + account);
                test((Button) test($(Grid.class).single()).getCellComponent(0, 8))
                        .click();
            }
            case USAGE_ALERT -> {
                world.buy(account, offer, 1, null);
                visit("packages?account=" + account);
                click("Usage Alert");
                both();
            }
            case ALERT_DEFAULTS -> {
                visit("alert-defaults");
                both();
            }
            case ESTIMATE ->
                visit("estimate?account=" + account + "&region=" + region + "&specification=" + specification
                        + "&nodes=1&hours=5");
            case USAGE -> {
                world.run(account, region, specification, "train", TestClock.START.minusSeconds(3600), TestClock.START);
                visit("usage?account=" + account);
            }
            case AUDIT -> visit("audit");
            case REJECTED_EVENTS -> {
                world.reject(account, "mislaid");
                visit("usage-not-billed");
            }
        }
    }

    /** Fills in both types of thresholds in all rows. */
    private void both() {
        $(Select.class).all().stream()
                .filter(one -> one.getAriaLabel().orElse("").toString().startsWith("Threshold type"))
                .forEach(one -> choose(one, 2));
        fields().filter(TextField::isEmpty).forEach(field -> test(field).setValue("5.00 h"));
    }

    private void visit(String address) {
        open(address, Component.class);
    }

    private void click(String text) {
        test($(Button.class).all().stream()
                        .filter(one -> one.getText().equals(text))
                        .findFirst()
                        .orElseThrow())
                .click();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private <F extends AbstractField> void set(Class<F> type, String label, Object value) {
        labelled(type, label).setValue(value);
    }

    private <F extends Component> F labelled(Class<F> type, String label) {
        return $(type).all().stream()
                .filter(one -> label.equals(((HasLabel) one).getLabel()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void choose(RadioButtonGroup group, int index) {
        group.setValue(group.getListDataView().getItem(index));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void choose(Select select, int index) {
        test(select)
                .selectItem(select.getItemLabelGenerator()
                        .apply(select.getListDataView().getItem(index)));
    }

    /** What the admin has changed so far. */
    private long saved() {
        return world.asSystem(() ->
                trail.list(new AuditFilter(null, admin, null, null, null, null)).count());
    }

    /** A field by its place, since what was refused may be shown by another one. */
    private static ParsedField<?> field(int index) {
        return fields().toList().get(index);
    }

    private static Stream<ParsedField<?>> fields() {
        return fieldsIn(UI.getCurrent());
    }

    static Stream<ParsedField<?>> fieldsIn(Component component) {
        return inside(component).filter(ParsedField.class::isInstance).map(one -> (ParsedField<?>) one);
    }

    /** The number that a text begins with, or another one. */
    static String number(String text) {
        var number = text.replaceFirst("[^0-9.].*", "");
        return number.isEmpty() ? "7" : number;
    }

    private static Stream<Component> inside(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(ParsedFieldsTest::inside));
    }

    static boolean isShown(Component component) {
        return component.isVisible()
                && component.getParent().map(ParsedFieldsTest::isShown).orElse(true);
    }

    static String name(ParsedField<?> field) {
        return field.getLabel() == null || field.getLabel().isEmpty()
                ? field.getAriaLabel().orElse("a field without a name")
                : field.getLabel();
    }

    /** The classes that make such fields, and in how many places of their code; the fields' own classes aside. */
    private static Map<String, Integer> makers() {
        var makers = new TreeMap<String, Integer>();
        for (var one : CONSOLE) {
            if (!isComponent(one)) {
                var made = Stream.concat(
                                one.getConstructorCallsFromSelf().stream(), one.getMethodCallsFromSelf().stream())
                        .mapToInt(call -> countFieldsMade(one, call))
                        .sum();
                if (made > 0) {
                    makers.merge(name(one), made, Integer::sum);
                }
            }
        }
        return makers;
    }

    private static int countFieldsMade(JavaClass caller, JavaAccess<?> call) {
        var owner = call.getTargetOwner();
        if (call.getTarget().getName().equals("<init>")) {
            return owner.isAssignableTo(ParsedField.class) && !caller.isAssignableTo(ParsedField.class) ? 1 : 0;
        }
        return call.getTarget() instanceof AccessTarget.MethodCallTarget method
                        && method.resolveMember()
                                .filter(member -> isComponent(member.getOwner()))
                                .isPresent()
                ? countFields(method.getRawReturnType())
                : 0;
    }

    private static int countFields(JavaClass made) {
        return made.isAssignableTo(DayRange.class) ? 2 : made.isAssignableTo(ParsedField.class) ? 1 : 0;
    }

    private static boolean isComponent(JavaClass type) {
        return (type.getPackageName() + ".").contains(".console.components.");
    }

    private static boolean readsNumbersOrTimes(JavaClass one) {
        return Stream.of(
                        one.getConstructorCallsFromSelf(),
                        one.getMethodCallsFromSelf(),
                        one.getMethodReferencesFromSelf(),
                        one.getConstructorReferencesFromSelf())
                .flatMap(Set::stream)
                .anyMatch(ParsedFieldsTest::readsNumberOrTime);
    }

    private static boolean readsNumberOrTime(JavaAccess<?> access) {
        var target = (AccessTarget.CodeUnitAccessTarget) access.getTarget();
        var takesText = target.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(String.class) || type.isEquivalentTo(CharSequence.class));
        var owner = target.getOwner();
        return takesText
                && switch (target.getName()) {
                    case "<init>" -> owner.isAssignableTo(Number.class);
                    case "parse" ->
                        owner.getPackageName().startsWith("java.time")
                                || owner.getPackageName().startsWith("java.text");
                    case "valueOf", "decode", "parseInt", "parseLong", "parseDouble", "parseFloat", "parseShort" ->
                        owner.isAssignableTo(Number.class);
                    default -> false;
                };
    }

    private static Set<String> callersOf(Class<?> type) {
        return CONSOLE.stream()
                .filter(one -> one.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(type)))
                .map(ParsedFieldsTest::name)
                .collect(Collectors.toSet());
    }

    private static String name(JavaClass one) {
        return one.getName().replaceFirst("^io\\.drawdown\\.console\\.", "").replaceFirst("\\$.*", "");
    }
}
