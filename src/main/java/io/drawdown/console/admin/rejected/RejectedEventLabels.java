package io.drawdown.console.admin.rejected;

import io.drawdown.base.ProblemType;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;

/** The texts about rejected events, their replay and their remedies. */
final class RejectedEventLabels {

    private RejectedEventLabels() {}

    static String label(RejectedEvent.State state) {
        return switch (state) {
            case OPEN -> "Open";
            case REPLAYED -> "Replayed";
            case ACCEPTED -> "Accepted since";
        };
    }

    static StatusBadge badge(RejectedEvent one) {
        return switch (one.state()) {
            case OPEN ->
                one.mended() == null
                        ? new StatusBadge("Open", StatusTone.LOW)
                        : new StatusBadge("Corrected", StatusTone.PENDING);
            case REPLAYED -> new StatusBadge(label(one.state()), StatusTone.WELL);
            case ACCEPTED -> new StatusBadge(label(one.state()), StatusTone.FINISHED);
        };
    }

    /** Returns a short description of the problem. */
    static String title(RejectedEvent one) {
        return switch (one.field()) {
            case "data.account" -> "Unknown account";
            case "data.region" -> "Unknown region";
            case "data.specification" -> "Unknown specification";
            case null, default -> problemTitle(one.problem());
        };
    }

    /** Returns what an admin can do about the problem. */
    static String remedyText(RejectedEvent one) {
        return switch (one.state()) {
            case REPLAYED -> "It is settled. Nothing is left to do.";
            case ACCEPTED ->
                "An event with its source and id was sent again and accepted since. Nothing is left to do.";
            case OPEN ->
                switch (one.field()) {
                    case "data.account" ->
                        "Add the account if it is missing, or correct its code in a copy of the event. Then replay it.";
                    case "data.region" ->
                        "Add the region to the catalogue, or correct its code in a copy of the event. Then replay it.";
                    case "data.specification" ->
                        "Add the specification to the catalogue, or correct its code in a copy of the event. Then"
                                + " replay it.";
                    case "data.id" ->
                        "Replay it once the event that it voids has arrived, or correct the id in a copy of the event.";
                    case null, default ->
                        one.problem().equals(ProblemType.NO_LIST_PRICE.path())
                                ? "Set a list price that was in force when it ran. Then replay it."
                                : "Correct a copy of the event, or what the event refers to. Then replay it.";
                };
        };
    }

    /** Returns the result of a replay in words. */
    static String label(EventResult result) {
        return switch (result.status()) {
            case ACCEPTED -> "Accepted: it is settled now.";
            case DUPLICATE -> "Accepted before: it was already settled, and nothing has changed.";
            case CONFLICT -> "Not settled: " + result.requireProblem().detail();
            case REJECTED -> "Rejected again: " + result.requireProblem().detail();
        };
    }

    private static String problemTitle(String problem) {
        return ProblemType.ofSlug(problem.substring(problem.lastIndexOf('/') + 1))
                .map(ProblemType::title)
                .orElse("Rejected");
    }
}
