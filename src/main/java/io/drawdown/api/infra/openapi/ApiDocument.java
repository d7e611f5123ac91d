package io.drawdown.api.infra.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.list.CursorCodec;
import io.drawdown.api.infra.list.ListingResponseHandler;
import io.drawdown.api.infra.list.PageOf;
import io.drawdown.base.Lookup;
import io.drawdown.base.Money;
import io.drawdown.base.Problem;
import io.drawdown.base.sql.Listing;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.lang.reflect.RecordComponent;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/** Configures the OpenAPI document: its texts, and what all operations have in common. */
@Configuration(proxyBeanMethods = false)
public class ApiDocument {

    public static final String CATALOGUE = "Catalogue";
    public static final String ACCOUNTS = "Accounts";
    public static final String BUYING = "Buying";
    public static final String PACKAGES = "Packages and usage";
    public static final String BILLS = "Bills";
    public static final String ALERTS = "Usage alerts";
    public static final String CORRECTIONS = "Corrections and checks";
    public static final String USAGE = "Usage in";
    public static final String AUDIT = "Audit";

    private static final String KEY = "key";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(TagConditions.class)
                .replaceWithSchema(ZoneId.class, new StringSchema().example("Asia/Shanghai"))
                .replaceWithSchema(Currency.class, new StringSchema().example("CNY"))
                .replaceWithSchema(YearMonth.class, new StringSchema().example("2026-11"))
                .replaceWithSchema(JsonNode.class, new ObjectSchema().description("A JSON object"))
                .replaceWithSchema(
                        Money.class,
                        new ObjectSchema()
                                .addProperty(
                                        "amount",
                                        new StringSchema()
                                                .description("A decimal; a JSON number is read, too")
                                                .example("12.50"))
                                .addProperty(
                                        "currency",
                                        new StringSchema()
                                                .description("ISO 4217")
                                                .example("CNY"))
                                .addRequiredItem("amount")
                                .addRequiredItem("currency"));
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Drawdown").version("v1").description("""
                        Sells prepaid packages of AI compute, draws them down as jobs run, and bills the rest pay-per-use.

