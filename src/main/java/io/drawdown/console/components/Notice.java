package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A message near its subject. It stays until the page changes. */
public class Notice extends Div {

    /** The importance of a message. */
    public enum Tone {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    private final Div text;

    /** Creates a message from one sentence. */
    public Notice(Tone tone, String text) {
        this(tone, new Span(text));
    }

    /** Creates a message from several parts, such as bold words and links. */
    public Notice(Tone tone, Component... text) {
        addClassNames("notice", "notice-" + tone.name().toLowerCase(Locale.ROOT));
        getElement().setAttribute("role", tone == Tone.ERROR ? "alert" : "status");
        this.text = new Div(text);
        this.text.addClassName("text");
        add(this.text);
    }

    /**
     * Stops screen readers from announcing the message. For messages that describe a state and change by themselves.
     */
    public Notice unannounced() {
        getElement().removeAttribute("role");
        return this;
    }

    /** Puts a word before the message that names its subject, such as {@code Low}. */
    public Notice lead(String word) {
        var lead = new Span(word);
        lead.addClassName("lead");
        text.addComponentAsFirst(lead);
        return this;
    }

    /** Adds a link or a button at the end of the message. */
    public Notice action(Component action) {
        var end = new Div(action);
        end.addClassName("action");
        add(end);
        return this;
    }
}
