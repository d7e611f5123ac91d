package io.drawdown.api;

import com.fasterxml.jackson.annotation.Nulls;
import io.drawdown.base.Check;
import io.drawdown.base.Money;
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
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** What the API takes for values in JSON: nothing is turned into another type silently. */
@Configuration(proxyBeanMethods = false)
class ApiJson {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addHandler(new KnownFields())
                .addModule(values());
    }

    private static SimpleModule values() {
        return new SimpleModule("drawdown")
                .addDeserializer(Money.class, new MoneyReader())
                .addDeserializer(BigDecimal.class, new AmountReader())
                .addDeserializer(Long.class, wholeNumber(Long.class, BigDecimal::longValueExact))
                .addDeserializer(Long.TYPE, wholeNumber(Long.TYPE, BigDecimal::longValueExact))
                .addDeserializer(Integer.class, wholeNumber(Integer.class, BigDecimal::intValueExact))
                .addDeserializer(Integer.TYPE, wholeNumber(Integer.TYPE, BigDecimal::intValueExact))
                .addDeserializer(
                        String.class,
                        text(
                                String.class,
                                "must be a text without the character U+0000 and halves of surrogate pairs",
                                ApiJson::storable))
                .addDeserializer(Instant.class, text(Instant.class, Texts.AN_INSTANT, Texts::instant))
                .addDeserializer(ZoneId.class, text(ZoneId.class, Texts.A_ZONE, Texts::zone))
                .addDeserializer(Currency.class, text(Currency.class, Texts.A_CURRENCY, Texts::currency));
    }

    private static <T> StdScalarDeserializer<T> text(Class<T> type, String expectation, Function<String, T> reading) {
        return new StdScalarDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    try {
                        return reading.apply(parser.getString());
                    } catch (DateTimeException | IllegalArgumentException unreadable) {
                        // the answer is the same as for what isn't a text
                    }
                }
                throw new BadValue(parser, expectation);
            }
        };
    }

    private static <T> StdScalarDeserializer<T> wholeNumber(Class<T> type, Function<BigDecimal, T> reading) {
        return new StdScalarDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                if (parser.currentToken().isNumeric()) {
                    try {
                        return reading.apply(parser.getDecimalValue());
                    } catch (ArithmeticException | NumberFormatException notWhole) {
                        throw new BadValue(parser, "must be a whole number and not too large");
                    }
                }
                throw new BadValue(parser, "must be a whole number");
            }

            @Override
            public @Nullable Object getNullValue(DeserializationContext context) {
                if (type.isPrimitive()) {
                    throw new BadValue(context.getParser(), "must be a whole number");
                }
                return super.getNullValue(context);
            }
        };
    }

    private static String storable(String text) {
        if (text.indexOf('\0') >= 0 || !Check.isEncodable(text)) {
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
                throw new BadValue(parser, "must be an object such as {\"amount\": \"12.50\", \"currency\": \"CNY\"}");
            }
            var body = context.readValue(parser, MoneyBody.class);
            return new Money(
                            required(parser, body.amount(), "amount", AmountReader.EXPECTATION),
                            required(parser, body.currency(), "currency", Texts.A_CURRENCY))
                    .tidy();
        }

        private static <T> T required(JsonParser parser, @Nullable T value, String property, String expectation) {
            if (value == null) {
                throw new BadValue(parser, expectation).prependPath(Money.class, property);
            }
            return value;
        }
    }

    private static final class AmountReader extends StdScalarDeserializer<BigDecimal> {

        static final String EXPECTATION = "must be a decimal such as \"12.50\"";

        private static final int LONGEST = 60;
        private static final int MOST_DIGITS = 20;

        AmountReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            var token = parser.currentToken();
            var text = token == JsonToken.VALUE_STRING || token.isNumeric() ? parser.getString() : "";
            if (text.length() <= LONGEST) {
                try {
                    return inRange(new BigDecimal(text));
                } catch (ArithmeticException | NumberFormatException unreadable) {
                    // the answer is the same as for what is too long
                }
            }
            throw new BadValue(
                    parser, EXPECTATION + ", with at most " + MOST_DIGITS + " digits before and after the point");
        }

        private static BigDecimal inRange(BigDecimal amount) {
            if (amount.signum() == 0) {
                return BigDecimal.ZERO;
            }
            if (amount.scale() > MOST_DIGITS || (long) amount.precision() - amount.scale() > MOST_DIGITS) {
                throw new ArithmeticException("Out of range");
            }
            return amount;
        }
    }
}
