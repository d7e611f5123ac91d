package io.drawdown.api.infra.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.api.infra.problem.ProblemWriter;
import io.drawdown.api.infra.problem.UnavailableFilter;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.TestClock;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class LargeBodyMemoryTest {

    private static final int KIB = 1024;
    private static final byte[] BODY = new byte[100 * KIB];
    private static final Caller CUSTOMER = new Caller("li.wei", Role.CUSTOMER, "acme");

    private final LargeBodyMemory bodies = new LargeBodyMemory(128 * KIB, 0);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void slowSendersHoldNothingThatOthersWaitFor() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var slow = new PipedOutputStream()) {
            var arriving = new PipedInputStream(slow, BODY.length);
            slow.write(BODY);
            var taken = threads.submit(() -> bodies.take("slow", arriving));
            await().until(() -> arriving.available() == 0);

            var others = bodies.take("other", sent());
            assertThat(others.read().readAllBytes()).isEqualTo(BODY);
            others.close();

            slow.close();
            try (var whole = taken.get()) {
                assertThat(whole.read().readAllBytes()).isEqualTo(BODY);
            }
        }
    }

    @Test
    void aSenderHasFewUnderWayAndLeavesRoomToOthers() throws Exception {
        var roomy = new LargeBodyMemory(100 * BODY.length, 0);
        var held = new ArrayList<LargeBodyMemory.Body>();
        for (var number = 0; number < 8; number++) {
            held.add(roomy.take("account acme", sent()));
        }

        var refused = send(roomy, "/api/v1/accounts/acme/usage-alert", key(), "application/json");
        assertProblem(refused, 429, "too-many-requests");
        roomy.take("account other", sent()).close();

        held.removeFirst().close();
        assertThat(send(roomy, "/api/v1/accounts/acme/usage-alert", key(), "application/json")
                        .getStatus())
                .isEqualTo(200);
        for (var body : held) {
            body.close();
        }
    }

    @Test
    void programsAndPeopleAreToldToComeAgainWhereThereIsNoRoom() throws Exception {
        try (var _ = bodies.take("other", sent())) {
            assertProblem(send(bodies, "/api/v1/accounts/acme/usage-alert", key(), "*/*"), 503, "unavailable");
            assertProblem(send(bodies, "/?v-r=uidl", person(), "*/*"), 503, "unavailable");

            var page = send(bodies, "/bills", person(), "text/html");
            assertThat(page.getStatus()).isEqualTo(503);
            assertThat(page.getHeader("Retry-After")).isEqualTo("5");
            assertThat(page.getContentType()).startsWith("text/html");
        }
        assertThat(send(bodies, "/?v-r=uidl", person(), "*/*").getContentAsByteArray())
                .isEqualTo(BODY);
    }

    @Test
    void uploadsOfAdminsAreStreamedUpToTheLargestImport() throws Exception {
        var admin = person(new Caller("ada", Role.ADMIN, null));
        var upload = "/VAADIN/dynamic/resource/0/secret/upload";
        try (var _ = bodies.take("other", sent())) {
            assertThat(send(bodies, upload, admin, "*/*").getContentAsByteArray())
                    .isEqualTo(BODY);
            assertThat(send(bodies, DataSize.ofKilobytes(99), upload, admin, "*/*")
                            .getStatus())
                    .isEqualTo(413);
            assertProblem(send(bodies, upload, person(), "*/*"), 503, "unavailable");
            assertProblem(send(bodies, "/?v-r=uidl", admin, "*/*"), 503, "unavailable");
        }
    }

    @Test
    void whatAnyFilterRefusesForTheMomentIsAnswered() throws Exception {
        FilterChain queue = (request, response) -> {
            throw new ServletException(new ProblemException(ProblemType.UNAVAILABLE, "Too many wait."));
        };
        assertProblem(send(queue, "/api/v1/regions", key(), "*/*"), 503, "unavailable");
        assertProblem(send(queue, "/?v-r=uidl", person(), "*/*"), 503, "unavailable");
    }

    private static void assertProblem(MockHttpServletResponse answer, int status, String type) throws IOException {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(answer.getContentAsString()).contains("/problems/" + type);
    }

    private static ByteArrayInputStream sent() {
        return new ByteArrayInputStream(BODY);
    }

    /** Sends a body through the filters to what answers it as it is. */
    private static MockHttpServletResponse send(LargeBodyMemory bodies, String address, Object sender, String accept)
            throws Exception {
        return send(bodies, DataSize.ofMegabytes(1), address, sender, accept);
    }

    private static MockHttpServletResponse send(
            LargeBodyMemory bodies, DataSize maxUpload, String address, Object sender, String accept) throws Exception {
        var limit = new SenderLimitFilter(bodies, maxUpload);
        FilterChain echo = (request, response) -> request.getInputStream().transferTo(response.getOutputStream());
        return send((request, response) -> limit.doFilter(request, response, echo), address, sender, accept);
    }

    private static MockHttpServletResponse send(FilterChain rest, String address, Object sender, String accept)
            throws Exception {
        SecurityContextHolder.setContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(sender, null, List.of())));
        var parts = address.split("\\?");
        var request = new MockHttpServletRequest("POST", parts[0]);
        request.setQueryString(parts.length == 1 ? null : parts[1]);
        request.addHeader("Accept", accept);
        request.addHeader("Authorization", "Bearer of-the-test");
        request.setContentType("application/json");
        request.setContent(BODY);
        var response = new MockHttpServletResponse();
        var problems = new ProblemWriter(JsonMapper.builder().build());
        Filter outer = new UnavailableFilter(problems);
        Filter inner = new BodyLimitFilter(problems, new TestClock());
        outer.doFilter(request, response, (sent, answer) -> inner.doFilter(sent, answer, rest));
        return response;
    }

    private static Caller key() {
        return CUSTOMER;
    }

    private static SignedInUser person() {
        return person(CUSTOMER);
    }

    private static SignedInUser person(Caller caller) {
        return new SignedInUser() {
            @Override
            public Caller caller() {
                return caller;
            }

            @Override
            public String displayName() {
                return "Li Wei";
            }
        };
    }
}
