package io.drawdown.console.customer.notifications;

import io.drawdown.base.ProblemException;

/** What was wrong with a field, as a sentence beside it. */
final class FieldProblemText {

    private FieldProblemText() {}

    /** The last thing wrong, said of what people call the field. */
    static String errorSentence(String field, ProblemException problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : field + " " + problem.errors().getLast().message() + ".";
    }
}
