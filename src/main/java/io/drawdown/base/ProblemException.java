package io.drawdown.base;

import java.util.List;

/** A request that is refused, with words for the person who made it. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final List<FieldProblem> errors;

    public ProblemException(ProblemType type, String detail, List<FieldProblem> errors) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** A problem that something else has caused, which those who run the server want to know of. */
    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail);
        initCause(cause);
    }

    /** A problem of one field, whose message is also the detail. */
    public static ProblemException forField(ProblemType type, String field, String message) {
        return new ProblemException(type, message, List.of(new FieldProblem(field, message)));
    }

    /** Something that isn't there, or isn't the caller's to see (R23). */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, what + " was not found.");
    }

    public ProblemType type() {
        return type;
    }

    /** The fields at fault; empty where no field is. */
    public List<FieldProblem> errors() {
        return errors;
    }

    /** What happened and what to do. */
    public String detail() {
        return getMessage();
    }
}
