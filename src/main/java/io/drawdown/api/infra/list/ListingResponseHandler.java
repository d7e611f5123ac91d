package io.drawdown.api.infra.list;

import io.drawdown.account.Access;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.spool.Exports;
import io.drawdown.base.sql.InvalidPositionException;
import io.drawdown.base.sql.Listing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link Listing} that a controller returns, as the request prefers: one page as JSON, or all rows as CSV,
 * which is buffered completely before it is sent.
 */
public class ListingResponseHandler implements HandlerMethodReturnValueHandler {

    public static final MediaType CSV = new MediaType("text", "csv");
    public static final int DEFAULT_SIZE = 50;
    static final int MAX_SIZE = 1000;

    private final JsonMapper json;
    private final Exports exports;
    private final Access access;
    private final CursorCodec cursors;

    ListingResponseHandler(JsonMapper json, Exports exports, Access access) {
        this.json = json;
        this.exports = exports;
        this.access = access;
        cursors = new CursorCodec(json);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Listing.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned,
            MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest web)
            throws IOException, HttpMediaTypeNotAcceptableException {
        container.setRequestHandled(true);
        var listing = Objects.requireNonNull((Listing<?>) returned);
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        if (CSV.equals(preferredType(request))) {
            writeCsv(listing, rowType(returnType), response);
        } else {
            var page = readPage(listing, request);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(page));
        }
    }

    /** Returns the type of the rows that a method lists. */
    static Class<?> rowType(MethodParameter returnType) {
        return ResolvableType.forMethodParameter(returnType)
                .as(Listing.class)
                .getGeneric(0)
                .resolve(Object.class);
    }

    private <T> PageOf<T> readPage(Listing<T> listing, HttpServletRequest request) {
        var size = (int) numberParameter(request, "size", DEFAULT_SIZE, 1, MAX_SIZE);
        var cursor = request.getParameter(CursorCodec.PARAMETER);
        return cursor == null || cursor.isEmpty()
                ? readNumberedPage(listing, request, size)
                : readPageAfter(listing, cursors.read(cursor, request, size), request, size);
    }

    private <T> PageOf<T> readNumberedPage(Listing<T> listing, HttpServletRequest request, int size) {
        var number = (int) numberParameter(request, "page", 0, 0, Integer.MAX_VALUE);
        var offset = (long) number * size;
        if (offset >= Listing.MAX_COUNTED) {
            var counted = listing.count();
            if (counted > Listing.MAX_COUNTED) {
                throw new ProblemException(
                        ProblemType.INVALID,
                        "The list has more than 10,000 rows, and this page begins beyond them. Read such a list with 'cursor', "
                                + "which 'next' of each page gives.",
                        List.of(new FieldProblem("page", "begins beyond the 10,000th row")));
            }
            return new PageOf<>(List.of(), PageOf.Position.of(size, number, counted), null);
        }
        var slice = listing.slice(new Listing.Offset(offset), size, Sort.unsorted());
        var isEndKnown = slice.next() == null && (offset == 0 || !slice.rows().isEmpty());
        var counted = isEndKnown ? Math.min(offset + slice.rows().size(), Listing.MAX_COUNTED + 1) : listing.count();
        return toPage(slice, PageOf.Position.of(size, number, counted), request);
    }

    private <T> PageOf<T> readPageAfter(
            Listing<T> listing, Listing.After position, HttpServletRequest request, int size) {
        var page = request.getParameter("page");
        new Validation()
                .require(page == null || page.isEmpty(), "page", "can't be combined with a cursor")
                .throwIfInvalid();
        try {
            var slice = listing.slice(position, size, Sort.unsorted());
            return toPage(slice, PageOf.Position.of(size, null, listing.count()), request);
        } catch (InvalidPositionException foreign) {
            throw CursorCodec.foreignCursor();
        }
    }

    private <T> PageOf<T> toPage(Listing.Slice<T> slice, PageOf.Position position, HttpServletRequest request) {
        return new PageOf<>(
                slice.rows(),
                position,
                slice.next() == null ? null : cursors.write(slice.next(), request, position.size()));
    }

    private void writeCsv(Listing<?> listing, Class<?> type, HttpServletResponse response) throws IOException {
        var table = new CsvTableWriter(type);
        try (var export = exports.write(access.actor().group(), out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            var csv = table.open(writer);
            listing.forEach(row -> table.printRow(csv, row));
            csv.flush();
        })) {
            response.setContentType(CSV + ";charset=UTF-8");
            export.sendTo(response.getOutputStream());
        }
    }

    private static MediaType preferredType(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        var offered = List.of(MediaType.APPLICATION_JSON, CSV);
        for (var type : acceptedTypes(request)) {
            for (var offer : offered) {
                if (type.includes(offer)) {
                    return offer;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(offered);
    }

    private static List<MediaType> acceptedTypes(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            var accepted = MediaType.parseMediaTypes(headers.isEmpty() ? List.of(MediaType.ALL_VALUE) : headers);
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted;
        } catch (InvalidMediaTypeException unreadable) {
            return List.of();
        }
    }

    private static long numberParameter(
            HttpServletRequest request, String parameter, long usual, long least, long most) {
        var text = request.getParameter(parameter);
        if (text == null || text.isEmpty()) {
            return usual;
        }
        var value = text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
        new Validation().range(parameter, value, least, most).throwIfInvalid();
        return Objects.requireNonNull(value);
    }
}
