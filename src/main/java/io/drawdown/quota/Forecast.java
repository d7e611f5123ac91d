package io.drawdown.quota;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When nothing will be left of an account's packages, at the present burn and at the rate of the last week. */
public final class Forecast {

    private final @Nullable PresentBurn present;
    private final TrailingWeek week;

    Forecast(@Nullable PresentBurn present, TrailingWeek week) {
        this.present = present;
        this.week = week;
    }

    /** Of one package. */
    public RunsOut of(ResourcePackage one) {
        return answer(one.region(), one.specification(), endings -> endings.of(one.id()));
    }

    /** Of a kind, those packages counted that become effective before. */
    public RunsOut of(Kind kind) {
        return answer(kind.region(), kind.specification(), endings -> endings.of(kind));
    }

    /** Of all that covers a specification in a region and that something draws from. */
    public RunsOut of(String region, String specification) {
        return answer(region, specification, endings -> endings.of(region, specification));
    }

    private RunsOut answer(String region, String specification, Function<Endings, @Nullable Ending> question) {
        return new RunsOut(
                present == null ? null : question.apply(present.endings()),
                week.range(question),
                week.knows(region, specification));
    }
}
