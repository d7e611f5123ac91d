package io.drawdown.account.password;

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

/** The rules for passwords: long, and not among those that attackers try first. */
public final class PasswordRules {

    /** The most characters of a password. */
    public static final int MAX_LENGTH = 200;

    private static final int MIN_LENGTH = 12;
    private static final int MIN_DISTINCT_CHARACTERS = 5;
    private static final int MIN_LENGTH_WITHOUT_NAMES = 8;

    private static final Pattern NON_LETTERS_AT_ENDS = Pattern.compile("^\\P{L}+|\\P{L}+$");
    private static final Set<String> COMMON_PASSWORDS = read("common-passwords.txt");

    private PasswordRules() {}

    /**
     * Returns how a password violates the rules, as the rest of a sentence; null if it doesn't.
     *
     * @param names the user's and the account's names, which must not make up most of a password
     */
    public static @Nullable String findProblem(String password, Collection<String> names) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            return "must have at least " + MIN_LENGTH
                    + " characters: shorter ones can be found by trying. Some words in a row are easy to remember";
        }
        if (password.length() > MAX_LENGTH) {
            return "must have at most " + MAX_LENGTH + " characters";
        }
        if (DemoPassword.PASSWORD.equals(password)) {
            return "is the demo's, which everybody knows";
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (isCommon(lower)) {
            return "is among the commonest, or one of them with something added: those are tried first. Choose words that don’t belong together";
        }
        if (withoutNames(lower, names).length() < MIN_LENGTH_WITHOUT_NAMES) {
            return "is little more than a name that is known here, which is tried first";
        }
        return null;
    }

    private static boolean isCommon(String lower) {
        return lower.codePoints().distinct().count() < MIN_DISTINCT_CHARACTERS
                || COMMON_PASSWORDS.contains(lower)
                || COMMON_PASSWORDS.contains(NON_LETTERS_AT_ENDS.matcher(lower).replaceAll(""));
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
