package io.drawdown.console.admin.catalog.offers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.admin.catalog.CatalogViewTest;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.purchase.Orders;
import io.drawdown.testing.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 10 hours of a V100 for ¥ 180.00, where the list price is ¥ 21.20. */
public class OffersViewTest extends CatalogViewTest {

    @Autowired
    private Orders orders;

    private String region;
    private String v100;
    private String code;

    @BeforeEach
    void offerSomething() {
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        code = world.monthlyOffer("V100 10 h", region, v100, 10);
    }

    @Test
    void comparesOffersWithPayPerUse() {
        var account = world.accountNamed("Acme");
        world.buy(account, code, 2, null);
        world.buy(account, code, 1, null);
        world.asSystem(() -> orders.give(account, code, 1, null));

        open("offers?region=" + region, OffersView.class);

        var table = test($view(OfferGrid.class).single());
        assertThat(table.size()).isOne();
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("V100 10 h" + code);
        assertThat(text(table.getCellComponent(0, 1))).isEqualTo("V100" + region);
        assertThat(text(table.getCellComponent(0, 2))).isEqualTo("10\u00a0h, 1\u00a0monthAll activities");
        assertThat(table.getCellText(0, 3)).isEqualTo("¥\u00a0180.00");
        assertThat(text(table.getCellComponent(0, 4))).isEqualTo("¥\u00a018.00list ¥\u00a021.20, saves 15\u00a0%");
        assertThat(table.getCellText(0, 5)).isEqualTo("3");
        assertThat(text(table.getCellComponent(0, 6))).isEqualTo("On saleTake off sale");
    }

    @Test
    void filtersByAddress() {
        var off = offers.find(world.monthlyOffer("V100 20 h", region, v100, 20)).orElseThrow();
        world.asSystem(() -> offers.put(onSale(off, false)));

        open("offers?region=" + region + "&sale=off-sale", OffersView.class);
        assertThat(shown()).containsExactly("V100 20 h");
        open("offers?specification=" + v100 + "&text=v100+10", OffersView.class);
        assertThat(shown()).containsExactly("V100 10 h");
        test(field(TextField.class, "Search")).setValue("nope");
        assertThat($view(H2.class).single().getText()).isEqualTo("No offers match these filters");
        test(button("Clear filters")).click();
        assertThat(shown()).contains("V100 10 h", "V100 20 h");
    }

    @Test
    void takesOfferOffSaleAndBackInOneClick() {
        open("offers?region=" + region, OffersView.class);

        test(buttonInRow(OfferGrid.class, 6, "Take off sale")).click();
        assertThat(offers.find(code).orElseThrow().onSale()).isFalse();
        assertThat(noticeText()).startsWith("V100 10 h is off sale. Customers can’t buy it any more");
        assertThat(text(test($view(OfferGrid.class).single()).getCellComponent(0, 6)))
                .isEqualTo("Off salePut on sale");

        test(button("Undo")).click();
        assertThat(offers.find(code).orElseThrow().onSale()).isTrue();
        assertThat(noticeText()).startsWith("V100 10 h is on sale.");
    }

    @Test
    void addsOffer() {
        var added = World.code("offer");
        open("offers", OffersView.class);
        test(button("Add an offer …")).click();
        test(button("Add")).click();
        assertRefused(field(ComboBox.class, "Region"), "Region is required.");
        assertRefused(field(DecimalField.class, "Price"), "Price is required.");
        field(TextField.class, "Code").setValue(added);
        choose("Region", region);
        choose("Specification", v100);
        field(DecimalField.class, "Price").setValue("1060.005");
        assertRefused(field(DecimalField.class, "Price"), "Write at most 2\u00a0decimals.");
        field(DecimalField.class, "Price").setValue("-1");
        field(CountField.class, "Months of validity").setValue("3");
        test(button("Add")).click();
        assertRefused(field(TextField.class, "Name"), "Name must be 1 to 200 characters.");
        assertRefused(activities(), "Covers must name at least one activity.");
        assertRefused(field(CountField.class, "Node-hours"), "Node-hours must be a whole number from 1 to 10000000.");
        field(TextField.class, "Name").setValue("New");
        activities().setValue(Set.of(Activity.TRAINING));
        field(CountField.class, "Node-hours").setValue("100");
        test(button("Add")).click();
        assertRefused(field(DecimalField.class, "Price"), "Price must not be negative.");
        field(DecimalField.class, "Price").setValue("1060");
        assertThat(text($(OfferDialog.class).single()))
                .contains("¥\u00a010.60 a node-hour; list ¥\u00a021.20, saves 50\u00a0%.");

        test(button("Add")).click();

        assertThat(noticeText()).isEqualTo("New (" + added + ") is added.");
        assertThat(offers.find(added))
                .contains(new Offer(
                        added,
                        "New",
                        region,
                        v100,
                        Set.of(Activity.TRAINING),
                        100,
                        3,
                        Money.of("1060.00", "CNY"),
                        true));
    }

    @Test
    void duplicatesOfferUnderAnotherCode() {
        open("offers?region=" + region, OffersView.class);
        more().clickItem("More", "Duplicate …");
        assertThat(field(TextField.class, "Code").getValue()).isEmpty();
        assertThat(field(CountField.class, "Node-hours").read()).isEqualTo(10);
        field(TextField.class, "Code").setValue(code);
        test(button("Add")).click();
        assertRefused(field(TextField.class, "Code"), "There is an offer '" + code + "' already.");
        field(TextField.class, "Code").setValue(code + "-b");

        test(button("Add")).click();

        assertThat(offers.find(code + "-b").orElseThrow().price()).isEqualTo(Money.of("180.00", "CNY"));
    }

