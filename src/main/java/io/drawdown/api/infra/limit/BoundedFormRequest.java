package io.drawdown.api.infra.limit;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form request that reads its body within limits of size and time. The servlet container would read it without a
 * time limit.
 */
final class BoundedFormRequest extends BoundedRequest {

    private @Nullable Map<String, String[]> parameters;

    BoundedFormRequest(HttpServletRequest request, Clock clock) {
        super(request, clock);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        if (parameters == null) {
            parameters = readParameters();
        }
        return parameters;
    }

    private Map<String, String[]> readParameters() {
        var read = new LinkedHashMap<String, List<String>>();
        try {
            var form = new String(getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // Parameters of the address come first. The container skips the body, because it has been read.
            super.getParameterMap()
                    .forEach((name, values) -> read.computeIfAbsent(name, first -> new ArrayList<>())
                            .addAll(List.of(values)));
            for (var field : form.split("&", 0)) {
                var parts = field.split("=", 2);
                read.computeIfAbsent(decode(parts[0]), first -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decode(parts[1]));
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The form can't be read: it is malformed, or was cut off on its way.");
        }
        var parameters = new LinkedHashMap<String, String[]>();
        read.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
