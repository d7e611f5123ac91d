package io.drawdown.console.frame.guard;

import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks what a page sends, which Vaadin keeps in good part: where somebody goes (a few kilobytes for everybody, as the address,
 * its query and the title stay in memory), and each other step, of which customers need small ones, and whoever hasn't signed in smaller ones. A customer's text that is longer than any field
 * takes is shortened rather than refused, so that its field can say so and the page goes on.
 */
final class PageMessageCheck {

    static final int MAX_NAVIGATION_LENGTH = 4 * 1024;
    static final int MAX_ANONYMOUS_STEP_LENGTH = 4 * 1024;

    static final int MAX_CUSTOMER_STEP_LENGTH = 8 * 1024;
    static final int MOST_STEPS_OF_A_CUSTOMER = 200;

    /** More than the longest text that a customer's field takes, a webhook's URL. */
    static final int LONGEST_TEXT_OF_A_CUSTOMER = 2560;

    private static final int MAX_ANONYMOUS_STEPS = 100;
    private static final int MAX_DEPTH = 50;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PageMessageCheck() {}

    /**
     * Gives the message that Vaadin may read, in which long texts of a customer are shortened.
     *
     * @throws ProblemException if it is no message, or holds more than its sender may have kept
     */
    static String check(String message, @Nullable SignedInUser sender) {
        var read = read(message);
        var steps = read.path("rpc");
        if (!steps.isMissingNode() && !steps.isArray()) {
            throw malformed();
        }
        if (steps.size() > mostSteps(sender)) {
            throw tooLarge();
        }
        var isShortened = false;
        for (var step : steps) {
            if (!step.path("type").isString()
                    || !(isNavigation(step) || step.path("node").isInt())) {
                throw malformed();
            }
            isShortened |= isCustomer(sender) && shorten(step);
            if (step.toString().length() > maxLength(step, sender)) {
                throw tooLarge();
            }
        }
        return isShortened ? read.toString() : message;
    }

    private static boolean shorten(JsonNode step) {
        var text = step.path("value");
        if (!(step instanceof ObjectNode object)
                || !step.path("property").asString("").equals("value")
                || !text.isString()
                || text.stringValue().length() <= LONGEST_TEXT_OF_A_CUSTOMER) {
            return false;
        }
        object.put("value", text.stringValue().substring(0, LONGEST_TEXT_OF_A_CUSTOMER));
        return true;
    }

    private static boolean isCustomer(@Nullable SignedInUser sender) {
        return sender != null && sender.caller().role() == Role.CUSTOMER;
    }

    private static int mostSteps(@Nullable SignedInUser sender) {
        if (sender == null) {
            return MAX_ANONYMOUS_STEPS;
        }
        return isCustomer(sender) ? MOST_STEPS_OF_A_CUSTOMER : Integer.MAX_VALUE;
    }

    private static int maxLength(JsonNode step, @Nullable SignedInUser sender) {
        if (isNavigation(step) || step.path("event").asString("").startsWith("ui-")) {
            return MAX_NAVIGATION_LENGTH;
        }
        if (sender == null) {
            return MAX_ANONYMOUS_STEP_LENGTH;
        }
        return isCustomer(sender) ? MAX_CUSTOMER_STEP_LENGTH : Integer.MAX_VALUE;
    }

    private static boolean isNavigation(JsonNode step) {
        return step.path("type").stringValue().equals("navigation");
    }

    private static JsonNode read(String message) {
        try {
            var read = JSON.readTree(message);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException unreadable) {
            // What is wrong with it is nothing that a person could mend.
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "This is no message of a page.");
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.CONTENT_TOO_LARGE,
                "This is more than a page sends at once: an address that is too long, or a text that is too large.");
    }
}
