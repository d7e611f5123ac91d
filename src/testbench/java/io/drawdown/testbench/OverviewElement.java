package io.drawdown.testbench;

import com.vaadin.testbench.TestBenchElement;
import com.vaadin.testbench.annotations.Attribute;
import com.vaadin.testbench.elementsbase.Element;
import java.util.List;

/** The Overview page. */
@Element("main")
@Attribute(name = "class", contains = "page")
public class OverviewElement extends PageElement {

    /** What remains of each specification and region, as the cards say it. */
    List<String> balances() {
        return $("div").withClassName("quota-meter").all().stream()
                .map(TestBenchElement::getText)
                .toList();
    }
}
