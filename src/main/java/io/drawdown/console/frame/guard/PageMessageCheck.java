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
 * Checks the messages of pages, because Vaadin keeps much of their content in memory. Navigation is limited to the
 * same length for everyone. Other steps are limited for customers, and limited further for users who aren't signed
 * in. A customer's text that is longer than any field accepts is shortened instead of refused, so that its field can
 * report the error.
 */
final class PageMessageCheck {

    static final int MAX_NAVIGATION_LENGTH = 4 * 1024;
    static final int MAX_ANONYMOUS_STEP_LENGTH = 4 * 1024;

    static final int MAX_CUSTOMER_STEP_LENGTH = 8 * 1024;
    static final int MOST_STEPS_OF_A_CUSTOMER = 200;

    /**
     * The maximum length of a text in characters, above that of a webhook's URL, the longest text in a customer's
     * field.
     */
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
     * Returns the message for Vaadin, in which long texts of a customer are shortened.
     *
     * @throws ProblemException if the message is malformed or exceeds a limit of its sender
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
            // The parser's message would not help the user.
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
