package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** ETags of what people edit, and PUTs that are conditional on them. */
@Tag("dialect")
class EntityTagApiTest extends ApiTest {

    private static final String OTHER_TAG = "\"of-another-version\"";
    private static final int WRITERS = 4;

    /** What people edit, with the address of its PUT. */
    enum Entity {
        REGION("/regions/{code}", Absence.ADDED_BY_PUT),
        SPECIFICATION("/specifications/{code}", Absence.ADDED_BY_PUT),
        LIST_PRICE("/regions/{region}/specifications/{specification}/prices/{pool}", Absence.ADDED_BY_PUT),
        OFFER("/offers/{code}", Absence.ADDED_BY_PUT),
        ACCOUNT("/accounts/{account}", Absence.ADDED_BY_PUT),
        USER("/accounts/{account}/users/{username}", Absence.NOT_FOUND),
        USAGE_ALERT("/accounts/{account}/usage-alert", Absence.NEVER),
        USAGE_ALERT_DEFAULT("/usage-alert-default", Absence.NEVER),
        ALERT_RECIPIENTS("/accounts/{account}/alert-recipients", Absence.NEVER);

        private final String mapping;
        private final Absence absence;

        Entity(String mapping, Absence absence) {
            this.mapping = "/api/v1" + mapping;
            this.absence = absence;
        }

        static Stream<Entity> addedByPut() {
            return Arrays.stream(values()).filter(entity -> entity.absence == Absence.ADDED_BY_PUT);
        }

        static Stream<Entity> neverAbsent() {
            return Arrays.stream(values()).filter(entity -> entity.absence == Absence.NEVER);
        }
    }

    /** What a PUT does where nothing is yet. */
    private enum Absence {
        ADDED_BY_PUT,
        NOT_FOUND,
        /** Something is always there, if only a default or an empty list. */
        NEVER
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private World world;

    @Autowired
    private UsageAlerts alerts;

    private UsageAlert platformDefault;

    @BeforeEach
    void readPlatformDefault() {
        platformDefault = world.asSystem(alerts::getPlatformDefault);
    }

    @AfterEach
    void restorePlatformDefault() {
        world.asSystem(() -> alerts.putPlatformDefault(platformDefault));
    }

