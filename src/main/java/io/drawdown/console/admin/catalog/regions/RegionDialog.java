package io.drawdown.console.admin.catalog.regions;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.admin.catalog.EditDialog;
import io.drawdown.console.admin.catalog.LookAlike;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.ZoneField;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The dialog that adds a region or changes one. */
class RegionDialog extends EditDialog<Region> {

    private final Regions regions;
    private final TextField code = addPart("code", new TextField("Code"), Region::code, value -> value);
    private final TextField name = addPart("name", new TextField("Name"), Region::name, value -> value);
    private final ZoneField zone;
    private final Checkbox sells = addPart(
            "sellsPackages",
            new Checkbox("Packages are sold here"),
            Region::sellsPackages,
            value -> value ? "ticked" : "not ticked");

    RegionDialog(Regions regions, @Nullable Region seen, Instant now, Consumer<Region> saved) {
        super(seen == null ? "Add a region" : "Edit " + seen.code(), seen == null ? "Add" : "Save", seen, saved);
        this.regions = regions;
        zone = addPart(
                "zone", new ZoneField(now, seen == null ? null : seen.zone()), Region::zone, value -> value.getId());
        code.setReadOnly(seen != null);
        code.setHelperText(
                seen == null
                        ? "Used by programs, such as cn-north-4. It can’t be changed later."
                        : "It can’t be changed later.");
        zone.setHelperText("Packages expire by this zone’s calendar. It can’t be changed once one was sold here.");
        sells.setValue(true);
        sells.setHelperText(
                "If not ticked, no packages can be bought for this region. Packages already bought stay usable.");
        addRows(inOneLine(code, name), zone, sells);
        if (seen != null) {
            showValues(seen);
        }
    }

    @Override
    protected Region enteredValue() {
        return new Region(code.getValue().strip(), name.getValue().strip(), zone.getValue(), sells.getValue());
    }

    @Override
    protected @Nullable ConfirmationDialog confirmation(@Nullable Region seen, Region entered, Runnable save) {
        return seen == null ? LookAlike.ofCodeOrName(entered, regions.list(), Region::code, Region::name, save) : null;
    }

    @Override
    protected Region save(@Nullable Region seen, Region entered) {
        return regions.put(seen, entered);
    }

    @Override
    protected Optional<Region> readCurrent() {
        return regions.find(code.getValue());
    }
}
