package io.drawdown.quota.forecast;

import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.packages.SettledPackage;
import io.drawdown.quota.spi.RunningJob;
import java.util.List;

/** An account's running jobs, the settled packages that they can draw from, and the projection that starts there. */
public record ProjectionInput(List<RunningJob> jobs, List<SettledPackage> packages, RunProjection projection) {}
