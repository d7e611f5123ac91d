package io.drawdown.base;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of problem with which a request can fail. Each has a stable address under /problems/ with an explanation.
 */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request can't be read: it isn't JSON, isn't of the expected form, or lacks a header or part that it"
                    + " needs. Compare it with the OpenAPI document and send it again."),
    UNAUTHENTICATED(
            401,
            "Not signed in",
            "The request carries no API key, or one that isn't known. Send the header 'Authorization: Bearer <key>'."),
    FORBIDDEN(
            403, "Not allowed", "The key or user is known, but its role may not do this. Use one of a role that may."),
    PASSWORD_AGAIN(
            403,
            "Enter your password again",
            "What gives money or rights away takes the password again if it was entered more than ten minutes ago."),
    NOT_FOUND(404, "Not found", "There is nothing at this address, or it belongs to an account that isn't yours."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The address exists, but doesn't answer this method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The answer can't be given in a media type that the request accepts."),
    REQUEST_TIMEOUT(
            408, "Too slow", "The request's body took longer than it may. Nothing of it was kept; send it again."),
    CONTENT_TOO_LARGE(413, "Too large", "The request is larger than the program takes at once. Send it in parts."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The body's Content-Type isn't one that this address reads. The OpenAPI document names them."),
    TOO_MANY_REQUESTS(429, "Too many requests", "Wait as long as the header Retry-After says and send it again."),
    INTERNAL_ERROR(
            500,
            "Something went wrong",
            "An unexpected error occurred. Nothing was half-written: it is safe to send the request again. If it"
                    + " happens again, tell the people who run this server, with the time."),

    UNAVAILABLE(
            503,
            "Not available at the moment",
            "The database can't be reached, the disk is full, or too many requests wait for the same account. Nothing"
                    + " was half-written: wait as long as the header Retry-After says and send the request again."),
    ACCOUNT_HELD_UP(
            503,
            "The account is held up",
            "Background work of the account fails, such as settling its running jobs. Until that is fixed, nothing can"
                    + " be settled, bought or changed for it. Other accounts are not affected. Admins see the reason under"
                    + " 'Failing Accounts'."),

    INVALID(
            422,
            "Invalid values",
            "The request can be read, but fields in it have values that aren't allowed. 'errors' names each field and"
                    + " why."),
    UNKNOWN_REFERENCE(
            422,
            "Unknown reference",
            "The request names an account, region, specification, offer or usage record that doesn't exist."),
    CURRENCY_MISMATCH(
            422, "Currencies differ", "Offers, list prices and the account must be in the same currency (R6)."),
    NO_LIST_PRICE(
            422,
            "No list price",
            "No pay-per-use price was in force for this region, specification and pool when the usage started (R6,"
                    + " R15). An admin can set one and replay the event."),
    REGION_SELLS_NO_PACKAGES(
            422, "The region sells no packages", "Packages are sold only in regions that sell them (R17)."),
    OFFER_NOT_ON_SALE(422, "The offer is not on sale", "The offer has been taken off sale. Choose another one."),
    NOT_ACKNOWLEDGED(
            422,
            "An acknowledgement is missing",
            "A package can't be unsubscribed or refunded and works in one region only. An order must acknowledge both"
                    + " (R17): 'nonRefundable': true and 'region': the code of the offer's region."),
    CREDIT_LIMIT_EXCEEDED(
            422,
            "The credit limit would be exceeded",
            "The order would take this month's orders and charges past the account's credit limit (R18). The detail"
                    + " says by how much."),
    PRICE_CHANGED(
            409,
            "The price has changed",
            "The order names the price it expects, and the offer costs something else by now (R17). Look at the new"
                    + " price and order again."),
    IDEMPOTENCY_CONFLICT(
            409,
            "The idempotency key was used for another order or gift",
            "An order was already placed under this key, or a gift given, with another body (R17). Use a new key for a"
                    + " new one."),
    OFFER_SOLD(
            409,
            "The offer has been sold",
            "Packages were bought or given under the offer, and they go on naming it. Take it off sale instead, and"
                    + " nobody can buy it any more."),
    IN_USE(
            409,
            "It is in use",
            "List prices, offers, packages or usage refer to it, so that it can't be deleted. Retire it instead, and it"
                    + " isn't offered any more."),
    ACCOUNT_HAS_RUNS(
            409,
            "Jobs of the account are running",
            "An account can be closed once all of its jobs have stopped (R23). Report their stops, or stop them at an"
                    + " instant."),
    ACCOUNT_SUSPENDED(
            422,
            "The account is suspended",
            "A suspended account can't order. Its usage is settled and billed as before (R23). An admin can activate it"
                    + " again."),
    ACCOUNT_CLOSED(
            422,
            "The account is closed",
            "A closed account takes no orders, gifts or usage (R23). An admin can activate it again and replay the"
                    + " events that were rejected."),
    EVENT_CONFLICT(
            409,
            "The event's id was used for another event",
            "An event with this account, source and id was already accepted with another type, subject or data (R14)."
                    + " Nothing was changed."),
    IMPORT_STATE(
            409,
            "The import is in another state",
            "Only an import that runs can be cancelled, and only one that has ended can be taken back. Nothing was"
                    + " changed."),
    CHANGED_MEANWHILE(
            409,
            "Changed meanwhile",
            "Someone else has saved it since it was read. Nothing was changed. Read it again and make the change once"
                    + " more."),
    PRECONDITION_FAILED(
            412,
            "A condition of the request isn't met",
            "The request says with If-Match or If-None-Match what it may replace, and something else is there by now."
                    + " Nothing was changed. Read it again, look at what has changed, and send the change once more with"
                    + " the ETag of that answer."),
    ALREADY_EXISTS(409, "Already exists", "There is already one with this name.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns a short description of what happened. */
    public String title() {
        return title;
    }

    /** Returns what the problem means and what to do about it. */
    public String explanation() {
        return explanation;
    }

    /** Returns the last part of the address, such as `price-changed`. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the stable address, relative to the server. */
    public String path() {
        return "/problems/" + slug();
    }

    /** Finds the type with this slug. */
    public static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}
