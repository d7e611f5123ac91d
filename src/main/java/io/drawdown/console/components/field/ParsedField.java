package io.drawdown.console.components.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text field for a number, a day or a time. Typed or pasted text is never changed; if it can't be parsed, the field
 * says how to write it. The field's value is the text, and {@link #read()} returns the parsed value.
 */
public class ParsedField<T> extends TextField {

    private static final String ONLY_BLANKS = "This is blank. Enter something, or leave the field empty.";

    private final TextFormat<T> format;
    private Function<T, @Nullable String> rule = value -> null;
    private ParsedText<T> parsedText = ParsedText.empty();

    /** Creates an empty field for values in a format. */
    public ParsedField(String label, TextFormat<T> format) {
        super(label);
        this.format = format;
        setManualValidation(true);
        addValueChangeListener(change -> check());
    }

    /**
     * Sets a rule that refuses values which can be parsed but are not valid.
     *
     * @param problem returns a sentence about what is wrong with a value; null if the value is valid
     */
    public final void setRule(Function<T, @Nullable String> problem) {
        rule = problem;
        check();
    }

    /** Returns the parsed value; null if the field is empty, can't be parsed or breaks its rule. */
    public final @Nullable T read() {
        return parsedText.value();
    }

    /** Shows a value; null empties the field. */
    public final void write(@Nullable T value) {
        setValue(textOf(value));
    }

    /** Returns the text of a value in this field's format; empty for null. */
    public final String textOf(@Nullable T value) {
        return value == null ? "" : format.write(value);
    }

    /** Returns whether the field holds a text that can't be parsed or breaks its rule. */
    public final boolean isRefused() {
        return parsedText.problem() != null;
    }

    /** Validates the text again, because the rule may depend on other input or on the time, and shows what is wrong. */
    public final void check() {
        parsedText = parse(getValue());
        var problem = parsedText.problem();
        if (problem == null) {
            setInvalid(false);
        } else {
            FieldErrors.showError(this, problem);
        }
    }

    /** Returns the first visible field in a component whose text is refused. */
    public static Optional<ParsedField<?>> firstRefusedIn(Component component) {
        return fieldsIn(component).filter(ParsedField::isRefused).findFirst();
    }

    /** Enters a text as if the user had typed it. */
    final void enter(String text) {
        // The order matters: if the property is set first, Vaadin takes the change for one by the server.
        setModelValue(text, true);
        setPresentationValue(text);
    }

    private static Stream<ParsedField<?>> fieldsIn(Component component) {
        if (!component.isVisible()) {
            return Stream.empty();
        }
        return component instanceof ParsedField<?> field
                ? Stream.of(field)
                : component.getChildren().flatMap(ParsedField::fieldsIn);
    }

    private ParsedText<T> parse(String text) {
        if (text.isEmpty()) {
            return ParsedText.empty();
        }
        if (EnteredText.isTooLong(text)) {
            return ParsedText.refused(EnteredText.TOO_LONG);
        }
        var bare = EnteredText.strip(text);
        var read = bare.isEmpty() ? ParsedText.<T>refused(ONLY_BLANKS) : format.parse(bare);
        var problem = read.value() == null ? null : rule.apply(read.value());
        return problem == null ? read : ParsedText.refused(problem);
    }
}
