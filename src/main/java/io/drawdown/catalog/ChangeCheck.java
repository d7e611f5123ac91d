package io.drawdown.catalog;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses changes to something that was changed after their author had read it. */
final class ChangeCheck {

    private ChangeCheck() {}

    /**
     * Requires that the current state is the one that the author has seen.
     *
     * @param seen what the author saw; null to add something new
     */
    static <T> void requireUnchanged(@Nullable T seen, @Nullable T before, String what, String code) {
        if (seen == null && before != null) {
            throw ProblemException.forField(
                    ProblemType.ALREADY_EXISTS, "code", "There is " + withArticle(what) + " '" + code + "' already.");
        }
        if (!Objects.equals(seen, before)) {
            throw changedMeanwhile("the " + what + " '" + code + "'");
        }
    }

    static ProblemException changedMeanwhile(String what) {
        return new ProblemException(
                ProblemType.CHANGED_MEANWHILE,
                "Someone else has changed " + what
                        + " since you opened it, so your changes were not saved. Open it again and make them again.");
    }

    private static String withArticle(String what) {
        return (what.startsWith("o") ? "an " : "a ") + what;
    }
}
