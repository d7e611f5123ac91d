package io.drawdown.console.components.label;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.format.Format;
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

/** The labels of the domain's enums. */
public final class DomainLabels {

    private DomainLabels() {}

    /** Returns a threshold as its percentage or its node-hours, such as {@code 20 %} or {@code 20 h}. */
    public static String label(Threshold threshold) {
        return switch (threshold.type()) {
            case PERCENTAGE -> Format.percent(threshold.value());
            case REMAINING -> Format.compactHours(threshold.value());
        };
    }

    /** Returns the label of a package's status, such as {@code Not yet effective}. */
    public static String label(PackageStatus status) {
        return switch (status) {
            case NOT_EFFECTIVE -> "Not yet effective";
            case IN_EFFECT -> "In effect";
            case USED_UP -> "Used up";
            case EXPIRED -> "Expired";
        };
    }

    /** Returns the label of a job's state, such as {@code Running}. */
    public static String label(JobState state) {
        return switch (state) {
            case RUNNING -> "Running";
            case FINISHED -> "Finished";
        };
    }

    /** Returns the label of an activity, such as {@code data processing}. */
    public static String label(Activity activity) {
        return switch (activity) {
            case DATA_PROCESSING -> "data processing";
            case DEVELOPMENT -> "development";
            case TRAINING -> "training";
            case MANAGEMENT -> "management";
            case DEPLOYMENT -> "deployment";
        };
    }

    /**
     * Returns the label of the activities that a package covers, such as {@code Training, development} or
     * {@code All activities}.
     */
    public static String label(Collection<Activity> activities) {
        if (activities.containsAll(EnumSet.allOf(Activity.class))) {
            return "All activities";
        }
        var words = activities.stream().sorted().map(DomainLabels::label).collect(Collectors.joining(", "));
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Joins words for a sentence: {@code a, b and c}. */
    public static String joinWithAnd(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** Joins activities for a sentence, in the order of the lifecycle: {@code development and training}. */
    public static String activityList(Collection<Activity> activities) {
        return joinWithAnd(activities.stream().sorted().map(DomainLabels::label).toList());
    }

    /** Returns the label of a node kind. */
    public static String label(NodeKind kind) {
        return switch (kind) {
            case CPU -> "CPU";
            case GPU -> "GPU";
            case ASCEND -> "Ascend";
        };
    }

    /** Returns the label of a pool, such as {@code public pool}. */
    public static String label(Pool pool) {
        return switch (pool) {
            case PUBLIC -> "public pool";
            case DEDICATED -> "dedicated pool";
        };
    }

    /** Returns a sentence on why no package covered a charge (R13). */
    public static String label(Reason reason) {
        return switch (reason) {
            case DEDICATED_POOL -> "It ran in a dedicated pool; packages cover public pools only.";
            case USED_UP -> "The packages for it were used up.";
            case NOT_YET_EFFECTIVE -> "It ran before a package for it became effective.";
            case EXPIRED -> "It ran after the package for it had expired.";
            case ACTIVITY_NOT_COVERED -> "There was a package of its specification and region, for other activities.";
            case OTHER_REGION -> "There was a package of its specification, in another region.";
            case OTHER_SPECIFICATION -> "There was a package in its region, of another specification.";
            case NO_PACKAGE -> "No package covered it.";
        };
    }
}
