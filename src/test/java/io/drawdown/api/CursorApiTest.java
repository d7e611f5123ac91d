package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.infra.list.CursorCodec;
import io.drawdown.api.infra.list.ListingResponseHandler;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.Sql;
import io.drawdown.testing.LongLists;
import io.drawdown.testing.TestClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists as they are read to their ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("dialect")
class CursorApiTest extends ApiTest {

    private static final int MANY = 25_000;
    private static final List<String> SHAPE = List.of("size", "number", "totalElements", "totalPages", "more");

    @Autowired
    private ApplicationContext context;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper mapper;

    private LongLists lists;
    private String usage;

    @BeforeAll
    void fill() {
        clock.set(TestClock.START);
        lists = LongLists.create(context);
        usage = "accounts/" + lists.account + "/usage";
    }

    @AfterAll
    void clear() {
        lists.clear();
        jdbc.sql("delete from notification where specification = 's'").update();
    }

    @Test
    void pagesThroughEveryListToItsEnd() {
        var addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(20);
        assertThat(addresses).allSatisfy(address -> {
            var size = admin.get(address + "size=1").at("/page/totalElements").intValue() > 200 ? 100 : 4;
            var pages = pages(address, size);
            var numbered = new ArrayList<JsonNode>();
            for (var page = 0; page < pages.size(); page++) {
                rows(admin.get(address + "size=" + size + "&page=" + page).json())
                        .forEach(numbered::add);
            }
            assertThat(pages.stream().flatMap(CursorApiTest::rows)).as(address).isEqualTo(numbered);
            assertThat(pages).allSatisfy(page -> {
                assertThat(page.propertyNames()).containsExactly("content", "page", "next");
                assertThat(page.path("page").propertyNames()).containsExactlyElementsOf(SHAPE);
                assertThat(page.path("page").path("totalElements").intValue()).isEqualTo(numbered.size());
                assertThat(page.path("page").path("totalPages").intValue())
                        .isEqualTo((numbered.size() + size - 1) / size);
                assertThat(page.path("page").path("more").booleanValue()).isFalse();
            });
            assertThat(pages.getFirst().path("page").path("number").intValue()).isZero();
            assertThat(pages.stream().skip(1))
                    .allSatisfy(
                            page -> assertThat(page.path("page").path("number").isNull())
                                    .isTrue());
        });
    }

    @Test
    void returnsEachRowOnceWhileRowsAreAddedAndDeleted() {
        var account = account();
        insertNotifications(account, 1, MANY);
        var address = "accounts/" + account + "/notifications?size=1000";
        var seen = new ArrayList<Long>();
        var next = "";
        var page = 0;
        do {
            var answer = admin.get(address + (next.isEmpty() ? "" : "&cursor=" + next));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.at("/page").toString())
                    .isEqualTo(json(
                            "{'size':1000,'number':%s,'totalElements':10001,'totalPages':11,'more':true}",
                            page == 0 ? "0" : "null"));
            rows(answer.json()).forEach(row -> seen.add(number(row)));
            next = answer.at("/next").isNull() ? "" : answer.at("/next").stringValue();
            if (page % 4 == 0) {
                insertNotifications(account, MANY + page * 10, MANY + page * 10 + 9);
                delete(account, seen.getFirst(), seen.getLast(), page * 13L + 1);
            }
            page++;
        } while (!next.isEmpty());

