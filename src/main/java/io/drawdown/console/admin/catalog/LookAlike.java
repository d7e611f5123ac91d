package io.drawdown.console.admin.catalog;

import io.drawdown.console.components.dialog.ConfirmationDialog;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks before an entry is added that is easily taken for one that is there: by its code, or by its name. */
public final class LookAlike {

    private LookAlike() {}

    /**
     * Returns the question to ask before a new entry is added; null if no other looks like it.
     *
     * @param add adds it
     */
    public static <T> @Nullable ConfirmationDialog confirmation(
            T entered, Collection<T> others, Function<T, String> code, Function<T, String> name, Runnable add) {
        var shape = shapeOf(code.apply(entered));
        for (var other : others) {
            if (code.apply(other).equals(code.apply(entered))) {
                continue; // refused, with its own message
            }
            if (shapeOf(code.apply(other)).equals(shape)) {
                return ask(
                        entered,
                        code,
                        "The code looks like " + code.apply(other) + " (" + name.apply(other)
                                + "), which is another one: programs and people will mix them up.",
                        add);
            }
            if (name.apply(other).strip().equalsIgnoreCase(name.apply(entered).strip())) {
                return ask(
                        entered,
                        code,
                        code.apply(other) + " has the same name. In lists where names are shown, the two look alike.",
                        add);
            }
        }
        return null;
    }

    private static <T> ConfirmationDialog ask(T entered, Function<T, String> code, String why, Runnable add) {
        return new ConfirmationDialog(
                "Add " + code.apply(entered) + " all the same?", why + " Codes can’t be changed later.", "Add", add);
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
