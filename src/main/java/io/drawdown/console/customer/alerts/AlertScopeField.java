package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.drawdown.alert.settings.UsageAlert;

/**
 * The field for the package threshold type: whether thresholds apply to each package or to the total of a kind (R19).
 */
public class AlertScopeField extends RadioButtonGroup<UsageAlert.Scope> {

    public AlertScopeField(UsageAlert.Scope chosen) {
        super("Package threshold type");
        addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        setItems(UsageAlert.Scope.values());
        setItemLabelGenerator(one -> switch (one) {
            case EACH_PACKAGE -> "Each package";
            case SAME_KIND -> "Total of the same kind (region, specification, activities)";
        });
        setValue(chosen);
    }
}
