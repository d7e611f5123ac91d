package io.drawdown.console.customer.notifications;

import io.drawdown.base.ProblemException;

/** Formats the problem of a field as a sentence to show beside it. */
final class FieldProblemText {

    private FieldProblemText() {}

    /** Returns the last error as a sentence that starts with the field's label. */
    static String errorSentence(String field, ProblemException problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : field + " " + problem.errors().getLast().message() + ".";
    }
}
