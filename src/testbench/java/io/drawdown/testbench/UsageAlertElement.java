package io.drawdown.testbench;

import com.vaadin.flow.component.button.testbench.ButtonElement;
import com.vaadin.flow.component.dialog.testbench.DialogElement;
import com.vaadin.flow.component.textfield.testbench.TextFieldElement;
import com.vaadin.testbench.annotations.Attribute;
import com.vaadin.testbench.elementsbase.Element;

/** The Usage Alert dialog. */
@Element("vaadin-dialog")
@Attribute(name = "class", contains = "usage-alert")
public class UsageAlertElement extends DialogElement {

    /** The thresholds of the first target, as the field shows them. */
    String firstThresholds() {
        return thresholdField().getValue();
    }

    /** Enters the thresholds of the first target. */
    void enterFirstThresholds(String thresholds) {
        thresholdField().setValue(thresholds);
    }

    /** Presses a button of the dialog. */
    void press(String button) {
        $(ButtonElement.class).withText(button).waitForFirst().click();
    }

    private TextFieldElement thresholdField() {
        return $(TextFieldElement.class)
                .withCondition(field -> field.getPropertyString("accessibleName") != null
                        && field.getPropertyString("accessibleName").startsWith("Remaining usage threshold"))
                .waitForFirst();
    }
}
