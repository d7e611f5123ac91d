package io.drawdown.console.admin.catalog.prices;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.admin.catalog.CatalogViewTest;
import io.drawdown.console.admin.catalog.offers.OffersViewTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.CurrencyField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.console.components.field.TimeField;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Instant;
import java.util.Currency;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A V100 in Shanghai's time that costs ¥ 21.20 from always; it is 18:00 there. */
class ListPricesViewTest extends CatalogViewTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-12-31T16:00:00Z");

    private String region;
    private String v100;

    @BeforeEach
    void priceSomething() {
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
    }

    @Test
    void showsCurrentAndFuturePrices() {
        set("22.00", TestClock.START.minusSeconds(3600));
        set("23.50", NEW_YEAR);

        open("list-prices?region=" + region, ListPricesView.class);

        var table = test($view(PriceGrid.class).single());
        assertThat(table.size()).isOne();
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("V100" + v100);
        assertThat(table.getCellText(0, 1)).isEqualTo(region);
        assertThat(table.getCellText(0, 2)).isEqualTo("Public");
        assertThat(text(table.getCellComponent(0, 3))).isEqualTo("¥\u00a022.00since 22 Nov 2026, 17:00");
        assertThat(text(table.getCellComponent(0, 4))).isEqualTo("¥\u00a023.50from 1 Jan 2027, 00:00");
    }

    @Test
    void warnsOfMissingPrices() {
        var unpriced = world.specification("Unpriced");
        var later = world.specification("Later");
        var offSale = world.specification("Off sale and never sold");
        world.monthlyOffer("An offer", region, unpriced, 1);
        var gone =
                offers.find(world.monthlyOffer("Another", region, offSale, 1)).orElseThrow();
        world.asSystem(() -> offers.put(OffersViewTest.onSale(gone, false)));
        world.asSystem(() -> listPrices.put(new ListPrice(region, later, Pool.PUBLIC, Money.of("1", "CNY"), NEW_YEAR)));

        open("list-prices?region=" + region + "&price=missing", ListPricesView.class);

        var table = $view(PriceGrid.class).single();
        assertThat(table.getGenericDataView()
                        .getItems()
                        .map(history -> history.scope().specification()))
                .containsExactlyInAnyOrder(unpriced, later);
        assertThat(text(test(table).getCellComponent(0, 3))).isEqualTo("No priceUsage is rejected");
        assertThat(noticeText())
                .contains("no list price in force", "Usage there is rejected, even if a package would cover it.");
    }

    @Test
    void setsPriceFromNow() {
        open("list-prices?region=" + region, ListPricesView.class);
        test(buttonInRow(PriceGrid.class, 5, "New price …")).click();
        assertThat(field(ComboBox.class, "Region").isReadOnly()).isTrue();
        assertThat(field(CurrencyField.class, "Currency").getValue()).isEqualTo(Currency.getInstance("CNY"));
        assertThat(effect())
                .isEqualTo("It follows ¥\u00a021.20 a node-hour, in force since the beginning. Usage that starts from"
                        + " then on is charged at the new price. Settled usage and running jobs keep their"
                        + " price.");
        amount().setValue("24.5");

        test(button("Set the price")).click();

        assertThat(noticeText())
                .isEqualTo("V100 in " + region
                        + " (public pool) costs ¥\u00a024.50 a node-hour from now on. Settled usage keeps its price.");
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(2);
        assertThat(listPrices.findCurrent(region, v100, Pool.PUBLIC).orElseThrow())
                .isEqualTo(new ListPrice(region, v100, Pool.PUBLIC, Money.of("24.50", "CNY"), TestClock.START));
    }

    @Test
    void setsPriceFromTimeInRegionZone() {
        set("23.50", NEW_YEAR);
        open("list-prices?region=" + region, ListPricesView.class);
        test(buttonInRow(PriceGrid.class, 5, "New price …")).click();
        amount().setValue("20");
        from("At a chosen time");
        test(button("Set the price")).click();
        assertThat($(TimeField.class).single().isInvalid()).isTrue();

        $(TimeField.class).single().setValue("2026-11-01 00:00");
        assertThat(effect())
                .contains(
                        "This time is in the past.",
                        "usage that started since then and is reported from now on",
                        "It holds until 1 Jan 2027, 00:00, when ¥\u00a023.50 a node-hour takes over.");
        test(button("Set the price")).click();

        assertThat(noticeText()).contains("from 1 Nov 2026, 00:00 Asia/Shanghai on");
        assertThat(listPrices.list(region, v100, Pool.PUBLIC))
                .extracting(ListPrice::from)
                .containsExactly(NEW_YEAR, Instant.parse("2026-10-31T16:00:00Z"), ListPrice.EARLIEST_FROM);
    }

    @Test
    void warnsOfOtherCurrencyAndReplacedPrice() {
        open("list-prices?region=" + region, ListPricesView.class);
        test(buttonInRow(PriceGrid.class, 5, "New price …")).click();
        field(CurrencyField.class, "Currency").setValue(Currency.getInstance("USD"));
        assertThat(dialogNoticeText())
                .contains("The price that it follows is in CNY.", "accounts that pay in CNY is rejected");

        field(CurrencyField.class, "Currency").setValue(Currency.getInstance("CNY"));
        assertThat($(Notice.class, $(PriceDialog.class).single()).exists()).isFalse();
        from("Since the beginning");
        assertThat(effect()).startsWith("It replaces ¥\u00a021.20 a node-hour, which starts at the same time.");
    }

    @Test
    void showsErrorsAtFields() {
        open("list-prices", ListPricesView.class);
        test(button("New price …")).click();
        test(button("Set the price")).click();
        assertRefused(field(ComboBox.class, "Region"), "Region is required.");
        assertRefused(field(ComboBox.class, "Specification"), "Specification is required.");
        assertRefused(amount(), "Price of a node-hour is required.");

        choose("Region", region);
        choose("Specification", v100);
        amount().setValue("0.123456789");
        test(button("Set the price")).click();
        assertRefused(amount(), "Write at most 8\u00a0decimals.");
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(1);
    }

    @Test
    void showsConcurrentChange() {
        open("list-prices?region=" + region, ListPricesView.class);
        test(buttonInRow(PriceGrid.class, 5, "New price …")).click();
        amount().setValue("24");
        set("22.00", TestClock.START.minusSeconds(60));

        test(button("Set the price")).click();

        assertThat(dialogNoticeText())
                .startsWith("Not setSomeone else has set a list price here since you opened this: "
                        + "¥\u00a022.00 a node-hour from 22 Nov 2026, 17:59.");
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(2);
        assertThat(effect())
                .contains("9.1\u00a0% more.It follows ¥\u00a022.00 a node-hour, in force since 22 Nov 2026, 17:59.");
        test(button("Set the price")).click();
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(3);
    }

    @Test
    void asksForConfirmationOfTenfoldPrice() {
        open("list-prices?region=" + region, ListPricesView.class);
        test(buttonInRow(PriceGrid.class, 5, "New price …")).click();
        amount().setValue("212");
        assertThat(effect())
                .startsWith("¥\u00a0212.00 a node-hour. The price before was ¥\u00a021.20: 10 times as much.");

        test(button("Set the price")).click();

        assertThat(text($(ConfirmationDialog.class).single()))
                .contains("Is it ¥\u00a0212.00 a node-hour?", "The price before was ¥\u00a021.20: 10 times as much.");
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(1);
        test(button("Yes, it is ¥\u00a0212.00")).click();
        assertThat(isDialogOpen()).isFalse();
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(2);
    }

    @Test
    void showsProblemAfterConfirmation() {
        open("list-prices?region=" + region, ListPricesView.class);
        test(buttonInRow(PriceGrid.class, 5, "New price …")).click();
        amount().setValue("2.12");
        test(button("Set the price")).click();
        set("22.00", TestClock.START.minusSeconds(60));

        test(button("Yes, it is ¥\u00a02.12")).click();

        assertThat(dialogNoticeText()).startsWith("Not set");
        assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(2);
    }

    @Test
    void proposesThatFirstPriceHoldsAlways() {
        var unpriced = world.specification("Unpriced");
        open("list-prices", ListPricesView.class);
        test(button("New price …")).click();
        choose("Region", region);
        choose("Specification", unpriced);
        amount().setValue("3");

        test(button("Set the price")).click();

        assertThat(listPrices.list(region, unpriced, Pool.PUBLIC))
                .extracting(ListPrice::from)
                .containsExactly(ListPrice.EARLIEST_FROM);
        test(button("New price …")).click();
        choose("Region", region);
        choose("Specification", v100);
        assertThat(effect()).startsWith("It follows ¥\u00a021.20 a node-hour");
    }

    @Test
    void deletesAPriceThatPricedNothing() {
        set("21.20", NEW_YEAR);
        open("list-prices?region=" + region, ListPricesView.class);
        var link = (Anchor) test($view(PriceGrid.class).single())
                .getCellComponent(0, 0)
                .getChildren()
                .findFirst()
                .orElseThrow();
        open(link.getHref(), PriceHistoryView.class);
        test(button("Delete …")).click();
        test(button("Delete")).click();

        assertThat(noticeText()).isEqualTo("The list price of ¥\u00a021.20 is deleted.");
        assertThat($view(ListItem.class).all()).hasSize(1);
    }

    @Test
    void showsPriceHistory() {
        set("26.50", TestClock.START);
        set("21.20", NEW_YEAR);
        open("list-prices?region=" + region, ListPricesView.class);
        var link = (Anchor) test($view(PriceGrid.class).single())
                .getCellComponent(0, 0)
                .getChildren()
                .findFirst()
                .orElseThrow();

        open(link.getHref(), PriceHistoryView.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("V100 in " + region + ", public pool");
        assertThat($view(ListItem.class).all().stream().map(CatalogViewTest::text))
                .containsExactly(
                        "¥\u00a021.20Upcomingfrom1 Jan 2027, 00:0020\u00a0% less than beforeDelete …",
                        "¥\u00a026.50In forcefrom22 Nov 2026, 18:00to1 Jan 2027, 00:0025\u00a0% more than beforeDelete …",
                        "¥\u00a021.20Pastfromthe beginningto22 Nov 2026, 18:00Delete …");
        test(button("New price …")).click();
        amount().setValue("20");
        test(button("Set the price")).click();
        assertThat(noticeText()).contains("¥\u00a020.00 a node-hour from now on");
    }

    @Test
    void showsNotFoundForUnknownHistory() {
        open("list-prices/history?region=" + region + "&specification=nope&pool=public", Main.class);

        assertThat(getCurrentView()).isNotInstanceOf(PriceHistoryView.class);
    }

    @Test
    void showsEmptyStateWithoutPrices() {
        var unpriced = world.asSystem(() -> specifications.put(
                new Specification(World.code("cpu"), "Unpriced", NodeKind.CPU, null, null, null, null)));

        open(
                "list-prices/history?region=" + region + "&specification=" + unpriced.code() + "&pool=dedicated",
                PriceHistoryView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("No list price yet");
    }

    @Test
    void isVisibleToAdminsOnly() {
        assertForAdminsOnly("list-prices", "List Prices", ListPricesView.class);
    }

    private void set(String price, Instant from) {
        world.asSystem(() -> listPrices.put(new ListPrice(region, v100, Pool.PUBLIC, Money.of(price, "CNY"), from)));
    }

    private DecimalField amount() {
        return field(DecimalField.class, "Price of a node-hour");
    }

    @SuppressWarnings("unchecked")
    private void choose(String label, String code) {
        ((ComboBox<String>) field(ComboBox.class, label)).setValue(code);
    }

    private void from(String words) {
        test(field(RadioButtonGroup.class, "From")).selectItem(words);
    }

    private String effect() {
        return $(Paragraph.class, $(PriceDialog.class).single()).all().stream()
                .map(Paragraph::getText)
                .collect(Collectors.joining());
    }
}
