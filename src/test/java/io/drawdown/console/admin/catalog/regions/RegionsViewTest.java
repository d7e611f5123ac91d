package io.drawdown.console.admin.catalog.regions;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.admin.catalog.CatalogViewTest;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.ZoneField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RegionsViewTest extends CatalogViewTest {

    @Test
    void showsOffersPerRegion() {
        var code = world.region("Asia/Shanghai");
        var specification = world.specification("V100", code);
        world.monthlyOffer("V100 1 h", code, specification, 1);
        world.monthlyOffer("V100 2 h", code, specification, 2);

        open("regions?text=" + code, RegionsView.class);

        var table = test($view(RegionGrid.class).single());
        assertThat(table.size()).isOne();
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo(code + "Region of Asia/Shanghai");
        assertThat(text(table.getCellComponent(0, 1))).isEqualTo("Asia/Shanghai18:00 now");
        assertThat(text(table.getCellComponent(0, 2))).isEqualTo("Sold");
        var offers = (Anchor) table.getCellComponent(0, 3);
        assertThat(offers.getText()).isEqualTo("2\u00a0offers");
        assertThat(offers.getHref()).startsWith("offers?").contains("region=" + code, "sale=on-sale");
        assertThat(((Anchor) table.getCellComponent(0, 4)).getHref()).isEqualTo("list-prices?region=" + code);
        assertThat(text($view(FilterBar.class).single())).endsWith("1\u00a0region");
    }

    @Test
    void filtersAndClearsFilter() {
        var code = world.region("Asia/Shanghai");
        open("regions", RegionsView.class);

        test($view(TextField.class).single()).setValue("no such region");
        assertThat($view(H2.class).single().getText()).isEqualTo("No regions match this search");
        test(button("Clear search")).click();
        assertThat($view(RegionGrid.class)
                        .single()
                        .getGenericDataView()
                        .getItems()
                        .map(Region::code))
                .contains(code);
    }

    @Test
    void addsRegion() {
        var code = World.code("region");
        open("regions", RegionsView.class);
        test(button("Add a region …")).click();
        assertThat(field(Checkbox.class, "Packages are sold here").getValue()).isTrue();
        field(TextField.class, "Code").setValue(code);
        field(TextField.class, "Name").setValue("Tokyo");
        field(ZoneField.class, "Time zone").setValue(ZoneId.of("Asia/Tokyo"));
        field(Checkbox.class, "Packages are sold here").setValue(false);

        test(button("Add")).click();

        assertThat(isDialogOpen()).isFalse();
        assertThat(noticeText()).isEqualTo("Tokyo (" + code + ") is added.");
        assertThat(regions.find(code)).contains(new Region(code, "Tokyo", ZoneId.of("Asia/Tokyo"), false));
    }

    @Test
    void showsErrorsAtFields() {
        var there = world.region("UTC");
        open("regions", RegionsView.class);
        test(button("Add a region …")).click();
        field(TextField.class, "Code").setValue("-");

        test(button("Add")).click();

        assertRefused(
                field(TextField.class, "Code"),
                "Code must be 1 to 63 letters, digits, dots, underscores or hyphens, starting with a letter or digit.");
        assertRefused(field(TextField.class, "Name"), "Name must be 1 to 200 characters.");
        assertRefused(field(ZoneField.class, "Time zone"), "Time zone is required.");

        field(TextField.class, "Code").setValue(there);
        field(TextField.class, "Name").setValue("Again");
        field(ZoneField.class, "Time zone").setValue(ZoneId.of("UTC"));
        assertThat(field(TextField.class, "Name").isInvalid()).isFalse();
        test(button("Add")).click();
        assertRefused(field(TextField.class, "Code"), "There is a region '" + there + "' already.");
        assertThat(isDialogOpen()).isTrue();
    }

    @Test
    void changesRegion() {
        var code = world.region("UTC");
        open("regions?text=" + code, RegionsView.class);
        test(buttonInRow(RegionGrid.class, 5, "Edit …")).click();
        assertThat(field(TextField.class, "Code").isReadOnly()).isTrue();
        assertThat(field(ZoneField.class, "Time zone").getHelperText())
                .contains("Packages expire by this zone’s calendar", "can’t be changed once one was sold");
        field(TextField.class, "Name").setValue("London");

        test(button("Save")).click();

        assertThat(noticeText()).isEqualTo("London (" + code + ") is saved.");
        assertThat(regions.find(code).orElseThrow().name()).isEqualTo("London");
    }

    @Test
    void keepsZoneOnceAPackageWasSold() {
        var code = world.region("UTC");
        var offer = world.monthlyOffer("One hour", code, world.specification("V100", code), 1);
        world.buy(world.account(), offer, 1, TestClock.START);
        open("regions?text=" + code, RegionsView.class);
        test(buttonInRow(RegionGrid.class, 5, "Edit …")).click();
        field(ZoneField.class, "Time zone").setValue(ZoneId.of("Asia/Tokyo"));

        test(button("Save")).click();

        assertRefused(
                field(ZoneField.class, "Time zone"),
                "The time zone can't be changed: packages were sold in " + code
                        + ", and they expire by it. Add another region for another zone.");
        assertThat(regions.find(code).orElseThrow().zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void showsConcurrentChangeAndKeepsBoth() {
        var code = world.region("UTC");
        open("regions?text=" + code, RegionsView.class);
        test(buttonInRow(RegionGrid.class, 5, "Edit …")).click();
        world.asSystem(() -> regions.put(new Region(code, "Region of UTC", ZoneId.of("Asia/Tokyo"), true)));
        field(TextField.class, "Name").setValue("Mine");

        test(button("Save")).click();

        assertThat(dialogNoticeText())
                .isEqualTo("Not savedSomeone else has changed this since you opened it. Time zone was UTC and is"
                        + " Asia/Tokyo now. Your entries are still here: check them and save again.");
        assertThat(field(TextField.class, "Name").getValue()).isEqualTo("Mine");
        assertThat(regions.find(code).orElseThrow().name()).isEqualTo("Region of UTC");

        test(button("Save")).click();
        assertThat(regions.find(code)).contains(new Region(code, "Mine", ZoneId.of("Asia/Tokyo"), true));
    }

    @Test
    void retiresAndRestores() {
        var code = world.region("UTC");
        var offer = world.monthlyOffer("One hour", code, world.specification("V100", code), 1);
        open("regions?text=" + code, RegionsView.class);
        more().clickItem("More", "Retire …");
        assertThat(text($(ConfirmationDialog.class).single()))
                .contains("Retire Region of UTC (" + code + ")?", "its offers are taken off sale");
        test(button("Retire")).click();

        assertThat(noticeText()).isEqualTo("Region of UTC (" + code + ") is retired.");
        assertThat(regions.find(code).orElseThrow().retired()).isTrue();
        assertThat(offers.find(offer).orElseThrow().onSale()).isFalse();
        assertThat(text(test($view(RegionGrid.class).single()).getCellComponent(0, 2)))
                .isEqualTo("Retired");

        more().clickItem("More", "Restore");
        assertThat(noticeText()).startsWith("Region of UTC (" + code + ") is offered again.");
        assertThat(regions.find(code).orElseThrow().retired()).isFalse();
    }

    @Test
    void deletesWhatWasNeverUsed() {
        var code = world.region("UTC");
        var used = world.region("UTC");
        world.specification("V100", used);
        open("regions?text=" + code, RegionsView.class);
        more().clickItem("More", "Delete …");
        test(button("Delete")).click();
        assertThat(noticeText()).isEqualTo("Region of UTC (" + code + ") is deleted.");
        assertThat(regions.find(code)).isEmpty();

        open("regions?text=" + used, RegionsView.class);
        more().clickItem("More", "Delete …");
        test(button("Delete")).click();
        assertThat(noticeText())
                .isEqualTo("'Region of UTC' has list prices, offers or packages, so it stays."
                        + " Retire it, and it isn't offered any more.");
        assertThat(regions.find(used)).isPresent();
    }

    @Test
    void asksBeforeACodeThatLooksLikeAnother() {
        var there = world.region("UTC");
        var code = there.toUpperCase(Locale.ROOT);
        open("regions", RegionsView.class);
        test(button("Add a region …")).click();
        field(TextField.class, "Code").setValue(code);
        field(TextField.class, "Name").setValue("Paris " + code);
        field(ZoneField.class, "Time zone").setValue(ZoneId.of("Europe/Paris"));

        test(button("Add")).click();

        assertThat(regions.find(code)).isEmpty();
        var question = $(ConfirmationDialog.class).single();
        assertThat(text(question)).contains("Add " + code + " all the same?", "looks like " + there);
        test($(Button.class, question).all().stream()
                        .filter(one -> one.getText().equals("Add"))
                        .findFirst()
                        .orElseThrow())
                .click();
        assertThat(regions.find(code)).isPresent();
    }

    private MenuBarTester<MenuBar> more() {
        return test((MenuBar) descendants(test($view(RegionGrid.class).single()).getCellComponent(0, 5))
                .filter(MenuBar.class::isInstance)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void isVisibleToAdminsOnly() {
        assertForAdminsOnly("regions", "Regions", RegionsView.class);
    }
}
