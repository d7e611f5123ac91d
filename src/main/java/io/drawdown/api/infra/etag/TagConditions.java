package io.drawdown.api.infra.etag;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * What a request may replace, by its headers If-Match and If-None-Match (RFC 9110, 13.1). A header without a readable tag is never
 * met, since a client that sends one wants protection.
 *
 * @param ifMatch the tags, one of which must match; null without the header
 * @param ifNoneMatch the tags, none of which may match; null without the header
 */
public record TagConditions(
        @Nullable List<ETag> ifMatch, @Nullable List<ETag> ifNoneMatch) {

    static TagConditions parse(String @Nullable [] ifMatch, String @Nullable [] ifNoneMatch) {
        return new TagConditions(parse(ifMatch), parse(ifNoneMatch));
    }

    private static @Nullable List<ETag> parse(String @Nullable [] lines) {
        return lines == null ? null : ETag.parse(String.join(",", lines));
    }

    /**
     * Refuses to replace an entity with this tag if the conditions don't allow it.
     *
     * @param current the entity's tag; null if there is none
     */
    void check(@Nullable ETag current) {
        if (ifMatch != null) {
            requireReadable(HttpHeaders.IF_MATCH, ifMatch);
            requireMatch(ifMatch, current);
        }
        if (ifNoneMatch != null) {
            requireReadable(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);
            requireNoMatch(ifNoneMatch, current);
        }
    }

    private static void requireReadable(String header, List<ETag> tags) {
        if (tags.isEmpty()) {
            throw refused(
                    "The header '" + header
                            + "' names no ETag that can be read, so nothing was changed. Send '*' or ETags as they were answered, in double quotes.");
        }
    }

    private static void requireMatch(List<ETag> tags, @Nullable ETag current) {
        if (current == null) {
            throw refused("There is nothing here that 'If-Match' could match, so nothing was changed. "
                    + "Without that header, this request adds it.");
        }
        if (tags.stream().noneMatch(tag -> tag.isWildcard() || tag.compare(current, true))) {
            throw refused("This was changed since the answer whose ETag 'If-Match' names, so nothing was changed now. "
                    + "Read it again, look at what has changed, and send your change once more with the new ETag.");
        }
    }

    private static void requireNoMatch(List<ETag> tags, @Nullable ETag current) {
        if (current != null && tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(current, false))) {
            throw refused("This is there already, and 'If-None-Match' asks not to replace it, so nothing was changed. "
                    + "Without that header, this request replaces it.");
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.PRECONDITION_FAILED, detail);
    }
}
