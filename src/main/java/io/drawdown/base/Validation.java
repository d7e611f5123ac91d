package io.drawdown.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the invalid fields of a request, so that one refusal reports all of them. */
public final class Validation {

    /** The most characters of a code. */
    public static final int MAX_CODE_LENGTH = 63;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_CODE_LENGTH - 1) + "}");
    private static final int MAX_NAME_LENGTH = 200;

    /** Fillers that Unicode counts as letters or symbols, and an empty braille pattern. */
    private static final String INVISIBLE_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800";

    private final List<FieldProblem> problems = new ArrayList<>();

    /** Whether the text is a code: a letter or digit, then up to 62 letters, digits, dots, underscores and hyphens. */
    public static boolean isCode(@Nullable String code) {
        return code != null && CODE.matcher(code).matches();
    }

    /** Requires a code. */
    public Validation code(String field, @Nullable String value) {
        return require(
                isCode(value),
                field,
                "must be 1 to 63 letters, digits, dots, underscores or hyphens, starting with a letter or digit");
    }

    /** Requires a name of 1 to 200 characters, all of them visible, that isn't blank. */
    public Validation name(String field, @Nullable String value) {
        require(
                value != null
                        && !value.isBlank()
                        && value.length() <= MAX_NAME_LENGTH
                        && value.chars().noneMatch(Character::isISOControl)
                        && isEncodable(value),
                field,
                "must be 1 to " + MAX_NAME_LENGTH + " characters");
        return require(
                value == null || value.codePoints().noneMatch(Validation::isInvisible),
                field,
                "must not contain invisible characters or such that change the direction of text. Type it again");
    }

    /**
     * Whether a character isn't seen, or turns the order of others around, so that a text with it looks like another:
     * zero-width and formatting characters, separators of lines, and private ones.
     */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE ->
                true;
            default -> INVISIBLE_LETTERS.indexOf(character) >= 0;
        };
    }

    /** Whether the text can be stored unchanged. UTF-8 can't encode half of a surrogate pair. */
    public static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Requires a value. */
    public Validation present(String field, @Nullable Object value) {
        return require(value != null, field, "is required");
    }

    /** Requires a whole number in a range; refuses null. */
    public Validation range(String field, @Nullable Number value, long least, long most) {
        return require(
                value != null && isWhole(value) && value.longValue() >= least && value.longValue() <= most,
                field,
                "must be a whole number from " + least + " to " + most);
    }

    /** Requires a currency in which amounts can be paid: the minor units of gold or of test codes aren't defined. */
    public Validation currency(String field, @Nullable Currency value) {
        return require(
                value != null && value.getDefaultFractionDigits() >= 0,
                field,
                value == null
                        ? "is required"
                        : "must be a currency that amounts can be paid in, such as CNY: " + value
                                + " has no minor units");
    }

    /**
     * Returns the value of a required field.
     *
     * @throws ProblemException of type {@link ProblemType#INVALID} if there is none
     */
    public static <T> T required(String field, @Nullable T value) {
        new Validation().present(field, value).throwIfInvalid();
        return Objects.requireNonNull(value);
    }

    /** Requires that a condition on a field holds. */
    public Validation require(boolean holds, String field, String message) {
        if (!holds) {
            problems.add(new FieldProblem(field, message));
        }
        return this;
    }

    /** Throws a problem of type {@link ProblemType#INVALID} if any field is invalid. */
    public void throwIfInvalid() {
        if (!problems.isEmpty()) {
            var first = problems.getFirst();
            var rest = problems.size() - 1;
            throw new ProblemException(
                    ProblemType.INVALID,
                    "'" + first.field() + "' " + first.message() + (rest == 0 ? "." : ", and " + rest + " more."),
                    problems);
        }
    }

    private static boolean isWhole(Number value) {
        return value.doubleValue() == value.longValue();
    }
}
