package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A message near what it is about; it stays until the page changes. */
public class Notice extends Div {

    /** How much a message matters. */
    public enum Tone {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    private final Div text;

    /** A message in one sentence. */
    public Notice(Tone tone, String text) {
        this(tone, new Span(text));
    }

    /** A message made of several parts, such as words in bold and links. */
    public Notice(Tone tone, Component... text) {
        addClassNames("notice", "notice-" + tone.name().toLowerCase(Locale.ROOT));
        getElement().setAttribute("role", tone == Tone.ERROR ? "alert" : "status");
        this.text = new Div(text);
        this.text.addClassName("text");
        add(this.text);
    }

    /** Has screen readers not announce it: it says how things stand, and changes by itself. */
    public Notice unannounced() {
        getElement().removeAttribute("role");
        return this;
    }

    /** Puts a word before the message that says what it is about, such as {@code Low}. */
    public Notice lead(String word) {
        var lead = new Span(word);
        lead.addClassName("lead");
        text.addComponentAsFirst(lead);
        return this;
    }

    /** Adds a link or a button at the message's end. */
    public Notice action(Component action) {
        var end = new Div(action);
        end.addClassName("action");
        add(end);
        return this;
    }
}
