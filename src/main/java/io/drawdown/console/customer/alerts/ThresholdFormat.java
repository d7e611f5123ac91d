package io.drawdown.console.customer.alerts;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.console.components.field.ParsedText;
import io.drawdown.console.components.field.TextFormat;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The format of thresholds of one type, parsed and written by {@link ThresholdText}.
 *
 * @param known thresholds that a text may show rounded
 */
record ThresholdFormat(Threshold.Type type, Supplier<? extends Collection<Threshold>> known)
        implements TextFormat<List<Threshold>> {

    @Override
    public ParsedText<List<Threshold>> parse(String text) {
        var reading = ThresholdText.read(text, type, known.get());
        return reading.problem() == null ? ParsedText.of(reading.thresholds()) : ParsedText.refused(reading.problem());
    }

    @Override
    public String write(List<Threshold> value) {
        return ThresholdText.write(value, type);
    }
}
