package io.drawdown.base;

import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes money as JSON. Amounts are texts, so that no reader makes a binary fraction of them, and never in exponents. */
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