                        Quantities are node-seconds, instants are ISO 8601 in UTC, money is a decimal with its currency. \
                        Resources that can be edited have an `ETag`. A PUT with `If-Match` is refused (412) if the \
                        resource has changed since. The body of a GET is a valid body for the PUT of the same resource. \
                        Lists are paged; with `Accept: text/csv` a list is streamed as a whole. Errors are \
                        `application/problem+json` (RFC 9457); their `type` is an address that describes the problem."""))
                .tags(List.of(
                        new Tag()
                                .name(CATALOGUE)
                                .description(
                                        "Regions, specifications, list prices and offers. Every key may read them, ADMIN keys may change them."),
                        new Tag().name(ACCOUNTS).description("Accounts, their users and API keys."),
                        new Tag().name(BUYING).description("Orders and gifts. Each creates a package."),
                        new Tag().name(PACKAGES).description("Packages, balances, usage records and deductions."),
                        new Tag().name(BILLS).description("Charges and monthly statements."),
                        new Tag().name(ALERTS).description("Alert settings, notifications, recipients and webhooks."),
                        new Tag().name(USAGE).description("Usage events, imports and rejected events."),
                        new Tag().name(AUDIT).description("Changes by users and keys, and accesses of support.")))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API key, as it was shown when it was made.")))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return document -> ModelConverters.getInstance(true)
                .readAll(Problem.class)
                .forEach(document.getComponents().getSchemas()::putIfAbsent);
    }

    @Bean
    OperationCustomizer commonAnswers() {
        return (operation, method) -> {
            describeList(operation, method);
            var answers = operation.getResponses();
            if (operation.getRequestBody() != null) {
                answers.addApiResponse("400", problemResponse("The request can't be read"));
            }
            answers.addApiResponse(
                    "401", problemResponse("No API key, or one that isn't known, has expired or was revoked"));
            answers.addApiResponse("403", problemResponse("The key's role may not do this"));
            if (operation.getParameters() != null
                    && operation.getParameters().stream().anyMatch(one -> "path".equals(one.getIn()))) {
                answers.addApiResponse("404", problemResponse("Not there, or another account's"));
            }
            var conflict = method.getMethodAnnotation(AnswersConflict.class);
            if (conflict != null) {
                answers.addApiResponse("409", problemResponse(conflict.value()));
            }
            var eTag = method.getMethodAnnotation(AnswersETag.class);
            if (eTag != null) {
                describeETag(operation, method, eTag.conditionalGet());
            }
            answers.addApiResponse(
                    "422", problemResponse("Well formed, but refused by a rule: the detail says which and what to do"));
            answers.addApiResponse(
                    "429",
                    problemResponse(
                                    "Too many requests, where the server limits them, or too many changes of the account's customers: wait as long as Retry-After says")
                            .addHeaderObject(
                                    HttpHeaders.RETRY_AFTER,
                                    new Header().description("Seconds").schema(new IntegerSchema())));
            return operation;
        };
    }

    /** Describes lists as pages. */
    @Bean
    ModelConverter pagesForLists() {
        return (type, context, chain) -> {
            var java = Json.mapper().constructType(type.getType());
            if (java.hasRawClass(Listing.class)) {
                var page = Json.mapper().getTypeFactory().constructParametricType(PageOf.class, java.containedType(0));
                return context.resolve(new AnnotatedType(page).resolveAsRef(true));
            }
            return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        };
    }

    /** Marks all components of records as required, except nullable ones and codes in the address. */
    @Bean
    ModelConverter requiredComponents() {
        return (type, context, chain) -> {
            var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            var raw = Json.mapper().constructType(type.getType()).getRawClass();
            if (schema != null && raw.isRecord()) {
                var defined = schema.get$ref() == null
                        ? schema
                        : context.getDefinedModels()
                                .get(schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length()));
                for (var component : raw.getRecordComponents()) {
                    requireComponent(defined, component);
                }
            }
            return schema;
        };
    }

    private static void requireComponent(@Nullable Schema<?> schema, RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        var name = renamed == null ? component.getName() : renamed.value();
        if (schema != null
                && schema.getProperties() != null
                && schema.getProperties().containsKey(name)
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !component.getAccessor().isAnnotationPresent(JsonInclude.class)
                && !name.equals("code")
                && (schema.getRequired() == null || !schema.getRequired().contains(name))) {
            schema.addRequiredItem(name);
        }
    }

    private static void describeList(Operation operation, HandlerMethod method) {
        if (!Listing.class.isAssignableFrom(method.getReturnType().getParameterType())) {
            return;
        }
        var answer = Lookup.require(operation.getResponses(), "200");
        answer.setDescription("A page as JSON, or all rows as CSV");
        answer.getContent()
                .addMediaType(
                        ListingResponseHandler.CSV.toString(),
                        new io.swagger.v3.oas.models.media.MediaType().schema(new StringSchema()));
        operation.addParametersItem(new QueryParameter()
                .name("page")
                .description(
                        "From 0; CSV has no pages. Up to the 10,000th row, if the list has more: read longer ones with 'cursor'")
                .schema(new IntegerSchema()._default(0)));
        operation.addParametersItem(new QueryParameter()
                .name("size")
                .schema(new IntegerSchema()._default(ListingResponseHandler.DEFAULT_SIZE)));
        operation.addParametersItem(new QueryParameter()
                .name(CursorCodec.PARAMETER)
                .description(
                        "The 'next' of a page, in place of 'page', with all else as it was: gives the page after it, however far into the list. "
                                + "Each row that stays comes exactly once, whatever is added or removed meanwhile")
                .schema(new StringSchema()));
    }

    private static void describeETag(Operation operation, HandlerMethod method, boolean conditionalGet) {
        var answers = operation.getResponses();
        Lookup.require(answers, "200")
                .addHeaderObject(
                        HttpHeaders.ETAG,
                        new Header()
                                .description("Changes with what can be edited; for the If-Match of a PUT")
                                .schema(new StringSchema()));
        if (method.hasMethodAnnotation(PutMapping.class)) {
            operation.addParametersItem(header(
                    HttpHeaders.IF_MATCH,
                    "The ETag that was read: the change is refused (412) if what is there has another one by now. "
                            + "'*' changes only what is there already. Without it, PUT replaces whatever is there"));
            operation.addParametersItem(header(
                    HttpHeaders.IF_NONE_MATCH, "'*' only adds: the request is refused (412) if there is one already"));
            answers.addApiResponse("412", problemResponse("Refused by If-Match or If-None-Match; nothing was changed"));
        } else if (conditionalGet) {
            operation.addParametersItem(header(
                    HttpHeaders.IF_NONE_MATCH,
                    "An ETag that was read: answered 304, without a body, if it still holds"));
            answers.addApiResponse("304", new ApiResponse().description("Not changed since the ETag of If-None-Match"));
        }
    }

    private static Parameter header(String name, String description) {
        return new HeaderParameter().name(name).description(description).schema(new StringSchema());
    }

    private static ApiResponse problemResponse(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType()
                                        .schema(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + PROBLEM))));
    }
}
