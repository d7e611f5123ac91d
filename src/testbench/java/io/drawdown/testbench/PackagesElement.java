package io.drawdown.testbench;

import com.vaadin.flow.component.grid.testbench.GridElement;
import com.vaadin.testbench.annotations.Attribute;
import com.vaadin.testbench.elementsbase.Element;

/** The Resource Packages page. */
@Element("main")
@Attribute(name = "class", contains = "page")
public class PackagesElement extends PageElement {

    /** The number of packages in the list. */
    int packageCount() {
        return grid().getRowCount();
    }

    /** The name of a package in the list. */
    String packageName(int row) {
        return grid().getCell(row, 0).getText();
    }

    private GridElement grid() {
        return $(GridElement.class).waitForFirst();
    }
}
