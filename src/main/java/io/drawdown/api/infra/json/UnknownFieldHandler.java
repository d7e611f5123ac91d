package io.drawdown.api.infra.json;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import java.util.Collection;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/** Refuses unknown fields in bodies with optional fields. Otherwise a misspelled field would count as omitted. */
final class UnknownFieldHandler extends DeserializationProblemHandler {

    /** The types of other modules that are read as parts of bodies. */
    private static final Set<Class<?>> DOMAIN_TYPES = Set.of(AlertSetting.class, Threshold.class);

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context, JsonParser parser, ValueDeserializer<?> reader, Object bean, String name) {
        var body = reader.handledType();
        if (!body.isAnnotationPresent(RejectsUnknownFields.class) && !DOMAIN_TYPES.contains(body)) {
            return false;
        }
        Collection<Object> known = reader.getKnownPropertyNames();
        var refused = new InvalidValueException(
                parser,
                "is not a field here; there are "
                        + String.join(", ", known.stream().map(String::valueOf).toList()));
        refused.prependPath(body, name);
        throw refused;
    }
}
