package io.drawdown.console.frame.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMessageCheckTest {

    private static final SignedInUser CUSTOMER = person(Role.CUSTOMER, "acme");
    private static final SignedInUser ADMIN = person(Role.ADMIN, null);
    private static final String LONG = "x".repeat(5_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'event','node':1,'event':'ui-navigate','data':{'route':'%s','query':'','appShellTitle':''}}",
                "{'type':'event','node':1,'event':'ui-navigate','data':{'route':'a','query':'%s','appShellTitle':''}}",
                "{'type':'event','node':1,'event':'ui-navigate','data':{'route':'a','query':'','appShellTitle':'%s'}}",
                "{'data':{'route':'a','query':'','appShellTitle':'','historyState':{'idx':['%s']}},'event':'ui-navigate','node':1,'type':'event'}",
                "{'type':'event','node':1,'event':'ui-leave-navigation','data':{'route':'%s','query':''}}",
                "{'type':'navigation','location':'%s'}",
                "{'type':'navigation','location':'a','state':{'x':'%s'}}",
            })
    void rejectsLongAddressesTitlesAndStates(String step) {
        for (var sender : new SignedInUser[] {null, CUSTOMER, ADMIN}) {
            assertRefused(() -> check(step.formatted(LONG), sender), ProblemType.CONTENT_TOO_LARGE);
            assertThatCode(() -> check(step.formatted("short"), sender)).doesNotThrowAnyException();
        }
    }

    @Test
    void rejectsLargeStepsOfAnonymousVisitors() {
        var step = "{'type':'mSync','node':4,'feature':1,'property':'value','value':'%s'}";
        assertRefused(() -> check(step.formatted(LONG), null), ProblemType.CONTENT_TOO_LARGE);
        assertThatCode(() -> check(step.formatted("x".repeat(300_000)), ADMIN)).doesNotThrowAnyException();
    }

    @Test
    void shortensACustomersTextsThatNoFieldTakes() {
        var step = "{'type':'mSync','node':4,'feature':1,'property':'value','value':'%s'}";
        var longest = "x".repeat(PageMessageCheck.LONGEST_TEXT_OF_A_CUSTOMER);

        assertThat(check(step.formatted(longest + "y".repeat(300_000)), CUSTOMER))
                .isEqualTo(check(step.formatted(longest), CUSTOMER))
                .contains(longest);
        assertThat(check(step.formatted(longest + "y"), ADMIN)).contains(longest + "y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'mSync','node':4,'feature':1,'property':'label','value':'%s'}",
                "{'type':'event','node':4,'event':'change','data':{'value':'%s'}}",
                "{'type':'mSync','node':4,'feature':1,'property':'value','value':['%s']}",
                "{'type':'publishedEventHandler','node':4,'templateEventMethodName':'f','templateEventMethodArgs':['%s']}",
            })
    void refusesOtherLargeStepsOfACustomer(String step) {
        var longest = PageMessageCheck.MAX_CUSTOMER_STEP_LENGTH;
        assertRefused(() -> check(step.formatted("x".repeat(longest)), CUSTOMER), ProblemType.CONTENT_TOO_LARGE);
        assertThatCode(() -> check(step.formatted("x".repeat(longest - 500)), CUSTOMER))
                .doesNotThrowAnyException();
    }

    @Test
    void rejectsManyStepsOfAnonymousVisitors() {
        var steps = steps(101);
        assertRefused(() -> check(steps, null), ProblemType.CONTENT_TOO_LARGE);
        assertThatCode(() -> check(steps, CUSTOMER)).doesNotThrowAnyException();
    }

    @Test
    void refusesManyStepsOfACustomer() {
        var most = PageMessageCheck.MOST_STEPS_OF_A_CUSTOMER;
        assertThatCode(() -> check(steps(most), CUSTOMER)).doesNotThrowAnyException();
        assertRefused(() -> check(steps(most + 1), CUSTOMER), ProblemType.CONTENT_TOO_LARGE);
        assertThatCode(() -> check(steps(most + 1), ADMIN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "{",
                "{\"rpc\":{}}",
                "{\"rpc\":[1]}",
                "{\"rpc\":[{}]}",
                "{\"rpc\":[{\"type\":1}]}",
                "{\"rpc\":[{\"type\":\"mSync\"}]}",
                "{\"rpc\":[]}{}",
                "{\"rpc\":[{\"type\":\"event\",\"type\":\"navigation\"}]}"
            })
    void rejectsMalformedMessages(String message) {
        assertRefused(() -> PageMessageCheck.check(message, ADMIN), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void rejectsDeeplyNestedMessages() {
        assertRefused(
                () -> PageMessageCheck.check("{\"rpc\":" + "[".repeat(5_000), null), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void acceptsUnloadMessage() {
        assertThatCode(() -> PageMessageCheck.check("{\"csrfToken\":\"x\",\"UNLOAD\":true}", null))
                .doesNotThrowAnyException();
    }

    private static String steps(int number) {
        return String.join(",", Collections.nCopies(number, "{'type':'event','node':1,'event':'click'}"));
    }

    private static String check(String steps, @Nullable SignedInUser sender) {
        return PageMessageCheck.check(
                "{\"csrfToken\":\"x\",\"rpc\":[" + steps.replace('\'', '"') + "],\"syncId\":0,\"clientId\":0}", sender);
    }

    private static void assertRefused(ThrowingCallable message, ProblemType type) {
        assertThatThrownBy(message)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(type));
    }

    private static SignedInUser person(Role role, @Nullable String account) {
        return new SignedInUser() {

            @Override
            public Caller caller() {
                return new Caller("li", role, account);
            }

            @Override
            public String displayName() {
                return "Li";
            }
        };
    }
}
