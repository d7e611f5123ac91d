package io.drawdown.console.notifications;

import io.drawdown.base.ProblemException;

/** What was wrong with a field, as a sentence beside it. */
final class Refusals {

    private Refusals() {}

    /** The last thing wrong, said of what people call the field. */
    static String sentence(String field, ProblemException problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : field + " " + problem.errors().getLast().message() + ".";
    }
}
