package io.drawdown.base;

import java.util.List;

/** A refused request, with a message for the person who made it. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final String detail;
    private final List<FieldProblem> errors;

    public ProblemException(ProblemType type, String detail, List<FieldProblem> errors) {
        super(detail);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** Creates a problem with a cause that operators should see. */
    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail);
        initCause(cause);
    }

    /** Creates a problem of one field, whose message is also the detail. */
    public static ProblemException forField(ProblemType type, String field, String message) {
        return new ProblemException(type, message, List.of(new FieldProblem(field, message)));
    }

    /** Creates a problem for something that doesn't exist or that the caller may not see (R23). */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, what + " was not found.");
    }

    public ProblemType type() {
        return type;
    }

    /** Returns the invalid fields; empty if no field is at fault. */
    public List<FieldProblem> errors() {
        return errors;
    }

    /** Returns what happened and what to do. */
    public String detail() {
        return detail;
    }
}
