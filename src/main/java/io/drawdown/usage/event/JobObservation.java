package io.drawdown.usage.event;

import java.time.Instant;

/** A job was seen running at an instant. It isn't kept and changes nothing but when its run was heard of (R16). */
public record JobObservation(String account, String source, String id, String job, Instant observedAt) {

    public static final String TYPE = "drawdown.job.observed.v1";
}
