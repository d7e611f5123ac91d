package io.drawdown.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a request, to refuse it once with all of it. */
public final class Validation {

    /** How many characters a code has at most. */
    public static final int MAX_CODE_LENGTH = 63;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_CODE_LENGTH - 1) + "}");
    private static final int MAX_NAME_LENGTH = 200;

    private final List<FieldProblem> problems = new ArrayList<>();

    /** Whether this is a code: a letter or digit, then up to 62 letters, digits, dots, underscores and hyphens. */
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

    /** Requires a name of 1 to 200 characters that says something. */
    public Validation name(String field, @Nullable String value) {
        return require(
                value != null
                        && !value.isBlank()
                        && value.length() <= MAX_NAME_LENGTH
                        && value.chars().noneMatch(Character::isISOControl)
                        && isEncodable(value),
                field,
                "must be 1 to " + MAX_NAME_LENGTH + " characters");
    }

    /** Whether a text can be kept and given back as it is: UTF-8 has no form for half of a surrogate pair. */
    public static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Requires a value. */
    public Validation present(String field, @Nullable Object value) {
        return require(value != null, field, "is required");
    }

    /** Requires a whole number in a range; null is refused too. */
    public Validation range(String field, @Nullable Number value, long least, long most) {
        return require(
                value != null && isWhole(value) && value.longValue() >= least && value.longValue() <= most,
                field,
                "must be a whole number from " + least + " to " + most);
    }

    /** Requires that something holds of a field. */
    public Validation require(boolean holds, String field, String message) {
        if (!holds) {
            problems.add(new FieldProblem(field, message));
        }
        return this;
    }

    /** Refuses with {@link ProblemType#INVALID} if anything was wrong. */
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
