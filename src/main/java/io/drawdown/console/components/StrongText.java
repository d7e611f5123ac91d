package io.drawdown.console.components;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;

/** A bold text. */
@Tag("strong")
public class StrongText extends HtmlContainer {

    /** Creates a bold text. */
    public StrongText(String text) {
        setText(text);
    }
}
