package io.drawdown.api.infra.list;

import io.drawdown.account.Access;
import io.drawdown.api.infra.json.TextValues;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.spool.Exports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Configures how requests reach the controllers and how lists are returned. */
@Configuration(proxyBeanMethods = false)
class ApiWeb implements WebMvcConfigurer {

    /** After the controllers and before the console, which would answer every address with a page. */
    private static final int BEFORE_THE_CONSOLE = 10;

    @Override
    @SuppressWarnings("NullAway") // a converter may return null, for which its type has no room here
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(
                String.class, Instant.class, text -> text.isEmpty() ? null : TextValues.parseInstant(text));
        registry.addConverter(String.class, YearMonth.class, TextValues::parseMonth);
    }

    /** Removes YAML, which the OpenAPI library brings along, because the API speaks only JSON. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> all.removeIf(one -> one.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new StorableParameters()).addPathPatterns("/api/**");
    }

    @Bean
    HandlerMapping unknownAddressMapping() {
        HttpRequestHandler nothing = (request, response) -> {
            throw ProblemException.notFound("This address");
        };
        return new SimpleUrlHandlerMapping(Map.of("/api/**", nothing), BEFORE_THE_CONSOLE);
    }

    /** Registers the handler for lists first, because Spring's own would take any returned object as a body. */
    @Bean
    SmartInitializingSingleton registerListingHandler(
            RequestMappingHandlerAdapter adapter, JsonMapper json, Exports exports, Access access) {
        return () -> {
            var handlers = new ArrayList<HandlerMethodReturnValueHandler>();
            handlers.add(new ListingResponseHandler(json, exports, access));
            handlers.addAll(adapter.getReturnValueHandlers());
            adapter.setReturnValueHandlers(handlers);
        };
    }

    /**
     * Refuses parameters with U+0000, which no text in the database can contain. Uploads are checked by their
     * controllers.
     */
    private static final class StorableParameters implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request instanceof MultipartRequest) {
                return true;
            }
            parameters(request).forEach((name, values) -> {
                for (var value : values) {
                    if (value != null && value.indexOf('\0') >= 0) {
                        throw ProblemException.forField(
                                ProblemType.INVALID, name, "'" + name + "' must not contain the character U+0000.");
                    }
                }
            });
            return true;
        }

        private static Map<String, String[]> parameters(HttpServletRequest request) {
            try {
                return request.getParameterMap();
            } catch (IllegalStateException undecodable) {
                throw new ProblemException(
                        ProblemType.MALFORMED_REQUEST,
                        "The parameters of the address can't be read. Write them in UTF-8, percent-encoded.");
            }
        }
    }
}
