package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import io.drawdown.base.ProblemException;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** An editor for the JSON copy of an event, with the problems of the copy listed below it. */
class EventEditor extends Div {

    private final TextArea text = new TextArea("Event as JSON");
    private final UnorderedList problems = new UnorderedList();
    private final ObjectReader reader;
    private final Predicate<JsonNode> save;
    private final String saved;

    /**
     * Creates an editor of a copy.
     *
     * @param original the event as it was received, to which the copy can be reset
     * @param save saves the copy and returns whether it was saved
     */
    EventEditor(String saved, String original, JsonMapper json, Predicate<JsonNode> save) {
        this.saved = saved;
        this.save = save;
        reader = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        addClassName("event-editor");
        text.setValue(saved);
        text.setHelperText("Source and id can’t be changed, so that it isn’t counted twice if it is sent again.");
        text.getElement().setAttribute("spellcheck", "false");
        text.setWidthFull();
        text.setMinRows(18);
        problems.addClassName("event-problems");
        var keep = new Button("Save copy", click -> saveChanges());
        keep.setDisableOnClick(true);
        keep.addClickListener(click -> keep.setEnabled(true));
        var actions = new Div(keep, new Button("Reset to the original", click -> {
            text.setValue(original);
            showProblems();
        }));
        actions.addClassName("actions");
        var told = new Div(problems);
        told.getElement().setAttribute("role", "alert");
        add(text, told, actions);
    }

    /** Returns whether the text has unsaved changes. */
    boolean isChanged() {
        return !text.getValue().equals(saved);
    }

    /** Saves the text. Returns whether it was saved. */
    boolean saveChanges() {
        showProblems();
        try {
            return save.test(reader.readTree(text.getValue()));
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            showProblems("This isn’t JSON"
                    + (at == null ? "." : ": look at line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
            return false;
        }
    }

    /** Lists the problems of the copy, field by field. */
    void showProblems(ProblemException problem) {
        showProblems(
                problem.errors().isEmpty()
                        ? new String[] {problem.detail()}
                        : problem.errors().stream()
                                .map(error -> error.field() + " " + error.message() + ".")
                                .toArray(String[]::new));
    }

    private void showProblems(String... messages) {
        problems.removeAll();
        for (var message : messages) {
            problems.add(new ListItem(message));
        }
        text.setInvalid(messages.length > 0);
        text.setErrorMessage(messages.length == 0 ? "" : "The copy was not saved:");
    }
}
