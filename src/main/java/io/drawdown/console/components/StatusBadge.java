package io.drawdown.console.components;

import com.vaadin.flow.component.html.Span;

/** A status as icon, word and colour. */
public class StatusBadge extends Span {

    /** Creates a badge with a word in a tone. */
    public StatusBadge(String word, StatusTone statusTone) {
        super(word);
        addClassNames("status-badge", statusTone.className());
    }
}
