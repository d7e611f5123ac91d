package io.drawdown.console.customer.buy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.dom.Element;
import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.field.TimeField;
import io.drawdown.purchase.OffersForSale;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.Order;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

class BuyViewTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private Access access;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Regions regions;

    @Autowired
    private Specifications specifications;

    @Autowired
    private ListPrices listPrices;

    @Autowired
    private Offers offers;

    @Autowired
    private Orders orders;

    @Autowired
    private OffersForSale offersForSale;

    @Autowired
    private UsageHistory history;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;
    private String offer;

    @BeforeEach
    void openShop() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        offer = world.monthlyOffer("V100 100 h", region, specification, 100);
        signInAsCustomerOf(account);
    }

    @Test
    void buysPackage() {
        world.run(account, region, specification, "job", NOW.minus(Duration.ofHours(30)), NOW);
        openBuying("&offer=" + offer + "&quantity=3");

        assertThat(text(find(OrderSummary.class).single()))
                .contains(
                        "V100 100 h × 3",
                        region,
                        "3 × 100 = 300 h",
                        "now",
                        "22 Dec 2026, 23:59 Asia/Shanghai",
                        "¥ 6,360.00",
                        "At your pace of 1.00 h a day",
                        "longer than it is valid",
                        "Price|¥ 5,400.00")
                .doesNotContain("Acme Vision Ltd");
        acknowledge();
        buyButton().click();
        assertThat(text(find(BuyConfirmation.class).single()))
                .contains("Buy V100 100 h × 3 for ¥ 5,400.00?", "can’t be undone", region);
        confirm();

        var order = onlyOrder();
        assertThat(order.price()).isEqualTo(Money.of("5400.00", "CNY"));
        assertThat(order.quantity()).isEqualTo(3);
        assertThat(order.resourcePackage().effectiveAt()).isEqualTo(NOW);
        assertThat(text(find(OrderReceipt.class).single()))
                .contains(
                        "Order |" + order.number(),
                        "is in effect",
                        "300.00 h",
                        "22 Dec 2026, 23:59 Asia/Shanghai",
                        "¥ 5,400.00");
        assertThat(find(LinkButton.class).single().getHref())
                .isEqualTo("packages/" + order.resourcePackage().id());
    }

    @Test
    void buysAnotherPackageAfterwards() {
        openBuying("&offer=" + offer + "&quantity=3");
        acknowledge();
        buyButton().click();
        confirm();

        button("Buy another").click();

        assertThat(find(RegionField.class).single().getValue().code()).isEqualTo(region);
        assertThat(find(QuantityField.class).single().getValue()).isEqualTo("1");
        assertThat(find(AcknowledgementCheckbox.class).all()).noneMatch(AcknowledgementCheckbox::getValue);
        choose(offer);
        acknowledge();
        buyButton().click();
        confirm();
        assertThat(orders()).extracting(Order::quantity).containsExactly(1, 3);
    }

    @Test
    void keepsSelectionInAddress() {
        openBuying("");

        choose(offer);
        test(find(QuantityField.class).single()).setValue("7");

        assertThat(shownAddress())
                .contains("region=" + region, "specification=" + specification, "offer=" + offer, "quantity=7");
        openBuying("&offer=" + offer + "&quantity=7");
        assertThat(text(find(OrderSummary.class).single())).contains("7 × 100 = 700 h");
    }

    @Test
    void showsSavingAgainstPayPerUse() {
        var dear = world.monthlyOffer("V100 10 h", region, specification, 10);
        change(
                dear,
                one -> new Offer(
                        one.code(),
                        one.name(),
                        one.region(),
                        one.specification(),
                        one.activities(),
                        one.nodeHours(),
                        1,
                        Money.of("233.20", "CNY"),
                        true));
        openBuying("");

        assertThat(rows())
                .containsExactly(
                        "V100 10 h|All activities|10| h|1 month|¥ 233.20|¥ 23.32| / h|costs 10 % more",
                        "V100 100 h|All activities|100| h|1 month|¥ 1,800.00|¥ 18.00| / h|saves |15 %");
    }

    @Test
    void describesSpecificationsByKind() {
        var cpu = asAdmin(() -> specifications
                .put(new Specification(region + "-cpu", "8 vCPU", NodeKind.CPU, 8, 32, null, null))
                .code());
        var cpuOffer = world.monthlyOffer("8 vCPU 50 h", region, cpu, 50);
        openBuying("");
        RadioButtonGroup<NodeKind> kinds = kinds();
        assertThat(kinds.getListDataView().getItems()).containsExactly(NodeKind.GPU, NodeKind.CPU);
        assertThat(text(cards(SpecificationField.class)))
                .contains("8 vCPU · 64 GiB · 1 × V100", "list price ¥ 21.20 / h");

        kinds.setValue(NodeKind.CPU);

        assertThat(text(cards(SpecificationField.class))).contains("8 vCPU · 32 GiB", "no list price");
        assertThat(rows())
                .containsExactly("8 vCPU 50 h|All activities|50| h|1 month|¥ 900.00|¥ 18.00| / h|no list price");
        choose(cpuOffer);
        assertThat(text(find(OrderSummary.class).single())).doesNotContain("At list price");
        assertThat(shownAddress()).contains("specification=" + cpu);
    }

    @Test
    void explainsWhyRegionCannotBeChosen() {
        var closed = closedRegion();
        open("buy?region=" + closed, BuyView.class);

        var regions = find(RegionField.class).single();
        assertThat(regions.getErrorMessage())
                .isEqualTo("Packages are not sold in " + closed + ". Choose another region.");
        assertThat(regions.getItemEnabledProvider()
                        .test(this.regions.find(closed).orElseThrow()))
                .isFalse();
        assertThat(text(regions)).contains(closed, "packages are not sold here");
        assertThat(find(OfferRadio.class).exists()).isFalse();

        acknowledge();
        buyButton().click();
        assertThat(regions.getErrorMessage()).isEqualTo("Choose a region that sells packages.");

        regions.setValue(this.regions.find(region).orElseThrow());
        assertThat(regions.isInvalid()).isFalse();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void reportsUnknownRegion() {
        open("buy?region=atlantis", BuyView.class);

        assertThat(find(RegionField.class).single().getErrorMessage())
                .isEqualTo("There is no region 'atlantis'. Choose another.");
    }

    @Test
    void showsRecentUsageOfRegion() {
        world.run(
                account,
                region,
                specification,
                "job",
                NOW.minus(Duration.ofHours(2)),
                NOW.minus(Duration.ofMinutes(30)));
        world.run(
                account, region, specification, "old", NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(31)));
        open("buy", BuyView.class);

        assertThat(text(find(RegionField.class).single())).contains("you ran 1.50 h here in 30 days");
        assertThat(find(RegionField.class).single().getValue().code())
                .as("the region in which it ran")
                .isEqualTo(region);
        assertThat(find(SpecificationField.class).single().value().code()).isEqualTo(specification);
    }

    @Test
    void reportsThatNothingIsOnSale() {
        change(
                offer,
                one -> new Offer(
                        one.code(),
                        one.name(),
                        one.region(),
                        one.specification(),
                        one.activities(),
                        one.nodeHours(),
                        one.months(),
                        one.price(),
                        false));
        openBuying("");

        assertThat(notices())
                .containsExactly("No packages for " + region + " are on sale in CNY. Choose another region.");
        assertThat(find(OfferRadio.class).exists()).isFalse();
    }

    @Test
    void reportsSpecificationNotOnSale() {
        var unsold = world.specification("P100", region);
        open("buy?region=" + region + "&specification=" + unsold, BuyView.class);

        assertThat(notices())
                .anyMatch(notice -> notice.equals(
                        "No packages for P100 are on sale in " + region + ". Choose another region or specification."));
        assertThat(find(SpecificationField.class).single().value().code()).isEqualTo(specification);
    }

    @Test
    void reportsOfferNotOnSale() {
        openBuying("&offer=gone");

        assertThat(text(find(OfferField.class).single()))
                .contains("The package in this link is no longer on sale. Choose another.");
    }

    @Test
    void showsOnlyOffersInAccountCurrency() {
        account = accountWith("USD", null);
        signInAsCustomerOf(account);
        openBuying("");
        assertThat(notices())
                .containsExactly("No packages for " + region + " are on sale in USD. Choose another region.");

        var inDollars = world.monthlyOffer("V100 100 h", region, specification, 100);
        change(
                inDollars,
                one -> new Offer(
                        one.code(),
                        one.name(),
                        one.region(),
                        one.specification(),
                        one.activities(),
                        one.nodeHours(),
                        one.months(),
                        Money.of("250.00", "USD"),
                        true));
        openBuying("&offer=" + inDollars);

        assertThat(rows())
                .containsExactly("V100 100 h|All activities|100| h|1 month|$ 250.00|$ 2.50| / h|no list price");
        assertThat(text(find(OrderSummary.class).single())).contains("Price|$ 250.00");
    }

    @Test
    void warnsWhenAccountNeverRanSpecificationInRegion() {
        var elsewhere = world.region("Europe/Berlin");
        asAdmin(() -> listPrices.put(new ListPrice(
                elsewhere, specification, Pool.PUBLIC, Money.of("21.20", "CNY"), ListPrice.EARLIEST_FROM)));
        openBuying("");
        assertThat(notices())
                .containsExactly("Acme Vision Ltd has never run V100 in " + region + ". A package for " + region
                        + " works only there.");

        world.run(
                account,
                elsewhere,
                specification,
                "job",
                NOW.minus(Duration.ofDays(90)),
                NOW.minus(Duration.ofDays(89)));
        openBuying("");
        assertThat(notices())
                .containsExactly("Acme Vision Ltd has never run V100 in " + region + ", only in " + elsewhere
                        + ". A package for " + region + " works only there.");

        world.run(
                account, region, specification, "job", NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(89)));
        openBuying("");
        assertThat(notices()).isEmpty();
    }

    @Test
    void showsMissingFields() {
        openBuying("");

        buyButton().click();

        assertThat(text(find(OfferField.class).single())).contains("Choose a package.");
        assertThat(find(AcknowledgementCheckbox.class).all())
                .extracting(AcknowledgementCheckbox::getErrorMessage)
                .containsExactly("Please confirm to continue.", "Please confirm to continue.");
        assertThat(find(BuyConfirmation.class).exists()).isFalse();
        assertThat(buyButton().isEnabled()).isTrue();

        choose(offer);
        assertThat(text(find(OfferField.class).single())).doesNotContain("Choose a package.");
        find(AcknowledgementCheckbox.class).all().getFirst().setValue(true);
        buyButton().click();
        assertThat(find(AcknowledgementCheckbox.class).all())
                .extracting(AcknowledgementCheckbox::isInvalid)
                .containsExactly(false, true);
        assertThat(find(BuyConfirmation.class).exists()).isFalse();
        assertThat(orders()).isEmpty();
    }

    @Test
    void requiresNewAcknowledgementForAnotherRegion() {
        var other = world.region("Europe/Berlin");
        world.monthlyOffer("V100 50 h", other, specification, 50);
        openBuying("&offer=" + offer);
        acknowledge();

        find(RegionField.class).single().setValue(this.regions.find(other).orElseThrow());

        assertThat(find(AcknowledgementCheckbox.class).all())
                .extracting(AcknowledgementCheckbox::getValue)
                .containsExactly(true, false);
        assertThat(text(find(OrderSummary.class).single())).contains("I know that the package works in |" + other);
        assertThat(find(SpecificationField.class).single().value().code()).isEqualTo(specification);
        assertThat(rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1000, Integer.MAX_VALUE})
    void rejectsQuantityOutOfRange(int quantity) {
        openBuying("&offer=" + offer);
        acknowledge();

        find(QuantityField.class).single().setValue(Integer.toString(quantity));
        buyButton().click();

        assertThat(find(QuantityField.class).single().isInvalid()).isTrue();
        assertThat(find(QuantityField.class).single().getErrorMessage())
                .isEqualTo("Enter a whole number from 1 to 999.");
        assertThat(text(find(OrderSummary.class).single())).contains("Enter a quantity");
        assertThat(find(BuyConfirmation.class).exists()).isFalse();

        test(find(QuantityField.class).single()).setValue("999");
        buyButton().click();
        confirm();
        assertThat(onlyOrder().quantity()).isEqualTo(999);
    }

    @Test
    void rejectsMissingQuantity() {
        openBuying("&offer=" + offer);
        acknowledge();

        find(QuantityField.class).single().setValue("");
        buyButton().click();

        assertThat(find(QuantityField.class).single().getErrorMessage())
                .isEqualTo("Enter a whole number from 1 to 999.");
        assertThat(find(BuyConfirmation.class).exists()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5000, Enter a whole number from 1 to 999.",
        "1.5, 'Write a whole number without a point, such as 15.'",
        "many, 'Write a whole number in digits, such as 15.'"
    })
    void rejectsInvalidQuantityInAddress(String quantity, String message) {
        openBuying("&offer=" + offer + "&quantity=" + quantity);

        assertThat(find(QuantityField.class).single().getValue()).isEqualTo(quantity);
        assertThat(find(QuantityField.class).single().getErrorMessage()).isEqualTo(message);
    }

    @Test
    void replacesTimeErrorWhenTimeChanges() {
        openBuying("&offer=" + offer);
        startChoice().setValue(startChoice().getListDataView().getItem(1));
        buyButton().click();
        var time = find(TimeField.class).single();

        time.setValue("2026-11-01 10:00");
        assertThat(time.getErrorMessage()).isEqualTo("This time is in the past. Choose a later one, or ‘Now’.");

        time.setValue("2026-12-01");
        assertThat(time.getErrorMessage()).isEqualTo("Write the time, too, such as 2026-11-30 14:20.");

        time.setValue("2026-12-01 10:00");
        assertThat(time.isInvalid()).isFalse();
    }

    @Test
    void buysPackageEffectiveLater() {
        openBuying("&offer=" + offer);
        acknowledge();
        chooseTime("2026-12-01T08:00");

        assertThat(text(find(OrderSummary.class).single()))
                .contains("1 Dec 2026, 08:00", "1 Jan 2027, 23:59 Asia/Shanghai");
        assertThat(find(TimeField.class).single().getHelperText()).isEqualTo("Day and time in Asia/Shanghai");
        buyButton().click();
        confirm();

        assertThat(onlyOrder().resourcePackage().effectiveAt()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(text(find(OrderReceipt.class).single())).contains("becomes effective at the chosen time");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T17:59, 'This time is in the past. Choose a later one, or ‘Now’.'",
        "2027-11-22T18:01, A package can be bought at most 365 days ahead. Choose an earlier time."
    })
    void rejectsTimeOutOfRange(String time, String message) {
        openBuying("&offer=" + offer);
        acknowledge();
        chooseTime(time);

        buyButton().click();

        assertThat(find(TimeField.class).single().isInvalid()).isTrue();
        assertThat(find(TimeField.class).single().getErrorMessage()).isEqualTo(message);
        assertThat(find(TimeField.class).single().getValue()).isEqualTo(time);
        assertThat(text(find(OrderSummary.class).single())).contains("choose a time", "Price|¥ 1,800.00");
        assertThat(find(BuyConfirmation.class).exists()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T18:00", "2027-11-22T18:00"})
    void acceptsTimesAtLimits(String time) {
        openBuying("&offer=" + offer);
        acknowledge();
        chooseTime(time);

        buyButton().click();
        confirm();

        assertThat(onlyOrder().resourcePackage().effectiveAt())
                .isEqualTo(LocalDateTime.parse(time)
                        .atZone(ZoneId.of("Asia/Shanghai"))
                        .toInstant());
    }

    @Test
    void requiresChosenTime() {
        openBuying("&offer=" + offer);
        acknowledge();
        startChoice().setValue(startChoice().getListDataView().getItem(1));

        buyButton().click();

        assertThat(find(TimeField.class).single().getErrorMessage())
                .isEqualTo("Write a day and a time, such as 2026-11-30 14:20.");
        assertThat(find(BuyConfirmation.class).exists()).isFalse();
    }

    @Test
    void rejectsTimeThatHasPassed() {
        openBuying("&offer=" + offer);
        acknowledge();
        chooseTime("2026-11-22T18:30");
        buyButton().click();

        clock.advance(Duration.ofHours(1));
        confirm();

        assertThat(find(TimeField.class).single().getErrorMessage())
                .startsWith("The effective time must not lie in the past.");
        assertThat(orders()).isEmpty();

        buyButton().click();
        assertThat(find(TimeField.class).single().getErrorMessage())
                .isEqualTo("This time is in the past. Choose a later one, or ‘Now’.");

        startChoice().setValue(startChoice().getListDataView().getItem(0));
        buyButton().click();
        confirm();
        assertThat(orders()).hasSize(1);
    }

    @Test
    void buysOnceOnRepeatedClicks() {
        openBuying("&offer=" + offer);
        acknowledge();
        assertThat(buyButton().isDisableOnClick()).isTrue();
        buyButton().click();
        var confirm = confirmButton();
        assertThat(confirm.isDisableOnClick()).isTrue();

        confirm.click();
        confirm.click();

        assertThat(orders()).hasSize(1);
        assertThat(text(find(OrderReceipt.class).single())).contains(onlyOrder().number());
    }

    @Test
    void buysOnceOnRetryAfterLostAnswer() {
        var placed = new ArrayList<Order>();
        var answers = new AtomicBoolean();
        var unlucky = mock(Orders.class, call -> {
            var answer = delegatesTo(orders).answer(call);
            if (call.getMethod().getName().equals("place") && !answers.getAndSet(true)) {
                throw new IllegalStateException("The connection broke after the commit");
            }
            return answer;
        });
        var buyer = new Buyer(access.requireRead(account), true, false);
        var view = open("buy", BuyView.class);
        view.removeAll();
        view.add(new OrderForm(
                new BuyServices(regions, specifications, offersForSale, unlucky, history, clock),
                buyer,
                new OrderSelection(region, specification, offer, "3"),
                orderSelection -> {},
                (order, where) -> placed.add(order)));
        acknowledge();

        buyButton().click();
        confirm();

        assertThat(placed).isEmpty();
        assertThat(text(find(OrderSummary.class).single())).contains("Press the button again");
        assertThat(find(QuantityField.class).single().getValue()).isEqualTo("3");
        assertThat(find(AcknowledgementCheckbox.class).all()).allMatch(AcknowledgementCheckbox::getValue);

        buyButton().click();
        confirm();

        assertThat(placed).extracting(Order::number).containsExactly(onlyOrder().number());
    }

    @Test
    void buysNothingOnCancel() {
        openBuying("&offer=" + offer);
        acknowledge();
        buyButton().click();

        button("Go back").click();

        assertThat(orders()).isEmpty();
        assertThat(find(BuyConfirmation.class).exists()).isFalse();
        assertThat(find(AcknowledgementCheckbox.class).all()).allMatch(AcknowledgementCheckbox::getValue);
    }

    @Test
    void showsChangedPrice() {
        openBuying("&offer=" + offer + "&quantity=3");
        acknowledge();
        buyButton().click();
        change(
                offer,
                one -> new Offer(
                        one.code(),
                        one.name(),
                        one.region(),
                        one.specification(),
                        one.activities(),
                        one.nodeHours(),
                        one.months(),
                        Money.of("1900.00", "CNY"),
                        true));

        confirm();

        assertThat(text(find(OrderSummary.class).single()))
                .contains(
                        "The price has changed from ¥ 5,400.00 to ¥ 5,700.00. Nothing was bought.", "Price|¥ 5,700.00");
        assertThat(text(buyButton())).isEqualTo("Buy for ¥ 5,700.00");
        assertThat(find(QuantityField.class).single().getValue()).isEqualTo("3");
        assertThat(find(AcknowledgementCheckbox.class).all()).allMatch(AcknowledgementCheckbox::getValue);
        assertThat(rows().getFirst()).contains("¥ 1,900.00");
        assertThat(orders()).isEmpty();

        buyButton().click();
        confirm();
        assertThat(onlyOrder().price()).isEqualTo(Money.of("5700.00", "CNY"));
    }

    @Test
    void reportsOfferTakenOffSale() {
        world.monthlyOffer("V100 50 h", region, specification, 50);
        openBuying("&offer=" + offer + "&quantity=3");
        acknowledge();
        buyButton().click();
        change(
                offer,
                one -> new Offer(
                        one.code(),
                        one.name(),
                        one.region(),
                        one.specification(),
                        one.activities(),
                        one.nodeHours(),
                        one.months(),
                        one.price(),
                        false));

        confirm();

        assertThat(text(find(OfferField.class).single()))
                .contains("'V100 100 h' has been taken off sale. Choose another offer.");
        assertThat(rows()).hasSize(1);
        assertThat(find(QuantityField.class).single().getValue()).isEqualTo("3");
        assertThat(find(AcknowledgementCheckbox.class).all()).allMatch(AcknowledgementCheckbox::getValue);
        assertThat(orders()).isEmpty();
    }

    @Test
    void reportsRegionThatStoppedSelling() {
        openBuying("&offer=" + offer + "&quantity=3");
        acknowledge();
        buyButton().click();
        asAdmin(() -> this.regions.put(new Region(region, "Shanghai", ZoneId.of("Asia/Shanghai"), false)));

        confirm();

        assertThat(find(RegionField.class).single().getErrorMessage())
                .isEqualTo("Packages are not sold in " + region + ". Choose an offer of another region.");
        assertThat(find(QuantityField.class).all()).isEmpty();
        assertThat(orders()).isEmpty();
    }

    @Test
    void reportsAmountOverCreditLimit() {
        account = accountWith("CNY", "2000.00");
        signInAsCustomerOf(account);
        openBuying("&offer=" + offer + "&quantity=2");
        acknowledge();
        buyButton().click();

        confirm();

        assertThat(text(find(OrderSummary.class).single()))
                .contains("1,600.00 CNY more than the credit limit of 2,000.00 CNY");
        assertThat(orders()).isEmpty();

        test(find(QuantityField.class).single()).setValue("1");
        assertThat(text(find(OrderSummary.class).single())).doesNotContain("credit limit");
        buyButton().click();
        confirm();
        assertThat(orders()).hasSize(1);
    }

    @Test
    void isReadOnlyForSupport() {
        signInAs(Role.SUPPORT);
        open(
                "buy?account=" + account + "&region=" + region + "&specification=" + specification + "&offer=" + offer,
                BuyView.class);

        assertThat(text(find(OrderSummary.class).single()))
                .contains("Support can view this page but not buy.", "Acme Vision Ltd", "Price|¥ 1,800.00");
        assertThat(find(AcknowledgementCheckbox.class).exists()).isFalse();
        assertThat(find(Button.class).all()).extracting(Button::getText).noneMatch(text -> text.startsWith("Buy"));
    }

    @Test
    void letsAdminBuyForAccount() {
        signInAs(Role.ADMIN);
        open(
                "buy?account=" + account + "&region=" + region + "&specification=" + specification + "&offer=" + offer,
                BuyView.class);
        assertThat(text(find(OrderSummary.class).single())).contains("Account|Acme Vision Ltd");
        test(find(QuantityField.class).single()).setValue("2");
        assertThat(shownAddress()).contains("account=" + account, "quantity=2");
        acknowledge();

        buyButton().click();
        assertThat(text(find(BuyConfirmation.class).single())).contains("Acme Vision Ltd pays for it");
        confirm();

        assertThat(onlyOrder().placedBy()).isEqualTo("Sam Reed");
        assertThat(find(LinkButton.class).single().getHref())
                .isEqualTo("packages/" + onlyOrder().resourcePackage().id() + "?account=" + account);
    }

    private void openBuying(String more) {
        open("buy?region=" + region + "&specification=" + specification + more, BuyView.class);
    }

    private void choose(String code) {
        var radio = find(OfferRadio.class).all().stream()
                .filter(one -> one.offer().equals(code))
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(radio, new OfferRadio.ChosenEvent(radio, true));
    }

    private void chooseTime(String time) {
        startChoice().setValue(startChoice().getListDataView().getItem(1));
        find(TimeField.class).single().setValue(time);
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Object> startChoice() {
        return find(RadioButtonGroup.class, find(EffectiveField.class).single()).single();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<NodeKind> kinds() {
        return find(RadioButtonGroup.class, find(SpecificationField.class).single())
                .withClassName("chips")
                .single();
    }

    private Component cards(Class<? extends Component> field) {
        return find(CardGroup.class, find(field).single()).single();
    }

    private void acknowledge() {
        find(AcknowledgementCheckbox.class).all().forEach(one -> one.setValue(true));
    }

    private Button buyButton() {
        return find(Button.class, find(OrderSummary.class).single()).single();
    }

    private Button confirmButton() {
        return find(Button.class, find(BuyConfirmation.class).single()).all().getLast();
    }

    private void confirm() {
        confirmButton().click();
    }

    private Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    private List<String> notices() {
        return find(Notice.class).all().stream().map(BuyViewTest::text).toList();
    }

    private List<String> rows() {
        return find(NativeTableRow.class).all().stream()
                .skip(1)
                .map(BuyViewTest::text)
                .toList();
    }

    private List<Order> orders() {
        return asAdmin(() -> orders.list(account).page(Pageable.unpaged()).getContent());
    }

    private Order onlyOrder() {
        assertThat(orders()).hasSize(1);
        return orders().getFirst();
    }

    private void change(String code, UnaryOperator<Offer> change) {
        asAdmin(() -> offers.put(change.apply(offers.find(code).orElseThrow())));
    }

    private String closedRegion() {
        return asAdmin(() -> this.regions
                .put(new Region(region + "-closed", "Hong Kong", ZoneId.of("Asia/Hong_Kong"), false))
                .code());
    }

    private String accountWith(String currency, @Nullable String creditLimit) {
        var limit = creditLimit == null ? null : Money.of(creditLimit, currency);
        return asAdmin(() -> accounts.put(new Account(
                        account + "-" + currency,
                        "Acme Vision Inc",
                        Currency.getInstance(currency),
                        ZoneId.of("Asia/Shanghai"),
                        limit))
                .code());
    }

    private <T> T asAdmin(Supplier<T> action) {
        return access.runAs(Caller.SYSTEM, action);
    }

    /** What the browser is told to show in its address bar. */
    private static String shownAddress() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(PendingJavaScriptInvocation::getInvocation)
                .filter(one -> one.getExpression().contains("replaceState")
                        || one.getExpression().contains("vaadin-navigate"))
                .flatMap(one -> one.getParameters().stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.startsWith("buy"))
                .reduce("", (before, after) -> after);
    }

    /** What a component and all in it say, in their order. */
    private static String text(Component component) {
        return texts(component.getElement())
                .map(text -> text.replace('\u00a0', ' '))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("|"));
    }

    private static Stream<String> texts(Element element) {
        if (element.isTextNode()) {
            return Stream.of(element.getText());
        }
        return element.isVisible() ? element.getChildren().flatMap(BuyViewTest::texts) : Stream.empty();
    }
}