    @Test
    void explainsThatSoldPackagesKeepTheirTerms() {
        var account = world.accountNamed("Acme");
        var bought = world.buy(account, code, 2, null).resourcePackage();
        open("offers?region=" + region, OffersView.class);
        test(buttonInRow(OfferGrid.class, 7, "Edit …")).click();
        assertThat(dialogNoticeText())
                .isEqualTo("1\u00a0package was bought under this offer. Packages already sold keep their terms; your"
                        + " changes apply to new ones.");
        field(CountField.class, "Node-hours").setValue("5");
        field(TextField.class, "Name").setValue("V100 5 h");

        test(button("Save")).click();

        assertThat(offers.find(code).orElseThrow().nodeHours()).isEqualTo(5);
        assertThat(bought.totalNodeSeconds()).isEqualTo(72_000);
        assertThat(menu().getItems().getFirst().getSubMenu().getItems())
                .last()
                .satisfies(item -> assertThat(item.getText()).isEqualTo("Can’t be deleted: it was sold"))
                .satisfies(item -> assertThat(item.isEnabled()).isFalse());
    }

    @Test
    void asksForConfirmationOfTenthOfPrice() {
        open("offers?region=" + region, OffersView.class);
        test(buttonInRow(OfferGrid.class, 7, "Edit …")).click();
        field(DecimalField.class, "Price").setValue("18.01");
        assertThat(text($(OfferDialog.class).single())).contains("The price before was ¥\u00a0180.00: 90\u00a0% less.");
        field(DecimalField.class, "Price").setValue("18");
        assertThat(text($(OfferDialog.class).single())).contains("The price before was ¥\u00a0180.00: 1/10 of it.");

        test(button("Save")).click();

        assertThat(offers.find(code).orElseThrow().price()).isEqualTo(Money.of("180.00", "CNY"));
        test(button("Yes, it is ¥\u00a018.00")).click();
        assertThat(offers.find(code).orElseThrow().price()).isEqualTo(Money.of("18.00", "CNY"));
    }

    @Test
    void showsConcurrentChange() {
        open("offers?region=" + region, OffersView.class);
        test(buttonInRow(OfferGrid.class, 7, "Edit …")).click();
        var seen = offers.find(code).orElseThrow();
        world.asSystem(() -> offers.put(new Offer(
                code, seen.name(), region, v100, Set.of(Activity.TRAINING), 10, 1, Money.of("170.00", "CNY"), true)));
        field(DecimalField.class, "Price").setValue("160");

        test(button("Save")).click();

        assertThat(dialogNoticeText())
                .contains("Covers was All activities and is Training now.", "Price was 180.00 and is 170.00 now.");
        assertThat(offers.find(code).orElseThrow().price()).isEqualTo(Money.of("170.00", "CNY"));
        test(button("Save")).click();
        assertThat(offers.find(code).orElseThrow()).satisfies(saved -> {
            assertThat(saved.price()).isEqualTo(Money.of("160.00", "CNY"));
            assertThat(saved.activities()).containsExactly(Activity.TRAINING);
        });
    }

    @Test
    void deletesUnsoldOffers() {
        open("offers?region=" + region, OffersView.class);
        more().clickItem("More", "Delete …");
        assertThat(text($(ConfirmationDialog.class).single())).contains("Delete V100 10 h?", "This can’t be undone.");

        test(button("Delete")).click();

        assertThat(noticeText()).isEqualTo("V100 10 h (" + code + ") is deleted.");
        assertThat(offers.find(code)).isEmpty();
        assertThat($view(H2.class).single().getText()).isEqualTo("No offers match these filters");
    }

    @Test
    void reportsOfferSoldOrDeletedMeanwhile() {
        open("offers?region=" + region, OffersView.class);
        more().clickItem("More", "Delete …");
        world.buy(world.accountNamed("Acme"), code, 1, null);
        test(button("Delete")).click();
        assertThat(noticeText()).startsWith("Packages were bought or given under 'V100 10 h', so it stays.");

        var other = world.monthlyOffer("V100 20 h", region, v100, 20);
        open("offers?text=" + other, OffersView.class);
        world.asSystem(() -> {
            offers.remove(other);
            return null;
        });
        test(buttonInRow(OfferGrid.class, 7, "Edit …")).click();
        assertThat(noticeText()).isEqualTo("The offer " + other + " has been deleted in the meantime.");
    }

    @Test
    void isVisibleToAdminsOnly() {
        assertForAdminsOnly("offers", "Offers", OffersView.class);
    }

    public static Offer onSale(Offer of, boolean onSale) {
        return new Offer(
                of.code(),
                of.name(),
                of.region(),
                of.specification(),
                of.activities(),
                of.nodeHours(),
                of.months(),
                of.price(),
                onSale);
    }

    private MenuBarTester<MenuBar> more() {
        return test(menu());
    }

    /** The menu of the first offer in the table. */
    private MenuBar menu() {
        return (MenuBar) test($view(OfferGrid.class).single())
                .getCellComponent(0, 7)
                .getChildren()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private List<String> shown() {
        return $view(OfferGrid.class)
                .single()
                .getGenericDataView()
                .getItems()
                .map(row -> row.offer().name())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<Activity> activities() {
        return field(CheckboxGroup.class, "Covers");
    }

    @SuppressWarnings("unchecked")
    private void choose(String label, String chosen) {
        ((ComboBox<String>) field(ComboBox.class, label)).setValue(chosen);
    }
}
