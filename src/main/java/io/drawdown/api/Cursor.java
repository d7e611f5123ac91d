package io.drawdown.api;

import io.drawdown.base.Hash;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
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
 * Writes the place at which a list goes on as text, and reads it again. The text holds the sort keys of the row before, which
 * the caller has seen, and a hash of them with the list's address, filters and size: it leads nowhere but on in the same list.
 */
class Cursor {

    static final String PARAMETER = "cursor";

    private static final String VERSION = "1";
    private static final Pattern OF_ANY_VERSION = Pattern.compile("[0-9]{1,6}\\.[A-Za-z0-9_-]+");
    private static final int LONGEST = 8000;
    private static final Set<String> NO_FILTERS = Set.of(PARAMETER, "page", "size");

    private final JsonMapper json;

    Cursor(JsonMapper json) {
        this.json = json;
    }

    private record Body(List<@Nullable String> keys, String hash) {}

    /** The cursor that leads to the rows after a position in the list of a request. */
    String write(Listing.After position, HttpServletRequest request, int size) {
        var body = new Body(position.keys(), hash(position.keys(), request, size));
        return VERSION + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(body));
    }

    /**
     * The position to which a cursor leads in the list of a request.
     *
     * @throws ProblemException {@link ProblemType#INVALID} for a cursor that wasn't given for this list, filters and size
     */
    Listing.After read(String cursor, HttpServletRequest request, int size) {
        if (cursor.length() > LONGEST || !OF_ANY_VERSION.matcher(cursor).matches()) {
            throw foreign();
        }
        if (!cursor.startsWith(VERSION + ".")) {
            throw refusal(
                    "The cursor was given by another version of the program. Ask for the first page again, without a cursor.");
        }
        var body = body(cursor.substring(VERSION.length() + 1));
        var position = new Listing.After(body.keys());
        if (!body.hash().equals(hash(body.keys(), request, size)) || !cursor.equals(write(position, request, size))) {
            throw foreign();
        }
        return position;
    }

    /** The refusal of a cursor that this list didn't give. */
    static ProblemException foreign() {
        return refusal("The cursor was not given by this list with these filters, sort and size. "
                + "Take it from 'next' and change nothing else, or ask for the first page again, without a cursor.");
    }

    private static ProblemException refusal(String message) {
        return ProblemException.at(ProblemType.INVALID, PARAMETER, message);
    }

    private Body body(String text) {
        try {
            var body = json.readValue(Base64.getUrlDecoder().decode(text), Body.class);
            if (body == null || body.keys() == null || body.hash() == null) {
                throw foreign();
            }
            return body;
        } catch (IllegalArgumentException | JacksonException unreadable) {
            throw foreign();
        }
    }

    private String hash(List<@Nullable String> keys, HttpServletRequest request, int size) {
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
