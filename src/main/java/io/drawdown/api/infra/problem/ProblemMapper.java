package io.drawdown.api.infra.problem;

import io.drawdown.api.infra.json.InvalidValueException;
import io.drawdown.api.infra.json.TextValues;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.database.OutageClassifier;
import java.io.EOFException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Maps any failure of a request to a problem with a message for the person who made the request. */
final class ProblemMapper {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private static final Map<Class<?>, String> EXPECTATIONS = Map.of(
            java.time.Instant.class,
            TextValues.INSTANT_EXPECTATION,
            java.time.YearMonth.class,
            TextValues.MONTH_EXPECTATION,
            Boolean.TYPE,
            "must be true or false",
            Boolean.class,
            "must be true or false");

    private ProblemMapper() {}

    static Problem toProblem(Exception exception) {
        return Problem.of(toProblemException(exception));
    }

    private static ProblemException toProblemException(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        var unavailable = OutageClassifier.toProblem(exception);
        if (unavailable.isPresent()) {
            return unavailable.get();
        }
        return switch (exception) {
            case HttpMessageNotReadableException unreadable
            when unreadable.getCause() instanceof JacksonException json -> fromJson(json);
            case HttpMessageNotReadableException empty ->
                malformed("The request needs a JSON body, and none came, or it can't be read.");
            case JacksonException json -> fromJson(json);
            case MethodArgumentTypeMismatchException mismatch ->
                invalid(mismatch.getName(), expectation(mismatch.getRequiredType()));
            case MissingServletRequestParameterException missing ->
                missing(missing.getParameterName(), "The parameter '" + missing.getParameterName() + "' is missing.");
            case MissingRequestHeaderException missing ->
                missing(missing.getHeaderName(), "The header '" + missing.getHeaderName() + "' is missing.");
            case MissingServletRequestPartException missing ->
                missing(missing.getRequestPartName(), "The part '" + missing.getRequestPartName() + "' is missing.");
            case MaxUploadSizeExceededException large ->
                new ProblemException(
                        ProblemType.CONTENT_TOO_LARGE, "The upload is larger than the server takes at once.");
            case MultipartException broken ->
                malformed(
                        "The body can't be read as "
                                + "multipart/form-data: it is malformed, or was cut off on its way. Nothing of it was kept; send it again.");
            case EOFException cutOff ->
                malformed("The body was cut off on its way. Nothing of it was kept; send it again.");
            case HttpMediaTypeNotSupportedException unsupported ->
                new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        (unsupported.getContentType() == null
                                        ? "The request doesn't say what its body is."
                                        : "Bodies of the type " + unsupported.getContentType() + " aren't read here.")
                                + " Send the header 'Content-Type: " + joinValues(unsupported.getSupportedMediaTypes())
                                + "'.");
            case HttpMediaTypeNotAcceptableException unacceptable ->
                new ProblemException(
                        ProblemType.NOT_ACCEPTABLE,
                        "The answer is given as " + joinValues(unacceptable.getSupportedMediaTypes())
                                + ". Accept that.");
            case HttpRequestMethodNotSupportedException method ->
                new ProblemException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This address doesn't answer " + method.getMethod() + ". It answers "
                                + joinValues(
                                        method.getSupportedHttpMethods() == null
                                                ? List.of()
                                                : method.getSupportedHttpMethods())
                                + ".");
            case NoResourceFoundException nothing -> ProblemException.notFound("This address");
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() -> malformed("The request can't be read as it is.");
            default -> {
                LOG.error("A request failed", exception);
                yield new ProblemException(ProblemType.INTERNAL_ERROR, ProblemType.INTERNAL_ERROR.explanation());
            }
        };
    }

    private static ProblemException fromJson(JacksonException json) {
        if (json instanceof MismatchedInputException mismatch) {
            var field = fieldPath(mismatch);
            return field.isEmpty()
                    ? malformed("The body must be a JSON object of the form that the OpenAPI document shows.")
                    : invalid(
                            field,
                            mismatch instanceof InvalidValueException
                                    ? mismatch.getOriginalMessage()
                                    : expectation(mismatch.getTargetType()));
        }
        var place = json.getLocation();
        return malformed(
                (isRepeatedKey(json) ? "An object in the body has a key twice" : "The body isn't JSON that can be read")
                        + (place == null || place.getLineNr() < 1
                                ? "."
                                : ": line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
    }

    /** Returns whether an object names a key twice, for which the parser has no exception of its own. */
    private static boolean isRepeatedKey(JacksonException json) {
        return json instanceof StreamReadException && json.getOriginalMessage().startsWith("Duplicate Object property");
    }

    private static String fieldPath(MismatchedInputException mismatch) {
        var path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String expectation(@Nullable Class<?> type) {
        if (type == null) {
            return "can't be read";
        }
        if (type.isEnum()) {
            return "must be one of " + joinValues(Arrays.asList(type.getEnumConstants()));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        if (Number.class.isAssignableFrom(type) || type == Long.TYPE || type == Integer.TYPE) {
            return "must be a whole number";
        }
        return EXPECTATIONS.getOrDefault(type, "must be an object");
    }

    private static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ProblemType.INVALID, "'" + field + "' " + message + ".", List.of(new FieldProblem(field, message)));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }

    private static ProblemException missing(String field, String detail) {
        return ProblemException.forField(ProblemType.MALFORMED_REQUEST, field, detail);
    }

    private static String joinValues(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
