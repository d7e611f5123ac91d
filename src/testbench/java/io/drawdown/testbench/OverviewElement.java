package io.drawdown.testbench;

import com.vaadin.testbench.TestBenchElement;
import java.util.List;

/** The Overview page. */
public class OverviewElement extends PageElement {

    /** What remains of each specification and region, as the cards say it. */
    List<String> balances() {
        return $("div").withClassName("quota-meter").all().stream()
                .map(TestBenchElement::getText)
                .toList();
    }
}
