package io.drawdown.api.infra.list;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.drawdown.base.Hash;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes positions in lists as cursors, and decodes them. A cursor contains the sort keys of the last row that the
 * caller has seen, and a hash of them with the list's address, filters and size, so that it works only for the same
 * list.
 */
public class CursorCodec {

    public static final String PARAMETER = "cursor";

    private static final String VERSION = "1";
    private static final Pattern VERSIONED_CURSOR = Pattern.compile("[0-9]{1,6}\\.[A-Za-z0-9_-]+");
    private static final int MAX_LENGTH = 8000;
    private static final Set<String> NO_FILTERS = Set.of(PARAMETER, "page", "size");

    private final JsonMapper json;

    public CursorCodec(JsonMapper json) {
        this.json = json;
    }

    private record Body(
            @JsonSetter(contentNulls = Nulls.SET) List<@Nullable String> keys, String hash) {}

    /** Returns the cursor for a position in the list of a request. */
    public String write(Listing.After position, HttpServletRequest request, int size) {
        var body = new Body(position.keys(), hashOf(position.keys(), request, size));
        return VERSION + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(body));
    }

    /**
     * Returns the position of a cursor in the list of a request.
     *
     * @throws ProblemException {@link ProblemType#INVALID} for a cursor of another list, or of other filters or
     *     another size
     */
    Listing.After read(String cursor, HttpServletRequest request, int size) {
        if (cursor.length() > MAX_LENGTH || !VERSIONED_CURSOR.matcher(cursor).matches()) {
            throw foreignCursor();
        }
        if (!cursor.startsWith(VERSION + ".")) {
            throw invalidCursor(
                    "The cursor was given by another version of the program. Ask for the first page again, without a cursor.");
        }
        var body = decode(cursor.substring(VERSION.length() + 1));
        var position = new Listing.After(body.keys());
        if (!body.hash().equals(hashOf(body.keys(), request, size)) || !cursor.equals(write(position, request, size))) {
            throw foreignCursor();
        }
        return position;
    }

    /** Creates the problem for a cursor that this list didn't return. */
    static ProblemException foreignCursor() {
        return invalidCursor("The cursor was not given by this list with these filters, sort and size. "
                + "Take it from 'next' and change nothing else, or ask for the first page again, without a cursor.");
    }

    private static ProblemException invalidCursor(String message) {
        return ProblemException.forField(ProblemType.INVALID, PARAMETER, message);
    }

    private Body decode(String text) {
        try {
            var body = json.readValue(Base64.getUrlDecoder().decode(text), Body.class);
            if (body == null || body.keys() == null || body.hash() == null) {
                throw foreignCursor();
            }
            return body;
        } catch (IllegalArgumentException | JacksonException unreadable) {
            throw foreignCursor();
        }
    }

    private String hashOf(List<@Nullable String> keys, HttpServletRequest request, int size) {
        var filters = new TreeMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> {
            var given = Arrays.stream(values).filter(value -> !value.isBlank()).toList();
            if (!NO_FILTERS.contains(name) && !given.isEmpty()) {
                filters.put(name, given);
            }
        });
        var all = json.writeValueAsString(List.of(request.getServletPath(), filters, size, keys));
        return Hash.sha256(all).substring(0, 32);
    }
}
