package io.drawdown.base;

import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes money as JSON. Amounts are strings without exponents, so that no reader converts them to binary fractions. */
@JacksonComponent
class MoneySerializer extends StdSerializer<Money> {

    MoneySerializer() {
        super(Money.class);
    }

    @Override
    public void serialize(Money money, JsonGenerator json, SerializationContext context) {
        json.writeStartObject(money);
        json.writeStringProperty("amount", money.amount().toPlainString());
        json.writeStringProperty("currency", money.currency().getCurrencyCode());
        json.writeEndObject();
    }
}
