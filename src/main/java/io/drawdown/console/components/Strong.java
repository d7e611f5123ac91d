package io.drawdown.console.components;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;

/** Words that stand out among others. */
@Tag("strong")
public class Strong extends HtmlContainer {

    /** These words, in bold. */
    public Strong(String text) {
        setText(text);
    }
}
