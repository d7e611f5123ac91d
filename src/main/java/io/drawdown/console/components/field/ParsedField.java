package io.drawdown.console.components.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a number, a day or a time. What is typed or pasted stays as it is; where it can't be read, the field says how to write
 * it. The field's value is the text; {@link #read()} is what it says.
 */
public class ParsedField<T> extends TextField {

    private static final String ONLY_BLANKS = "There are only blanks here. Write something, or empty the field.";

    private final TextFormat<T> format;
    private Function<T, @Nullable String> rule = value -> null;
    private ParsedText<T> parsedText = ParsedText.empty();

    /** An empty field for values of this format. */
    public ParsedField(String label, TextFormat<T> format) {
        super(label);
        this.format = format;
        setManualValidation(true);
        addValueChangeListener(change -> check());
    }

    /**
     * Also refuses values that can be read but can't be meant.
     *
     * @param problem says what is wrong with a value, as a sentence; null where nothing is
     */
    public final void setRule(Function<T, @Nullable String> problem) {
        rule = problem;
        check();
    }

    /** What the text says; null where the field is empty, can't be read or breaks the field's rule. */
    public final @Nullable T read() {
        return parsedText.value();
    }

    /** Shows a value; null empties the field. */
    public final void write(@Nullable T value) {
        setValue(textOf(value));
    }

    /** How a value is written here; null is the empty text. */
    public final String textOf(@Nullable T value) {
        return value == null ? "" : format.write(value);
    }

    /** Whether something is entered that can't be read or breaks the field's rule, so that nothing may be done with it. */
    public final boolean isRefused() {
        return parsedText.problem() != null;
    }

    /** Reads the text again, by what else has been entered or how late it is by now, and says what is wrong with it. */
    public final void check() {
        parsedText = parse(getValue());
        var problem = parsedText.problem();
        if (problem == null) {
            setInvalid(false);
        } else {
            FieldErrors.showError(this, problem);
        }
    }

    /** The first visible field in a component that can't be read. */
    public static Optional<ParsedField<?>> firstRefusedIn(Component component) {
        return fieldsIn(component).filter(ParsedField::isRefused).findFirst();
    }

    /** Enters a text as a person does by typing it. */
    final void enter(String text) {
        // In this order: a property that is set first is taken for a change that the program makes.
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
