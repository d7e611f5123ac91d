package io.drawdown.account.internal;

import io.drawdown.account.DemoPassword;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a password must be: long, and none that is tried first. */
public final class PasswordRules {

    /** In characters. */
    public static final int LONGEST = 200;

    private static final int SHORTEST = 12;
    private static final int FEWEST_DIFFERENT = 5;
    private static final int LEFT_BESIDE_NAMES = 8;

    private static final Pattern NO_LETTERS_AT_THE_ENDS = Pattern.compile("^\\P{L}+|\\P{L}+$");
    private static final Set<String> COMMONEST = read("common-passwords.txt");

    private PasswordRules() {}

    /** What is wrong with a password, as the rest of a sentence about it; null if nothing is. The names are the person's and the account's. */
    public static @Nullable String problem(String password, Collection<String> names) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return "must have at least " + SHORTEST
                    + " characters: shorter ones can be found by trying. Some words in a row are easy to remember";
        }
        if (password.length() > LONGEST) {
            return "must have at most " + LONGEST + " characters";
        }
        if (DemoPassword.TEXT.equals(password)) {
            return "is the demo's, which everybody knows";
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (isCommon(lower)) {
            return "is among the commonest, or one of them with something added: those are tried first. Choose words that don’t belong together";
        }
        if (withoutNames(lower, names).length() < LEFT_BESIDE_NAMES) {
            return "is little more than a name that is known here, which is tried first";
        }
        return null;
    }

    private static boolean isCommon(String lower) {
        return lower.codePoints().distinct().count() < FEWEST_DIFFERENT
                || COMMONEST.contains(lower)
                || COMMONEST.contains(NO_LETTERS_AT_THE_ENDS.matcher(lower).replaceAll(""));
    }

    private static String withoutNames(String lower, Collection<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted((one, other) -> other.length() - one.length())
                .reduce(lower, (rest, name) -> rest.replace(name, ""));
    }

    private static Set<String> read(String resource) {
        var stream = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(resource));
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
