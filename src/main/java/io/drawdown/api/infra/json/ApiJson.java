package io.drawdown.api.infra.json;

import com.fasterxml.jackson.annotation.Nulls;
import io.drawdown.base.Money;
import io.drawdown.base.Validation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Configures how the API reads and writes JSON values. No value is silently converted to another type. */
@Configuration(proxyBeanMethods = false)
class ApiJson {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addHandler(new UnknownFieldHandler())
                .addModule(valueReaders());
    }

    private static SimpleModule valueReaders() {
        return new SimpleModule("drawdown")
                .addDeserializer(Money.class, new MoneyReader())
                .addDeserializer(BigDecimal.class, new AmountReader())
                .addDeserializer(Long.class, wholeNumberReader(Long.class, BigDecimal::longValueExact))
                .addDeserializer(Long.TYPE, wholeNumberReader(Long.TYPE, BigDecimal::longValueExact))
                .addDeserializer(Integer.class, wholeNumberReader(Integer.class, BigDecimal::intValueExact))
                .addDeserializer(Integer.TYPE, wholeNumberReader(Integer.TYPE, BigDecimal::intValueExact))
                .addDeserializer(
                        String.class,
                        textReader(
                                String.class,
                                "must be a text without the character U+0000 and halves of surrogate pairs",
                                ApiJson::requireStorable))
                .addDeserializer(
                        Instant.class,
                        textReader(Instant.class, TextValues.INSTANT_EXPECTATION, TextValues::parseInstant))
                .addDeserializer(
                        ZoneId.class, textReader(ZoneId.class, TextValues.ZONE_EXPECTATION, TextValues::parseZone))
                .addDeserializer(
                        Currency.class,
                        textReader(Currency.class, TextValues.CURRENCY_EXPECTATION, TextValues::parseCurrency));
    }

    private static <T> StdScalarDeserializer<T> textReader(
            Class<T> type, String expectation, Function<String, T> reading) {
        return new StdScalarDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    try {
                        return reading.apply(parser.getString());
                    } catch (DateTimeException | IllegalArgumentException unreadable) {
                        // falls through to the same refusal as for a value that isn't a text
                    }
                }
                throw new InvalidValueException(parser, expectation);
            }
        };
    }

    private static <T> StdScalarDeserializer<T> wholeNumberReader(Class<T> type, Function<BigDecimal, T> reading) {
        return new StdScalarDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                if (parser.currentToken().isNumeric()) {
                    try {
                        return reading.apply(parser.getDecimalValue());
                    } catch (ArithmeticException | NumberFormatException notWhole) {
                        throw new InvalidValueException(parser, "must be a whole number and not too large");
                    }
                }
                throw new InvalidValueException(parser, "must be a whole number");
            }

            @Override
            public @Nullable Object getNullValue(DeserializationContext context) {
                if (type.isPrimitive()) {
                    throw new InvalidValueException(context.getParser(), "must be a whole number");
                }
                return super.getNullValue(context);
            }
        };
    }

    private static String requireStorable(String text) {
        if (text.indexOf('\0') >= 0 || !Validation.isEncodable(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private record MoneyBody(
            @Nullable BigDecimal amount, @Nullable Currency currency) {}

    private static final class MoneyReader extends StdScalarDeserializer<Money> {

        MoneyReader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new InvalidValueException(
                        parser, "must be an object such as {\"amount\": \"12.50\", \"currency\": \"CNY\"}");
            }
            var body = context.readValue(parser, MoneyBody.class);
            return new Money(
                            required(parser, body.amount(), "amount", AmountReader.EXPECTATION),
                            required(parser, body.currency(), "currency", TextValues.CURRENCY_EXPECTATION))
                    .normalized();
        }

        private static <T> T required(JsonParser parser, @Nullable T value, String property, String expectation) {
            if (value == null) {
                throw new InvalidValueException(parser, expectation).prependPath(Money.class, property);
            }
            return value;
        }
    }

    private static final class AmountReader extends StdScalarDeserializer<BigDecimal> {

        static final String EXPECTATION = "must be a decimal such as \"12.50\"";

        private static final int MAX_LENGTH = 60;
        private static final int MAX_DIGITS = 20;

        AmountReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            var token = parser.currentToken();
            var text = token == JsonToken.VALUE_STRING || token.isNumeric() ? parser.getString() : "";
            if (text.length() <= MAX_LENGTH) {
                try {
                    return inRange(new BigDecimal(text));
                } catch (ArithmeticException | NumberFormatException unreadable) {
                    // falls through to the same refusal as for a number that is too long
                }
            }
            throw new InvalidValueException(
                    parser, EXPECTATION + ", with at most " + MAX_DIGITS + " digits before and after the point");
        }

        private static BigDecimal inRange(BigDecimal amount) {
            if (amount.signum() == 0) {
                return BigDecimal.ZERO;
            }
            if (amount.scale() > MAX_DIGITS || (long) amount.precision() - amount.scale() > MAX_DIGITS) {
                throw new ArithmeticException("Out of range");
            }
            return amount;
        }
    }
}
