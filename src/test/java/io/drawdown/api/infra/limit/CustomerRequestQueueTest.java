package io.drawdown.api.infra.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

class CustomerRequestQueueTest {

    private static final Caller CUSTOMER = key(1, Role.CUSTOMER);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> served = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void servesRequestsOfKeyInTurn() {
        var queue = new CustomerRequestQueue(1, 10, Duration.ofMinutes(1));
        var first = send(queue, CUSTOMER, "first", "application/json");
        await().until(() -> served.contains("first"));
        var second = send(queue, CUSTOMER, "second", "application/json");

        send(queue, key(2, Role.CUSTOMER), "another key's", "application/json");
        send(queue, CUSTOMER, "an export", "text/csv");
        send(queue, CUSTOMER, "/test", "application/json");
        send(queue, key(1, Role.ADMIN), "an admin's", "application/json");
        await().until(() -> served.containsAll(List.of("another key's", "an export", "/test", "an admin's")));
        assertThat(served).doesNotContain("second");

        end.countDown();
        CompletableFuture.allOf(first, second).join();
        assertThat(served).contains("second");
    }

    @Test
    void rejectsExcessAndOverdueRequests() {
        var queue = new CustomerRequestQueue(1, 2, Duration.ofMillis(1));
        var first = send(queue, CUSTOMER, "first", "application/json");
        await().until(() -> served.contains("first"));

        assertRefused(send(queue, CUSTOMER, "second", "application/json"), "too long");

        var patient = new CustomerRequestQueue(1, 1, Duration.ofMinutes(1));
        send(patient, CUSTOMER, "third", "application/json");
        await().until(() -> served.contains("third"));
        assertRefused(send(patient, CUSTOMER, "fourth", "application/json"), "1 requests with this key are under way");

        end.countDown();
        first.join();
        send(queue, CUSTOMER, "fifth", "application/json").join();
        assertThat(served).containsExactlyInAnyOrder("first", "third", "fifth");
    }

    private static void assertRefused(CompletableFuture<Void> sent, String why) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(sent::join)
                .withCauseInstanceOf(ProblemException.class)
                .satisfies(failed -> assertThat(((ProblemException) failed.getCause()).type())
                        .isEqualTo(ProblemType.UNAVAILABLE))
                .withMessageContaining(why);
    }

    private CompletableFuture<Void> send(CustomerRequestQueue queue, Caller caller, String name, String accept) {
        return CompletableFuture.runAsync(
                () -> {
                    SecurityContextHolder.setContext(new SecurityContextImpl(
                            UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of())));
                    var request = new MockHttpServletRequest("GET", "/api/v1/accounts/a/" + name);
                    request.addHeader("Accept", accept);
                    try {
                        queue.doFilter(request, new MockHttpServletResponse(), (sent, answered) -> {
                            served.add(name);
                            awaitEnd();
                        });
                    } catch (IOException | ServletException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                },
                threads);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Caller key(long id, Role role) {
        return new Caller(Caller.Kind.KEY, "key " + id, role, "a", id);
    }
}
