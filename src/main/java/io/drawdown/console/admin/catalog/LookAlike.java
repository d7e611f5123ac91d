package io.drawdown.console.admin.catalog;

import io.drawdown.console.components.dialog.ConfirmationDialog;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks before an entry is added that is easily taken for one that is there. */
public final class LookAlike {

    private LookAlike() {}

    /**
     * Returns the question to ask before a new entry is added; null if no other looks like it by its code.
     *
     * @param add adds it
     */
    public static <T> @Nullable ConfirmationDialog ofCode(
            T entered, Collection<T> others, Function<T, String> code, Runnable add) {
        var shape = shapeOf(code.apply(entered));
        return others.stream()
                .map(code)
                .filter(other -> !other.equals(code.apply(entered))) // refused, with its own message
                .filter(other -> shapeOf(other).equals(shape))
                .findFirst()
                .map(other -> ask(
                        code.apply(entered),
                        "The code looks like " + other
                                + ", which is another one: programs and people will mix them up.",
                        add))
                .orElse(null);
    }

    /**
     * Returns the question to ask before a new entry is added; null if no other looks like it by its code or name.
     *
     * @param add adds it
     */
    public static <T> @Nullable ConfirmationDialog ofCodeOrName(
            T entered, Collection<T> others, Function<T, String> code, Function<T, String> name, Runnable add) {
        if (others.stream().map(code).anyMatch(code.apply(entered)::equals)) {
            return null; // refused, with its own message
        }
        var question = ofCode(entered, others, code, add);
        return question != null
                ? question
                : others.stream()
                        .filter(other -> name.apply(other)
                                .strip()
                                .equalsIgnoreCase(name.apply(entered).strip()))
                        .findFirst()
                        .map(other -> ask(
                                code.apply(entered),
                                code.apply(other)
                                        + " has the same name. In lists where names are shown, the two look alike.",
                                add))
                        .orElse(null);
    }

    private static ConfirmationDialog ask(String code, String why, Runnable add) {
        return new ConfirmationDialog(
                "Add " + code + " all the same?", why + " Codes can’t be changed later.", "Add", add);
    }

    /** Returns what is left of a code for a hasty eye: case, 0 and o, 1, l and i, and separators don't differ. */
    static String shapeOf(String code) {
        return code.toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replaceAll("[._-]", "");
    }
}
