package io.drawdown.base;

import java.util.List;

/** A problem as RFC 9457 writes it; `type` is its address relative to the server. */
public record Problem(String type, String title, int status, String detail, List<FieldProblem> errors) {

    /** The problem that an exception tells of. */
    public static Problem of(ProblemException exception) {
        var type = exception.type();
        return new Problem(type.path(), type.title(), type.status(), exception.detail(), exception.errors());
    }
}
