package io.drawdown.console.components;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;

/** Words that stand out among others. */
@Tag("strong")
public class StrongText extends HtmlContainer {

    /** These words, in bold. */
    public StrongText(String text) {
        setText(text);
    }
}
