package io.drawdown.api;

import io.drawdown.base.Check;
import io.drawdown.base.Listing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.data.domain.PageRequest;
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
 * Answers a {@link Listing} that a controller returns: one page of it as JSON, or all of it as CSV, written row by row as
 * the database gives them, whichever the caller prefers.
 */
class ListingAnswer implements HandlerMethodReturnValueHandler {

    static final MediaType CSV = new MediaType("text", "csv");
    static final int USUAL_SIZE = 50;
    static final int LARGEST_SIZE = 1000;

    private final JsonMapper json;

    ListingAnswer(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Listing.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned, MethodParameter returnType, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException, HttpMediaTypeNotAcceptableException {
        container.setRequestHandled(true);
        var listing = (Listing<?>) returned;
        var request = web.getNativeRequest(HttpServletRequest.class);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (CSV.equals(preferred(request))) {
            writeCsv(listing, rowType(returnType), response);
        } else {
            var page = listing.page(PageRequest.of(
                    (int) number(request, "page", 0, 0, Integer.MAX_VALUE),
                    (int) number(request, "size", USUAL_SIZE, 1, LARGEST_SIZE)));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(PageOf.of(page)));
        }
    }

    /** What the rows of a list are that a method returns. */
    static Class<?> rowType(MethodParameter returnType) {
        return ResolvableType.forMethodParameter(returnType).as(Listing.class).getGeneric(0).resolve(Object.class);
    }

    private void writeCsv(Listing<?> listing, Class<?> type, HttpServletResponse response) throws IOException {
        response.setContentType(CSV + ";charset=UTF-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        var table = new CsvTable(type);
        var csv = table.open(response.getWriter());
        listing.forEach(row -> table.print(csv, row));
        csv.flush();
    }

    private static MediaType preferred(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        var offered = List.of(MediaType.APPLICATION_JSON, CSV);
        for (var type : accepted(request)) {
            for (var offer : offered) {
                if (type.includes(offer)) {
                    return offer;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(offered);
    }

    private static List<MediaType> accepted(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            var accepted = MediaType.parseMediaTypes(headers.isEmpty() ? List.of(MediaType.ALL_VALUE) : headers);
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted;
        } catch (InvalidMediaTypeException unreadable) {
            return List.of();
        }
    }

    private static long number(HttpServletRequest request, String parameter, long usual, long least, long most) {
        var text = request.getParameter(parameter);
        if (text == null || text.isEmpty()) {
            return usual;
        }
        var value = text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
        new Check().range(parameter, value, least, most).orRefuse();
        return value;
    }
}
