package io.drawdown.api.infra.etag;

import io.drawdown.base.Hash;
import io.drawdown.base.Precondition;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tags what people edit with a hash of its content, which is the same on every server. */
@Component
public class EntityTags {

    private static final int TAG_LENGTH = 32;

    private final JsonMapper json;

    EntityTags(JsonMapper json) {
        this.json = json;
    }

    /** Returns a response with a body that can be edited as a whole, and its tag. */
    public <T> ResponseEntity<T> answer(T body) {
        return answer(body, body);
    }

    /** Answers a body with the tag of what can be edited. */
    public <T> ResponseEntity<T> answer(T body, Object editable) {
        return ResponseEntity.ok().eTag(tagOf(editable).formattedTag()).body(body);
    }

    /**
     * Adds the tag of what can be edited to a response that also has read-only fields. Unlike {@link #answer}, such a
     * GET is always answered in full: the tag doesn't tell whether the read-only fields are still the same.
     */
    public void addTo(HttpServletResponse response, Object editable) {
        response.setHeader(HttpHeaders.ETAG, tagOf(editable).formattedTag());
    }

    /** The precondition that a request's conditions are met by the tag of what it would replace. */
    public <T> Precondition<T> precondition(TagConditions conditions) {
        return precondition(conditions, current -> current);
    }

    /**
     * The precondition that a request's conditions are met by the tag of what it would replace.
     *
     * @param editable what of it can be edited
     */
    public <T> Precondition<T> precondition(TagConditions conditions, Function<T, ? extends Object> editable) {
        return current -> conditions.check(current == null ? null : tagOf(editable.apply(current)));
    }

    private ETag tagOf(Object editable) {
        return new ETag(Hash.sha256(json.writeValueAsString(editable)).substring(0, TAG_LENGTH), false);
    }
}
