package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.api.infra.limit.CustomerRequestQueue;
import io.drawdown.api.infra.limit.LargeBodyMemory;
import io.drawdown.base.spool.Exports;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** What a key is answered that has more under way than is taken. */
class QueueApiTest extends ApiTest {

    private static final int MOST_UNDER_WAY = 200;
    private static final int MOST_LARGE = 8;

    @Autowired
    private CustomerRequestQueue queue;

    @Autowired
    private Exports exports;

    @Autowired
    private LargeBodyMemory largeBodyMemory;

    @Test
    void refusesOneRequestTooManyOfAKeyAndSaysWhenToSendItAgain() throws Exception {
        var account = account();
        var made = admin.post("accounts/" + account + "/api-keys", json("{'name': 'busy', 'role': 'CUSTOMER'}"));
        var customer = admin.withKey(made.at("/key").stringValue());
        var caller = new Caller(
                Caller.Kind.KEY, "busy", Role.CUSTOMER, account, made.at("/id").longValue());
        var end = new CountDownLatch(1);
        var refused = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number <= MOST_UNDER_WAY; number++) {
                threads.submit(() -> {
                    SecurityContextHolder.setContext(new SecurityContextImpl(
                            UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of())));
                    try {
                        queue.doFilter(
                                new MockHttpServletRequest("GET", "/"),
                                new MockHttpServletResponse(),
                                (request, response) -> awaitEnd(end));
                    } catch (RuntimeException tooMany) {
                        refused.incrementAndGet();
                    }
                    return null;
                });
            }
            await().until(() -> refused.get() == 1);

            assertComesAgain(customer.get("accounts/" + account + "/quotas"), 503, "unavailable");
            end.countDown();
        }
        assertThat(customer.get("accounts/" + account + "/quotas").status()).isEqualTo(200);
    }

    @Test
    void refusesOneLargeBodyTooManyOfAnAccount() throws Exception {
        var account = account();
        var customer = forAccount(account, "CUSTOMER");
        var large = "{\"scope\": \"" + "x".repeat(100_000) + "\"}";
        var path = "accounts/" + account + "/usage-alert";
        var held = new ArrayList<LargeBodyMemory.Body>();
        for (var number = 0; number < MOST_LARGE; number++) {
            held.add(largeBodyMemory.take("account " + account, InputStream.nullInputStream()));
        }

        assertComesAgain(customer.put(path, large), 429, "too-many-requests");

        for (var body : held) {
            body.close();
        }
        assertThat(customer.put(path, large).status()).isEqualTo(422);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void slowReadersOfExportsLeaveTurnsToOtherAccounts() throws Exception {
        var account = account();
        var customer = forAccount(account, "CUSTOMER");
        try (var first = exports.write("account " + account, out -> out.write(1));
                var second = exports.write("account " + account, out -> out.write(1))) {
            assertThat(first.size() + second.size()).isEqualTo(2);
            assertThat(admin.csv("accounts/" + account + "/orders").status()).isEqualTo(200);
            assertComesAgain(customer.csv("accounts/" + account + "/orders"), 503, "unavailable");
        }
        assertThat(customer.csv("accounts/" + account + "/orders").status()).isEqualTo(200);
    }

    private static void assertComesAgain(ApiClient.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("/problems/" + type);
    }
}
