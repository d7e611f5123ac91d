package io.drawdown.testbench;

import com.vaadin.flow.component.button.testbench.ButtonElement;
import com.vaadin.flow.component.checkbox.testbench.CheckboxElement;
import com.vaadin.testbench.TestBenchElement;
import com.vaadin.testbench.annotations.Attribute;
import com.vaadin.testbench.elementsbase.Element;

/** The Buy Package page. */
@Element("main")
@Attribute(name = "class", contains = "page")
public class BuyElement extends PageElement {

    /** Chooses one of the packages on sale. */
    void chooseOffer(int index) {
        $("fieldset")
                .withClassName("offers")
                .waitForFirst()
                .$("input")
                .all()
                .get(index)
                .click();
    }

    /** Ticks both acknowledgements. */
    void acknowledge() {
        summary().$(CheckboxElement.class).all().forEach(acknowledgement -> acknowledgement.setChecked(true));
    }

    /** Presses the button that buys, without confirming. */
    void buy() {
        summary().$(ButtonElement.class).waitForFirst().click();
    }

    /** Confirms the order and waits for its receipt. */
    String confirm() {
        $("*").onPage()
                .withClassName("confirmation")
                .waitForFirst()
                .$(ButtonElement.class)
                .withTextContaining("Buy for")
                .waitForFirst()
                .click();
        return $("*").withClassName("receipt").waitForFirst().getText();
    }

    /** What is wrong with the acknowledgements. */
    String acknowledgementError() {
        return summary().$(CheckboxElement.class).first().getErrorMessage();
    }

    private TestBenchElement summary() {
        return $("section").withClassName("order-summary").waitForFirst();
    }
}
