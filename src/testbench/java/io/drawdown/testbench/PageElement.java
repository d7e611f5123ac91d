package io.drawdown.testbench;

import com.vaadin.flow.component.button.testbench.ButtonElement;
import com.vaadin.testbench.TestBenchElement;
import com.vaadin.testbench.annotations.Attribute;
import com.vaadin.testbench.elementsbase.Element;

/** What the pages of the console have in common: a title, and actions at the upper right. */
@Element("main")
@Attribute(name = "class", contains = "page")
public class PageElement extends TestBenchElement {

    /** The title of the page. */
    String title() {
        return $("h1").waitForFirst().getText();
    }

    /** Opens the Usage Alert dialog. */
    UsageAlertElement openUsageAlert() {
        $(ButtonElement.class).withText("Usage Alert").waitForFirst().click();
        return $(UsageAlertElement.class).onPage().waitForFirst();
    }

    /** Whether the page says this in a notice. */
    boolean says(String words) {
        return $("*").withClassName("notice").all().stream()
                .anyMatch(notice -> notice.getText().contains(words));
    }
}
