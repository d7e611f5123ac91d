package io.drawdown.quota.forecast;

import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.packages.SettledPackage;
import io.drawdown.quota.spi.RunningJob;
import java.util.List;

/** An account's running jobs and the packages that they can draw from, as they are settled, with the projection that starts there. */
public record ProjectionInput(List<RunningJob> jobs, List<SettledPackage> packages, RunProjection projection) {}