    @Test
    void coversEveryPut() {
        var puts = mapping.getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.PUT))
                .flatMap(info -> info.getPatternValues().stream())
                .toList();
        assertThat(puts)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Entity.values())
                        .map(entity -> entity.mapping)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void answersTheTagOfGetInPut(Entity entity) {
        var address = existing(entity);
        var before = admin.get(address.path());
        assertThat(before.header("ETag")).matches("\"[!#-~]{8,}\"");
        assertThat(admin.get(address.path()).header("ETag")).isEqualTo(before.header("ETag"));

        assertThat(admin.put(address.path(), before.text()).header("ETag")).isEqualTo(before.header("ETag"));
        var changed = admin.put(address.path(), address.body(7));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(admin.get(address.path()).header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(admin.get(address.path()).json()).isEqualTo(changed.json());
    }

    @ParameterizedTest
    @EnumSource
    void changesWhatIsStillAsItWasRead(Entity entity) {
        var address = existing(entity);
        var seen = tagOf(address);

        for (var condition : List.of(seen, "*", OTHER_TAG + ", " + seen, seen + "," + OTHER_TAG, "W/\"x\" ," + seen)) {
            var changed = put(address, 7, "If-Match", condition);
            assertThat(changed.status()).as(condition + changed.text()).isEqualTo(200);
            assertSuccessful(put(address, 1));
        }
        assertSuccessful(put(address, 7, "If-Match", OTHER_TAG, "If-Match", seen));
    }

    @ParameterizedTest
    @EnumSource
    void refusesToReplaceWhatWasChangedMeanwhile(Entity entity) {
        var address = existing(entity);
        var seen = tagOf(address);
        assertSuccessful(put(address, 7));
        var now = admin.get(address.path());

        for (var condition : List.of(
                seen, OTHER_TAG, OTHER_TAG + ", " + seen, "W/" + now.header("ETag"), "unquoted", "", "\"", "\"*\"")) {
            assertRefused(put(address, 8, "If-Match", condition), ProblemType.PRECONDITION_FAILED, null);
        }
        assertThat(admin.get(address.path()).text()).isEqualTo(now.text());
        assertThat(admin.get(address.path()).header("ETag")).isEqualTo(now.header("ETag"));
        assertSuccessful(put(address, 8));
    }

    @ParameterizedTest
    @MethodSource("io.drawdown.api.EntityTagApiTest$Entity#addedByPut")
    void addsOnlyWhatIsNotThere(Entity entity) {
        var address = missing(entity);
        assertRefused(put(address, 1, "If-Match", "*"), ProblemType.PRECONDITION_FAILED, null);
        assertRefused(put(address, 1, "If-Match", OTHER_TAG), ProblemType.PRECONDITION_FAILED, null);
        assertRefused(put(address, 1, "If-Match", "*", "If-None-Match", "*"), ProblemType.PRECONDITION_FAILED, null);
        assertRefused(put(address, 1, "If-None-Match", "unquoted"), ProblemType.PRECONDITION_FAILED, null);
        assertRefused(admin.get(address.path()), ProblemType.NOT_FOUND, null);

        var added = put(address, 1, "If-None-Match", "*");
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(tagOf(address)).isEqualTo(added.header("ETag"));
        assertRefused(put(address, 2, "If-None-Match", "*"), ProblemType.PRECONDITION_FAILED, null);
        assertRefused(
                put(address, 2, "If-None-Match", "W/" + added.header("ETag")), ProblemType.PRECONDITION_FAILED, null);
        assertThat(tagOf(address)).isEqualTo(added.header("ETag"));
        assertSuccessful(put(address, 2, "If-None-Match", OTHER_TAG));
    }

    @ParameterizedTest
    @MethodSource("io.drawdown.api.EntityTagApiTest$Entity#neverAbsent")
    void doesNotAddWhatIsAlwaysThere(Entity entity) {
        var address = missing(entity);
        var before = admin.get(address.path());
        assertRefused(put(address, 7, "If-None-Match", "*"), ProblemType.PRECONDITION_FAILED, null);
        assertThat(admin.get(address.path()).text()).isEqualTo(before.text());
        assertSuccessful(put(address, 7, "If-Match", "" + before.header("ETag")));
        assertRefused(put(address, 8, "If-None-Match", "*"), ProblemType.PRECONDITION_FAILED, null);
        assertSuccessful(put(address, 8, "If-Match", "*"));
    }

    @Test
    void findsNoUserToRename() {
        var address = missing(Entity.USER);
        for (var condition : List.of("If-Match", "If-None-Match")) {
            assertRefused(put(address, 1, condition, "*"), ProblemType.NOT_FOUND, null);
        }
        assertRefused(admin.get(address.path()), ProblemType.NOT_FOUND, null);
        var existing = existing(Entity.USER);
        assertRefused(put(existing, 7, "If-None-Match", "*"), ProblemType.PRECONDITION_FAILED, null);
    }

    /** A GET is a valid body for the PUT of the same address, and its read-only fields are ignored there. */
    @Test
    void doesNotTagWhetherRecipientsAreConfirmed() {
        var account = account();
        var path = "accounts/" + account + "/alert-recipients";
        assertSuccessful(forAccount(account, "CUSTOMER").put(path, json("{'emails': ['a@example.com']}")));
        var before = admin.get(path);
        assertThat(before.at("/unconfirmed/0").stringValue()).isEqualTo("a@example.com");

        var put = admin.send(
                "PUT",
                path,
                json("{'emails': ['a@example.com'], 'unconfirmed': []}"),
                "Content-Type",
                "application/json",
                "If-Match",
                "" + before.header("ETag"));
        assertThat(put.json()).isEqualTo(before.json());
        assertThat(put.header("ETag")).isEqualTo(before.header("ETag"));

        jdbc.sql("update alert_recipient set confirmed = true where account = :account")
                .param("account", account)
                .update();
        var confirmed = admin.send("GET", path, null, "If-None-Match", "" + before.header("ETag"));
        assertThat(confirmed.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.at("/unconfirmed").size()).isZero();
    }

    @Test
    void tagsTheDefaultThatAnAccountFollows() {
        var account = new Address("accounts/" + account() + "/usage-alert", alertBody());
        var seen = tagOf(account);
        assertSuccessful(put(missing(Entity.USAGE_ALERT_DEFAULT), 61));

        assertRefused(put(account, 7, "If-Match", seen), ProblemType.PRECONDITION_FAILED, null);
        assertSuccessful(put(account, 7, "If-Match", tagOf(account)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALERT_RECIPIENTS")
    void answersGetWithoutBodyIfNothingHasChanged(Entity entity) {
        var address = existing(entity);
        var seen = tagOf(address);

        var unchanged = admin.send("GET", address.path(), null, "If-None-Match", seen);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.text()).isEmpty();
        assertSuccessful(put(address, 7));
        assertThat(admin.send("GET", address.path(), null, "If-None-Match", seen)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void refusesForOtherReasonsFirst(Entity entity) {
        var address = existing(entity);

        assertThat(admin.send(
                                "PUT",
                                address.path(),
                                "{\"name\": 7}",
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                OTHER_TAG)
                        .status())
                .isEqualTo(422);
        var support = platform("SUPPORT");
        assertRefused(
                support.send(
                        "PUT",
                        address.path(),
                        address.body(2),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        OTHER_TAG),
                ProblemType.FORBIDDEN,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void letsOneOfSeveralWritersWithTheSameTagSucceed(Entity entity) throws Exception {
        var address = existing(entity);
        var seen = tagOf(address);

        var answers = putAtOnce(address, "If-Match", seen);

        assertOneSucceeded(address, answers);
    }

    @RepeatedTest(3)
    void letsOneOfSeveralWritersAdd() throws Exception {
        for (var entity : Entity.addedByPut().toList()) {
            var address = missing(entity);
            assertOneSucceeded(address, putAtOnce(address, "If-None-Match", "*"));
        }
    }

    @Test
    void tagsAllListPricesOfAPlace() {
        var address = existing(Entity.LIST_PRICE);
        var seen = tagOf(address);
        var later =
                json("{'perNodeHour': %s, 'from': '%s'}", money("9", "CNY"), TestClock.START.plus(Duration.ofDays(1)));

        var set = admin.send("PUT", address.path(), later, "Content-Type", "application/json", "If-Match", seen);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.at("/perNodeHour/amount").stringValue()).isEqualTo("9.00");
        assertThat(tagOf(address)).isEqualTo(set.header("ETag"));
        assertRefused(put(address, 2, "If-Match", seen), ProblemType.PRECONDITION_FAILED, null);

        clock.set(TestClock.START.plus(Duration.ofDays(2)));
        var inForce = admin.send("GET", address.path(), null, "If-None-Match", "" + set.header("ETag"));
        assertThat(inForce.status()).isEqualTo(200);
        assertThat(inForce.at("/perNodeHour/amount").stringValue()).isEqualTo("9.00");
    }

    @Test
    void doesNotTagLists() {
        for (var path : List.of("regions", "specifications", "offers", "accounts")) {
            assertThat(admin.get(path).header("ETag")).as(path).isNull();
        }
    }

    @Test
    void documentsHeadersAndAnswers() {
        var paths = stranger.get("/v3/api-docs").json().path("paths");
        for (var entity : Entity.values()) {
            var path = entity.mapping;
            var operations = paths.path(path);
            var put = operations.path("put");
            assertThat(put.at("/responses/412").isObject()).as(path).isTrue();
            assertThat(put.at("/responses/200/headers/ETag").isObject())
                    .as(path)
                    .isTrue();
            assertThat(put.path("parameters").toString())
                    .contains("\"If-Match\"", "\"If-None-Match\"")
                    .doesNotContain("conditions");
            assertThat(put.at("/responses/200/content").toString()).contains("schemas/");
            var get = operations.path("get");
            assertThat(get.at("/responses/200/headers/ETag").isObject())
                    .as(path)
                    .isTrue();
            assertThat(get.at("/responses/304").isObject()).as(path).isEqualTo(entity != Entity.ALERT_RECIPIENTS);
        }
    }

    /** Where something is edited, and bodies for it that differ by a number. */
    private record Address(String path, String bodyPattern) {

        String body(int number) {
            return bodyPattern.replace("#", String.valueOf(number));
        }
    }

    private Address existing(Entity entity) {
        var address = missing(entity);
        if (entity.absence == Absence.NOT_FOUND) {
            var path = address.path();
            assertSuccessful(admin.post(
                    path.substring(0, path.lastIndexOf('/')),
                    json("{'username': '%s', 'displayName': 'Li'}", path.substring(path.lastIndexOf('/') + 1))));
        }
        assertSuccessful(put(address, 1));
        return address;
    }

    private Address missing(Entity entity) {
        return switch (entity) {
            case REGION ->
                new Address(
                        "regions/" + World.code("region"),
                        json("{'name': 'Region #', 'zone': 'UTC', 'sellsPackages': true}"));
            case SPECIFICATION ->
                new Address("specifications/" + World.code("gpu"), json("{'name': 'GPU #', 'kind': 'GPU'}"));
            case LIST_PRICE ->
                new Address(
                        price(new Place(region(true), specification())),
                        json("{'perNodeHour': %s}", money("#", "CNY")));
            case OFFER ->
                new Address(
                        "offers/" + World.code("offer"),
                        json(
                                "{'name': 'Ten hours', 'region': '%s', 'specification': '%s', 'activities': ['TRAINING', 'DEVELOPMENT'], 'nodeHours': 10, 'months': 1, 'price': %s, 'onSale': true}",
                                region(true), specification(), money("#", "CNY")));
            case ACCOUNT ->
                new Address(
                        "accounts/" + World.accountCode(),
                        json(
                                "{'name': 'Acme', 'currency': 'CNY', 'zone': 'Asia/Shanghai', 'creditLimit': %s}",
                                money("#", "CNY")));
            case USER ->
                new Address(
                        "accounts/" + account() + "/users/" + World.code("li"), json("{'displayName': 'Li Wei #'}"));
            case USAGE_ALERT -> new Address("accounts/" + account() + "/usage-alert", alertBody());
            case USAGE_ALERT_DEFAULT ->
                new Address(
                        "usage-alert-default",
                        json(
                                "{'scope': 'SAME_KIND', 'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': #}]}}"));
            case ALERT_RECIPIENTS ->
                new Address(
                        "accounts/" + account() + "/alert-recipients",
                        json("{'emails': ['li@example.com', 'wei.#@example.com']}"));
        };
    }

    private String alertBody() {
        var place = new Place(region(true), specification());
        return json(
                "{'scope': 'SAME_KIND', 'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}, "
                        + "'targets': [{'region': '%s', 'specification': '%s', 'activities': ['TRAINING', 'DEVELOPMENT'], "
                        + "'enabled': true, 'thresholds': [{'type': 'REMAINING', 'value': #}]}]}",
                place.region(), place.specification());
    }

    private String tagOf(Address address) {
        return "" + admin.get(address.path()).header("ETag");
    }

    private ApiClient.Answer put(Address address, int number, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return admin.send("PUT", address.path(), address.body(number), all.toArray(String[]::new));
    }

    private List<ApiClient.Answer> putAtOnce(Address address, String... headers) throws Exception {
        var barrier = new CyclicBarrier(WRITERS);
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var answers = new ArrayList<Future<ApiClient.Answer>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var number = 20 + writer;
                answers.add(threads.submit(() -> {
                    barrier.await();
                    return put(address, number, headers);
                }));
            }
            var all = new ArrayList<ApiClient.Answer>();
            for (var answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private void assertOneSucceeded(Address address, List<ApiClient.Answer> answers) {
        var done = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(done).as(answers.toString()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertRefused(answer, ProblemType.PRECONDITION_FAILED, null));
        assertThat(admin.get(address.path()).json()).isEqualTo(done.getFirst().json());
        assertThat(tagOf(address)).isEqualTo(done.getFirst().header("ETag"));
    }
}
