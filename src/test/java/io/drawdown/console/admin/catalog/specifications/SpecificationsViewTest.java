package io.drawdown.console.admin.catalog.specifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.admin.catalog.CatalogViewTest;
import io.drawdown.console.components.field.CountField;
import io.drawdown.testing.World;
import org.junit.jupiter.api.Test;

class SpecificationsViewTest extends CatalogViewTest {

    @Test
    void showsHardwareOfSpecifications() {
        var code = world.specification("V100 with NVLink");

        open("specifications?text=" + code, SpecificationsView.class);

        var table = test($view(SpecificationGrid.class).single());
        assertThat(table.size()).isOne();
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("V100 with NVLink" + code);
        assertThat(table.getCellText(0, 1)).isEqualTo("GPU");
        assertThat(table.getCellText(0, 2)).isEqualTo("8");
        assertThat(table.getCellText(0, 3)).isEqualTo("64");
        assertThat(table.getCellText(0, 4)).isEqualTo("1 × V100 with NVLink");
        assertThat(text(table.getCellComponent(0, 5))).isEqualTo("no offers");
    }

    @Test
    void addsSpecificationWithRequiredFieldsOnly() {
        var code = World.code("cpu");
        open("specifications", SpecificationsView.class);
        test(button("Add a specification …")).click();
        test(button("Add")).click();
        assertRefused(field(RadioButtonGroup.class, "Kind"), "Kind is required.");
        field(TextField.class, "Code").setValue(code);
        field(TextField.class, "Name").setValue("A CPU");
        kind().setValue(NodeKind.CPU);
        field(CountField.class, "vCPUs").setValue("-1");
        test(button("Add")).click();
        assertRefused(field(CountField.class, "vCPUs"), "vCPUs must not be negative.");
        field(CountField.class, "vCPUs").setValue("8");

        test(button("Add")).click();

        assertThat(isDialogOpen()).isFalse();
        assertThat(specifications.find(code))
                .contains(new Specification(code, "A CPU", NodeKind.CPU, 8, null, null, null));
    }

    @Test
    void showsConcurrentChange() {
        var code = world.specification("V100");
        open("specifications?text=" + code, SpecificationsView.class);
        test(buttonInRow(SpecificationGrid.class, 7, "Edit …")).click();
        world.asSystem(() -> specifications.put(new Specification(code, "V100", NodeKind.GPU, null, 128, 1, "V100")));
        field(CountField.class, "Memory, GiB").setValue("256");

        test(button("Save")).click();

        assertThat(dialogNoticeText()).contains("vCPUs was 8 and is empty now.", "Memory, GiB was 64 and is 128 now.");
        assertThat(field(CountField.class, "vCPUs").getValue()).isEmpty();
        test(button("Save")).click();
        assertThat(specifications.find(code))
                .contains(new Specification(code, "V100", NodeKind.GPU, null, 256, 1, "V100"));
    }

    @Test
    void showsEmptyStateWithoutMatches() {
        world.specification("V100");
        open("specifications?text=no+such+thing", SpecificationsView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("No specifications match this search");
    }

    @Test
    void isVisibleToAdminsOnly() {
        assertForAdminsOnly("specifications", "Specifications", SpecificationsView.class);
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<NodeKind> kind() {
        return field(RadioButtonGroup.class, "Kind");
    }
}
