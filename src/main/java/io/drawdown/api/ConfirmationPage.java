package io.drawdown.api;

import io.drawdown.api.infra.problem.PlainPage;
import io.drawdown.base.limit.ClientNetwork;
import io.drawdown.base.limit.RateLimitBuckets;
import io.drawdown.notification.email.Confirmations;
import io.drawdown.notification.email.Confirmations.ConfirmationResult;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** The page that the link in a confirmation e-mail opens. Opening it confirms the address. */
@Controller
class ConfirmationPage {

    private static final int PER_MINUTE = 30;
    private static final String SETTINGS =
            "Who gets alerts by e-mail is set in the console, under Notifications, E-mail and webhooks.";
    private static final String NEW_LINK =
            "Ask a user of the account to send a new one, in the console under Notifications, E-mail and webhooks.";

    private final Confirmations confirmations;
    private final RateLimitBuckets attempts;

    ConfirmationPage(Confirmations confirmations, Clock clock) {
        this.confirmations = confirmations;
        attempts = new RateLimitBuckets(PER_MINUTE, PER_MINUTE, clock);
    }

    @GetMapping("/confirm/{token}")
    ResponseEntity<String> confirm(@PathVariable String token, HttpServletRequest request) {
        var seconds = attempts.take(ClientNetwork.key(request.getRemoteAddr()));
        if (seconds > 0) {
            var answer = PlainPage.toResponse(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many links were opened",
                    "More links than usual were opened from where you are. Open this one again in a minute.",
                    "Nothing was changed.");
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                    .body(answer.getBody());
        }
        return showResult(confirmations.follow(token));
    }

    /** Answers HEAD requests without confirming, because some programs only check links. */
    @RequestMapping(path = "/confirm/{token}", method = RequestMethod.HEAD)
    ResponseEntity<Void> checkLink(@PathVariable String token) {
        return ResponseEntity.ok().build();
    }

    private static ResponseEntity<String> showResult(ConfirmationResult confirmationResult) {
        var email = confirmationResult.email();
        var account = confirmationResult.account();
        return switch (confirmationResult.state()) {
            case CONFIRMED ->
                PlainPage.toResponse(
                        HttpStatus.OK,
                        "The address is confirmed",
                        "From now on, usage alerts of %s are sent to %s.".formatted(account, email),
                        SETTINGS);
            case CONFIRMED_BEFORE ->
                PlainPage.toResponse(
                        HttpStatus.OK,
                        "The address was confirmed before",
                        "Usage alerts of %s are sent to %s.".formatted(account, email),
                        SETTINGS);
            case USED ->
                PlainPage.toResponse(
                        HttpStatus.GONE,
                        "This link was used before",
                        "%s was taken off the list of %s and added again since. Confirm it by a newer e-mail."
                                .formatted(email, account),
                        NEW_LINK);
            case EXPIRED ->
                PlainPage.toResponse(
                        HttpStatus.GONE,
                        "This link has expired",
                        "It was good for 7 days. %s gets no usage alerts of %s until it is confirmed."
                                .formatted(email, account),
                        NEW_LINK);
            case REMOVED ->
                PlainPage.toResponse(
                        HttpStatus.GONE,
                        "There is nothing to confirm",
                        "%s is no longer on the list of those who get usage alerts of %s by e-mail."
                                .formatted(email, account),
                        SETTINGS);
            case UNKNOWN ->
                PlainPage.toResponse(
                        HttpStatus.NOT_FOUND,
                        "No such link",
                        "There is no link with this address. It may have been cut off: copy all of it from the e-mail.",
                        "Nothing was changed.");
        };
    }
}
