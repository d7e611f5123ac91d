package io.drawdown.api.infra.json;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.api.ApiKeyController;
import io.drawdown.api.UsageAlertBody;
import io.drawdown.api.WebhookController;
import java.util.Collection;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Refuses what isn't a field, in bodies in which fields may be left out: a mistyped name there would go for a wish to have
 * the rest.
 */
final class UnknownFieldHandler extends DeserializationProblemHandler {

    private static final Set<Class<?>> BODIES = Set.of(
            UsageAlertBody.class,
            UsageAlertBody.Target.class,
            AlertSetting.class,
            Threshold.class,
            WebhookController.WebhookRequest.class,
            ApiKeyController.KeyRequest.class);

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context, JsonParser parser, ValueDeserializer<?> reader, Object bean, String name) {
        var body = reader.handledType();
        if (!BODIES.contains(body)) {
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
