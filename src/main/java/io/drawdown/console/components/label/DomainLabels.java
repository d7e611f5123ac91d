package io.drawdown.console.components.label;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.usage.history.JobState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** What the domain's enums are called when people read them. */
public final class DomainLabels {

    private DomainLabels() {}

    /** A package's status, such as {@code Not yet effective}. */
    public static String label(PackageStatus status) {
        return switch (status) {
            case NOT_EFFECTIVE -> "Not yet effective";
            case IN_EFFECT -> "In effect";
            case USED_UP -> "Used up";
            case EXPIRED -> "Expired";
        };
    }

    /** Whether a job runs, such as {@code Running}. */
    public static String label(JobState state) {
        return switch (state) {
            case RUNNING -> "Running";
            case FINISHED -> "Finished";
        };
    }

    /** An activity, such as {@code data processing}. */
    public static String label(Activity activity) {
        return switch (activity) {
            case DATA_PROCESSING -> "data processing";
            case DEVELOPMENT -> "development";
            case TRAINING -> "training";
            case MANAGEMENT -> "management";
            case DEPLOYMENT -> "deployment";
        };
    }

    /** The activities that a package covers, such as {@code Training, development} or {@code All activities}. */
    public static String label(Collection<Activity> activities) {
        if (activities.containsAll(EnumSet.allOf(Activity.class))) {
            return "All activities";
        }
        var words = activities.stream().sorted().map(DomainLabels::label).collect(Collectors.joining(", "));
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Several things in one sentence: {@code a, b and c}. */
    public static String joinWithAnd(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** Activities in one sentence, in the order of the lifecycle: {@code development and training}. */
    public static String activityList(Collection<Activity> activities) {
        return joinWithAnd(activities.stream().sorted().map(DomainLabels::label).toList());
    }

    /** What a node computes with. */
    public static String label(NodeKind kind) {
        return switch (kind) {
            case CPU -> "CPU";
            case GPU -> "GPU";
            case ASCEND -> "Ascend";
        };
    }

    /** Where a job runs. */
    public static String label(Pool pool) {
        return switch (pool) {
            case PUBLIC -> "public pool";
            case DEDICATED -> "dedicated pool";
        };
    }

    /** Why no package covered a charge, as a sentence (R13). */
    public static String label(Reason reason) {
        return switch (reason) {
            case DEDICATED_POOL -> "It ran in a dedicated pool; packages cover public pools only.";
            case USED_UP -> "The packages for it were used up.";
            case NOT_YET_EFFECTIVE -> "It ran before a package for it became effective.";
            case EXPIRED -> "It ran after the package for it had expired.";
            case ACTIVITY_NOT_COVERED -> "There was a package of its specification and region, for other activities.";
            case OTHER_REGION -> "There was a package of its specification, in another region.";
            case OTHER_SPECIFICATION -> "There was a package in its region, of another specification.";
            case NO_PACKAGE -> "There was no package that could cover it.";
        };
    }
}
