package io.drawdown.base;

import java.util.List;

/** A problem in the form of RFC 9457. The `type` is an address relative to the server. */
public record Problem(String type, String title, int status, String detail, List<FieldProblem> errors) {

    /** Returns the problem that an exception describes. */
    public static Problem of(ProblemException exception) {
        var type = exception.type();
        return new Problem(type.path(), type.title(), type.status(), exception.detail(), exception.errors());
    }
}
