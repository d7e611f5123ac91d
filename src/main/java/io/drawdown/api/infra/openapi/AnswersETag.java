package io.drawdown.api.infra.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler that answers with the ETag of what can be edited, and takes conditions on it. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnswersETag {

    /** Whether a GET is answered 304 if the ETag is unchanged; false if its body also has read-only fields. */
    boolean conditionalGet() default true;
}
