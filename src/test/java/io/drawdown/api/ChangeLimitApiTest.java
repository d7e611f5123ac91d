package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the customers of an account may change something of it: by default 120 times at once and 60 a minute. */
class ChangeLimitApiTest extends ApiTest {

    private static final int AT_ONCE = 120;

    private String account;
    private String recipients;
    private ApiClient customer;

    @BeforeEach
    void open() {
        account = account();
        recipients = "accounts/" + account + "/alert-recipients";
        customer = forAccount(account, "CUSTOMER");
    }

    @Test
    void sharesLimitAmongKeysOfAccountAndSaysHowLongToWait() {
        var second = forAccount(account, "CUSTOMER");
        for (var change = 0; change < AT_ONCE; change++) {
            assertSuccessful(change(change % 2 == 0 ? customer : second));
        }

        var refused = change(forAccount(account, "CUSTOMER"));

        assertRefused(refused, ProblemType.TOO_MANY_REQUESTS, null);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.at("/detail").stringValue())
                .contains("60 changes a minute", "120 at once", "Try again in 1 second.");
        var other = account();
        assertSuccessful(
                forAccount(other, "CUSTOMER").put("accounts/" + other + "/alert-recipients", "{\"emails\":[]}"));
        assertSuccessful(change(admin));
        assertSuccessful(customer.get(recipients));
        assertSuccessful(customer.post("accounts/" + account + "/notifications/read-all", ""));

        clock.advance(Duration.ofSeconds(1));
        assertSuccessful(change(customer));
        assertRefused(change(second), ProblemType.TOO_MANY_REQUESTS, null);
    }

    @Test
    void countsAllChangesIncludingInvalidOnes() {
        var place = place();
        var offer = offer(place);
        var hook = "accounts/" + account + "/webhooks";
        var made = hook + "/"
                + admin.post(hook, "{\"url\": \"https://hooks.example.com\"}")
                        .at("/id")
                        .stringValue();
        for (var change = 0; change < AT_ONCE; change++) {
            assertRefused(customer.put(recipients, "{\"emails\":[\"nobody\"]}"), ProblemType.INVALID, "emails[0]");
        }

        var settings = "accounts/" + account + "/usage-alert";
        for (var refused : List.of(
                change(customer),
                customer.put(settings, customer.get(settings).text()),
                customer.post("accounts/" + account + "/orders", order(offer, place, ""), "Idempotency-Key", newKey()),
                customer.post(hook, "{\"url\": \"https://hooks.example.com\"}"),
                customer.post(made + "/rotate", ""),
                customer.post(made + "/test", ""),
                customer.send("DELETE", made, null))) {
            assertRefused(refused, ProblemType.TOO_MANY_REQUESTS, null);
        }
        assertThat(admin.get("accounts/" + account + "/orders").at("/content").size())
                .isZero();
    }

    @Test
    void allowsMoreMarkingOfNotifications() {
        var marks = "accounts/" + account + "/notifications/read-all";
        for (var mark = 0; mark < 600; mark++) {
            assertSuccessful(customer.post(marks, ""));
        }

        assertRefused(customer.post(marks, ""), ProblemType.TOO_MANY_REQUESTS, null);
        assertSuccessful(change(customer));
        assertSuccessful(admin.post(marks, ""));
    }

    private ApiClient.Answer change(ApiClient program) {
        return program.put(recipients, "{\"emails\":[]}");
    }
}