        var once = new HashSet<>(seen);
        assertThat(once).hasSameSizeAs(seen);
        assertThat(remaining(account)).hasSizeGreaterThan(MANY - 100).allMatch(once::contains);
        assertThat(page).isEqualTo(25);
    }

    @Test
    void pointsToCursorsForPagesBeyondCountedRows() {
        var account = account();
        insertNotifications(account, 1, 10_000);
        var address = "accounts/" + account + "/notifications?";
        assertThat(admin.get(address + "size=1000&page=9").at("/page").toString())
                .isEqualTo(json("{'size':1000,'number':9,'totalElements':10000,'totalPages':10,'more':false}"));
        assertThat(admin.get(address + "size=1000&page=9").at("/next").isNull()).isTrue();
        assertThat(rows(admin.get(address + "size=1000&page=10").json())).isEmpty();
        assertThat(admin.get(address + "page=2147483647&size=1000")
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(10_000);

        insertNotifications(account, 10_001, 10_500);
        assertThat(admin.get(address + "size=300&page=33").at("/content").size())
                .isEqualTo(300);
        assertThat(admin.get(address + "size=900&page=11").at("/content").size())
                .isEqualTo(600);
        assertThat(admin.get(address + "size=900&page=11").at("/page").toString())
                .isEqualTo(json("{'size':900,'number':11,'totalElements':10001,'totalPages':12,'more':true}"));
        assertThat(admin.get(address + "size=1000&page=9").at("/next").isNull()).isFalse();
        for (var beyond : new String[] {
            "size=1000&page=10", "size=300&page=34", "page=200", "page=2147483647&size=1000", "page=2147483647&size=1"
        }) {
            var refused = admin.get(address + beyond);
            assertRefused(refused, ProblemType.INVALID, "page");
            assertThat(refused.at("/detail").stringValue()).contains("'cursor'");
        }
        assertThat(admin.csv(address).text().lines()).hasSize(10_501);
    }

    @Test
    void rejectsCursorOfAnotherList() {
        var other = LongLists.create(context);
        try {
            var cursor = cursor(usage + "?size=4&job=" + lists.job);
            assertSuccessful(admin.get(usage + "?job=" + lists.job + "&size=4&from=&cursor=" + cursor));
            for (var address : List.of(
                    "accounts/" + other.account + "/usage?size=4&job=" + lists.job,
                    "accounts/" + lists.account + "/deductions?size=4&job=" + lists.job,
                    usage + "?size=4",
                    usage + "?size=5&job=" + lists.job,
                    usage + "?job=" + lists.job,
                    usage + "?size=4&job=job-40",
                    usage + "?size=4&job=" + lists.job + "&sort=job",
                    usage + "?size=4&job=" + lists.job + "&from=2026-11-01T00:00:00Z")) {
                assertRefused(admin.get(address + "&cursor=" + cursor), ProblemType.INVALID, "cursor");
            }
            assertRefused(
                    admin.get(usage + "?size=4&page=1&job=" + lists.job + "&cursor=" + cursor),
                    ProblemType.INVALID,
                    "page");
            assertRefused(
                    forAccount(lists.account, "CUSTOMER")
                            .get("accounts/" + other.account + "/usage?size=4&cursor=" + cursor),
                    ProblemType.NOT_FOUND,
                    null);
        } finally {
            other.clear();
        }
    }

    @Test
    void rejectsTamperedCursor() {
        var cursor = cursor(usage + "?size=4");
        assertThat(cursor).matches("[A-Za-z0-9._-]{1,400}");
        for (var position = 0; position < cursor.length(); position += 3) {
            var other = cursor.charAt(position) == 'A' ? 'B' : 'A';
            var tampered = cursor.substring(0, position) + other + cursor.substring(position + 1);
            assertRefused(admin.get(usage + "?size=4&cursor=" + tampered), ProblemType.INVALID, "cursor");
        }
        for (var tampered : List.of(
                cursor + "A",
                cursor + "=",
                cursor.substring(1),
                cursor.substring(0, cursor.length() - 1),
                cursor + cursor)) {
            assertRefused(admin.get(usage + "?size=4&cursor=" + tampered), ProblemType.INVALID, "cursor");
        }
        assertThat(admin.get(usage + "?size=4&cursor=2" + cursor.substring(1))
                        .at("/detail")
                        .stringValue())
                .contains("another version")
                .contains("first page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1",
                "1.",
                "1.bnVsbA",
                "1.e30",
                "1.W10",
                "1.eyJrZXlzIjpudWxsfQ",
                "1.eyJrZXlzIjpbXSwiaGFzaCI6IngifQ",
                "1.%%%",
                "1.äöü",
                "-1",
                "1.\u0000",
                "999.e30",
                "' or 1=1 --"
            })
    void rejectsGarbageCursor(String garbage) {
        assertRefused(
                admin.get(usage + "?cursor=" + URLEncoder.encode(garbage, StandardCharsets.UTF_8)),
                ProblemType.INVALID,
                "cursor");
        assertRefused(
                admin.get("regions?cursor=" + URLEncoder.encode(garbage, StandardCharsets.UTF_8)),
                ProblemType.INVALID,
                "cursor");
    }

    /** Even one who knows how a cursor is made only asks for other rows of the same list. */
    @Test
    void rejectsCursorWithForeignKeys() {
        var long_ = "1".repeat(2000);
        for (var keys : Stream.<List<@Nullable String>>of(
                        List.of(),
                        List.of("1", "2"),
                        Arrays.asList((String) null),
                        List.of("x"),
                        List.of("1.5"),
                        List.of("99999999999999999999"),
                        List.of(long_))
                .toList()) {
            assertRefused(forged("accounts/" + lists.account + "/usage", keys), ProblemType.INVALID, "cursor");
        }
        for (var instant : List.of("x", "+999999999-01-01T00:00:00Z", "-4713-01-01T00:00:00Z", "2026-11-22", "")) {
            assertRefused(
                    forged("accounts/" + lists.account + "/notifications", List.of(instant, "1")),
                    ProblemType.INVALID,
                    "cursor");
        }
        for (var text : List.of("\u0000", "\ud800")) {
            assertRefused(forged("accounts", List.of(text)), ProblemType.INVALID, "cursor");
        }
        for (var month : List.of("x", "2026-13", "+99999-01")) {
            assertThat(forged("accounts/" + lists.account + "/statements", List.of(month))
                            .status())
                    .isIn(200, 422);
        }
        assertRefused(forged("regions", List.of("a", "b")), ProblemType.INVALID, "cursor");
        assertRefused(forged("regions", Arrays.asList((String) null)), ProblemType.INVALID, "cursor");
        assertSuccessful(forged("accounts/" + lists.account + "/usage", List.of("-1")));
    }

    @Test
    void treatsEmptyCursorAsNone() {
        assertThat(admin.get(usage + "?cursor=&page=1&size=4")
                        .at("/page/number")
                        .intValue())
                .isEqualTo(1);
        assertThat(admin.get(usage + "?page=&size=4&cursor=" + cursor(usage + "?size=4"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get(usage + "?cursor=" + cursor(usage)).status()).isEqualTo(200);
        assertThat(admin.get(usage + "?size=50&cursor=" + cursor(usage)).status())
                .isEqualTo(200);
        assertRefused(admin.get(usage + "?size=0&cursor=x"), ProblemType.INVALID, "size");
    }

    private ApiClient.Answer forged(String address, List<@Nullable String> keys) {
        var request = new MockHttpServletRequest("GET", "/api/v1/" + address);
        request.setServletPath("/api/v1/" + address);
        return admin.get(address + "?cursor="
                + new CursorCodec(mapper).write(new Listing.After(keys), request, ListingResponseHandler.DEFAULT_SIZE));
    }

    private String cursor(String address) {
        return admin.get(address).at("/next").stringValue();
    }

    private List<JsonNode> pages(String address, int size) {
        var pages = new ArrayList<JsonNode>();
        for (var next = ""; next != null; ) {
            var answer = admin.get(address + "size=" + size + (next.isEmpty() ? "" : "&cursor=" + next));
            assertThat(answer.status()).as(address + answer.text()).isEqualTo(200);
            pages.add(answer.json());
            next = answer.at("/next").isNull() ? null : answer.at("/next").stringValue();
        }
        return pages;
    }

    /** The addresses of all lists that there are, for an account of the test's own where they are about one. */
    private List<String> addresses() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> Listing.class.isAssignableFrom(
                        entry.getValue().getMethod().getReturnType()))
                .map(entry -> Objects.requireNonNull(entry.getKey().getPathPatternsCondition())
                                .getPatternValues()
                                .iterator()
                                .next()
                                .replace("{account}", lists.account)
                                .replace("{region}", lists.region)
                                .replace("{specification}", lists.specification)
                                .replace("usage-imports/{id}", "usage-imports/" + lists.importId)
                        + "?" + parameters(entry.getValue()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private String parameters(HandlerMethod method) {
        var known = Map.of("account", lists.account, "source", "/lists", "id", lists.account + "-0");
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(parameter -> String.valueOf(parameter.getParameter().getName()))
                .filter(known::containsKey)
                .map(name -> name + "=" + known.get(name) + "&")
                .collect(Collectors.joining());
    }

    private static Stream<JsonNode> rows(JsonNode page) {
        return StreamSupport.stream(page.path("content").spliterator(), false);
    }

    /** The total of a notification is its number, and every seven of them happened in the same second. */
    private void insertNotifications(String account, int from, int to) {
        jdbc.sql("""
                        insert into notification (account, kind, region, specification, activities, remaining, total, happened_at)
                        select :account, 'USED_UP', 'r', 's', 'TRAINING', 0, x.n, cast(:now as timestamp with time zone) + interval '1' second * (x.n / 7)
                        from %s(%d, %d) as x(n)""".formatted(
                        System.getProperty("drawdown.test.database", "h2").equals("h2")
                                ? "system_range"
                                : "generate_series",
                        from,
                        to))
                .param("account", account)
                .param("now", Sql.utc(TestClock.START))
                .update();
    }

    private void delete(String account, long... numbers) {
        for (var number : numbers) {
            jdbc.sql("delete from notification where account = :account and total = :number")
                    .param("account", account)
                    .param("number", number)
                    .update();
        }
    }

    private List<Long> remaining(String account) {
        return jdbc.sql("select total from notification where account = :account and total <= :many")
                .param("account", account)
                .param("many", MANY)
                .query(Long.class)
                .list();
    }

    private static long number(JsonNode notification) {
        return notification.path("totalNodeSeconds").longValue();
    }
}
