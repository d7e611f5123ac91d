package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Packages of 36,000 node-seconds: 20 % are 7,200 of them and 5 % are 1,800. */
class NotificationApiTest extends ApiTest {

    private static final String TWENTY_AND_FIVE =
            "{'type': 'PERCENTAGE', 'value': 20}, {'type': 'PERCENTAGE', 'value': 5}";

    private String account;
    private String address;
    private Place place;
    private String offer;
    private int events;

    @BeforeEach
    void open() {
        account = account();
        address = "accounts/" + account + "/notifications";
        place = place();
        offer = offer(place);
        clock.advance(Duration.ofDays(1));
    }

    @AfterEach
    void restoreClock() {
        clock.set(TestClock.START);
    }

    @Test
    void notifiesOnceAtExactThreshold() {
        watch("EACH_PACKAGE", TWENTY_AND_FIVE);
        var bought = buy();

        use(28_799);
        assertThat(notifications()).isEmpty();
        use(1);
        var list = admin.get(address).at("/content");
        assertThat(list.size()).isOne();
        assertThat(list.path(0).toString())
                .isEqualTo(json(
                        """
                {'id':'%s','account':'%s','kind':'THRESHOLD','package':'%s','region':'%s','specification':'%s','activities':['TRAINING'],\
                'threshold':{'type':'PERCENTAGE','value':20},'remainingNodeSeconds':7200,'totalNodeSeconds':36000,\
                'nextHourCost':null,'runsOutAt':null,'expiresAt':'2026-12-23T00:00:00Z','jobs':null,'run':null,'runs':null,'happenedAt':'2026-11-23T10:00:00Z','readAt':null}""", list.at("/0/id").stringValue(), account, bought, place.region(), place.specification()));
        assertThat(list.at("/0/id").stringValue()).matches("[0-9]+");
        use(1);
        assertThat(notifications()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        use(5_399);
        assertThat(notifications())
                .containsExactly("THRESHOLD PERCENTAGE 5 of " + bought, "THRESHOLD PERCENTAGE 20 of " + bought);
    }

    @Test
    void notifiesOnlyLowestThresholdCrossedByRequest() {
        watch("EACH_PACKAGE", TWENTY_AND_FIVE);
        var bought = buy();

        post(usage(28_800), usage(5_400));

        assertThat(notifications()).containsExactly("THRESHOLD PERCENTAGE 5 of " + bought);
        assertThat(admin.get(address).at("/content/0/remainingNodeSeconds").longValue())
                .isEqualTo(1_800);
    }

    @Test
    void notifiesDepletionAgainAfterQuotaIsReturned() {
        watch("EACH_PACKAGE", TWENTY_AND_FIVE);
        var bought = buy();

        var voided = usage(36_100);
        post(voided);
        assertThat(notifications()).containsExactly("USED_UP null of " + bought);
        assertThat(admin.get(address).at("/content/0/remainingNodeSeconds").longValue())
                .isZero();

        post(voided("void", "1"));
        assertThat(notifications()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        use(28_800);
        clock.advance(Duration.ofMinutes(1));
        use(7_200);
        assertThat(notifications())
                .containsExactly(
                        "USED_UP null of " + bought,
                        "THRESHOLD PERCENTAGE 20 of " + bought,
                        "USED_UP null of " + bought);
        post(voided);
        assertThat(notifications()).hasSize(3);
    }

    @Test
    void notifiesTotalOfKind() {
        watch("SAME_KIND", "{'type': 'PERCENTAGE', 'value': 20}, {'type': 'REMAINING', 'value': 100}");
        buy();
        buy();

        use(57_599);
        assertThat(notifications()).isEmpty();
        use(1);
        assertThat(notifications()).containsExactly("THRESHOLD PERCENTAGE 20 of null");
        var notification = admin.get(address).at("/content/0");
        assertThat(notification.path("region").stringValue()).isEqualTo(place.region());
        assertThat(notification.path("totalNodeSeconds").longValue()).isEqualTo(72_000);
        assertThat(notification.path("remainingNodeSeconds").longValue()).isEqualTo(14_400);
        assertThat(notification.path("expiresAt").isNull()).isTrue();
        clock.advance(Duration.ofMinutes(1));
        use(14_300);
        assertThat(notifications())
                .containsExactly("THRESHOLD REMAINING 100 of null", "THRESHOLD PERCENTAGE 20 of null");
    }

    @Test
    void appliesDefaultToNewPackagesAndOwnSettingsToOthers() {
        var own = buy();
        var off = buy();
        assertSuccessful(admin.put("accounts/" + account + "/usage-alert", json("""
                {'scope': 'EACH_PACKAGE', 'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 50}]},
                 'targets': [{'package': '%s', 'enabled': true, 'thresholds': [{'type': 'REMAINING', 'value': 100}]},
                             {'package': '%s', 'enabled': false, 'thresholds': []}]}""", own, off)));
        var bought = buy();

        use(36_000 - 100);
        use(36_100);
        use(18_000);

        assertThat(notifications())
                .containsExactlyInAnyOrder(
                        "THRESHOLD REMAINING 100 of " + own,
                        "USED_UP null of " + own,
                        "THRESHOLD PERCENTAGE 50 of " + bought);
    }

    @Test
    void notifiesImmediatelyWhenEditedThresholdIsReached() {
        var bought = buy();
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");
        use(20_000);
        assertThat(notifications()).isEmpty();

        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}, {'type': 'PERCENTAGE', 'value': 50}");
        assertThat(notifications()).containsExactly("THRESHOLD PERCENTAGE 50 of " + bought);
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 50}, {'type': 'REMAINING', 'value': 7}");
        assertThat(notifications()).hasSize(1);
    }

    @Test
    void notifiesCalendarEvents() {
        buy();
        clock.set(TestClock.START.plus(Duration.ofDays(40)));
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");

        assertThat(admin.get(address).at("/content").findValuesAsString("kind"))
                .containsExactly("EXPIRED", "EXPIRING", "EXPIRING", "EXPIRING");
        assertThat(admin.get(address + "?kind=EXPIRING")
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void filtersAndPages() {
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");
        var first = buy();
        var second = buy();
        use(36_000);
        use(28_800);
        assertSuccessful(admin.post(address + "/" + id(0) + "/read", ""));

        assertThat(notifications("?unread=true")).containsExactly("USED_UP null of " + first);
        assertThat(notifications("?unread=false")).containsExactly("THRESHOLD PERCENTAGE 20 of " + second);
        assertThat(notifications("?unread=&kind=")).hasSize(2);
        assertThat(notifications("?kind=USED_UP")).containsExactly("USED_UP null of " + first);
        assertThat(notifications("?package=" + second)).containsExactly("THRESHOLD PERCENTAGE 20 of " + second);
        assertThat(notifications("?package=" + second + "&kind=USED_UP")).isEmpty();
        assertThat(notifications("?package=nope")).isEmpty();
        assertThat(notifications("?size=1&page=1")).containsExactly("USED_UP null of " + first);
        assertThat(admin.get(address + "?size=1").at("/page").toString())
                .isEqualTo(json("{'size':1,'number':0,'totalElements':2,'totalPages':2,'more':false}"));
    }

    @ParameterizedTest
    @CsvSource({"unread=perhaps, unread", "kind=ALL, kind", "package=%00, package", "size=0, size"})
    void rejectsInvalidParameters(String parameter, String field) {
        assertRefused(admin.get(address + "?" + parameter), ProblemType.INVALID, field);
    }

    @Test
    void writesCsv() {
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");
        var header =
                "id,account,kind,package,region,specification,activities,threshold.type,threshold.value,remainingNodeSeconds,totalNodeSeconds,"
                        + "nextHourCost.amount,nextHourCost.currency,runsOutAt,expiresAt,jobs,run,runs,happenedAt,readAt\r\n";
        assertThat(admin.csv(address).text()).isEqualTo(header);
        var bought = buy();
        use(28_800);
        use(7_200);

        assertThat(admin.csv(address + "?kind=THRESHOLD").text())
                .isEqualTo(header
                        + "%s,%s,THRESHOLD,%s,%s,%s,TRAINING,PERCENTAGE,20,7200,36000,,,,2026-12-23T00:00:00Z,,,,2026-11-23T10:00:00Z,\r\n"
                                .formatted(id(1), account, bought, place.region(), place.specification()));
        assertThat(admin.csv(address).text().lines()).hasSize(3);
    }

    @Test
    void marksNotificationReadOnce() {
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");
        buy();
        use(28_800);
        var one = address + "/" + id(0);
        var unread = admin.get(one);
        assertThat(unread.json()).isEqualTo(admin.get(address).at("/content/0"));

        var read = admin.post(one + "/read", "");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.at("/readAt").stringValue()).isEqualTo("2026-11-23T10:00:00Z");
        clock.advance(Duration.ofMinutes(1));
        assertThat(admin.post(one + "/read", "").text()).isEqualTo(read.text());
        assertThat(admin.get(one).text()).isEqualTo(read.text());
        assertThat(read.text())
                .isEqualTo(unread.text().replace("\"readAt\":null", "\"readAt\":\"2026-11-23T10:00:00Z\""));
    }

    @Test
    void marksAllNotificationsRead() {
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");
        buy();
        use(28_800);
        use(7_200);

        assertThat(admin.post(address + "/read-all", "").text()).isEqualTo("{\"read\":2}");
        assertThat(admin.post(address + "/read-all", "").text()).isEqualTo("{\"read\":0}");
        assertThat(notifications("?unread=true")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999999999999", "%20"})
    void answersNotFoundForUnknownIds(String id) {
        assertRefused(admin.get(address + "/" + id), ProblemType.NOT_FOUND, null);
        assertRefused(admin.post(address + "/" + id + "/read", ""), ProblemType.NOT_FOUND, null);
    }

    @Test
    void answersOnlyAuthorizedRoles() {
        watch("EACH_PACKAGE", "{'type': 'PERCENTAGE', 'value': 20}");
        buy();
        use(28_800);
        var one = address + "/" + id(0);
        var other = account();
        var customer = forAccount(account, "CUSTOMER");
        var strange = forAccount(other, "CUSTOMER");
        var support = platform("SUPPORT");
        var metering = forAccount(account, "METERING");

        for (var path : List.of(address, one)) {
            assertSuccessful(customer.get(path));
            assertSuccessful(support.get(path));
            assertRefused(strange.get(path), ProblemType.NOT_FOUND, null);
            assertRefused(metering.get(path), ProblemType.FORBIDDEN, null);
            assertRefused(stranger.get(path), ProblemType.UNAUTHENTICATED, null);
        }
        for (var path : List.of(one + "/read", address + "/read-all")) {
            assertRefused(support.post(path, ""), ProblemType.FORBIDDEN, null);
            assertRefused(metering.post(path, ""), ProblemType.FORBIDDEN, null);
            assertRefused(strange.post(path, ""), ProblemType.NOT_FOUND, null);
        }
        var elsewhere = one.replace(account, other);
        assertRefused(admin.get(elsewhere), ProblemType.NOT_FOUND, null);
        assertRefused(strange.get(elsewhere), ProblemType.NOT_FOUND, null);
        assertRefused(strange.post(elsewhere + "/read", ""), ProblemType.NOT_FOUND, null);
        assertRefused(admin.post("accounts/nope/notifications/read-all", ""), ProblemType.NOT_FOUND, null);
        assertThat(notifications("?unread=true")).hasSize(1);
        assertSuccessful(customer.post(one + "/read", ""));
        assertSuccessful(customer.post(address + "/read-all", ""));
    }

    private void watch(String scope, String thresholds) {
        assertSuccessful(admin.put(
                "accounts/" + account + "/usage-alert",
                json("{'scope': '%s', 'default': {'enabled': true, 'thresholds': [%s]}}", scope, thresholds)));
    }

    /** Buys a package of 36,000 node-seconds, effective since 10:00. */
    private String buy() {
        var placed = admin.post(
                "accounts/" + account + "/orders",
                order(offer, place, ", 'effectiveAt': '2026-11-22T10:00:00Z'"),
                "Idempotency-Key",
                newKey());
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        return placed.at("/package/id").stringValue();
    }

    private void use(long nodeSeconds) {
        post(usage(nodeSeconds));
    }

    private void post(String... batch) {
        var report = admin.post("events", "[" + String.join(",", batch) + "]");
        assertThat(report.at("/rejected").intValue() + report.at("/conflicts").intValue())
                .as(report.text())
                .isZero();
    }

    /** One node for so many seconds from 10:00 on. */
    private String usage(long nodeSeconds) {
        return json(
                """
                {'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.usage.recorded.v1', 'subject': 'job-17',
                 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING',
                          'nodes': 1, 'startedAt': '2026-11-22T10:00:00Z', 'endedAt': '%s'}}""",
                ++events, account, place.region(), place.specification(), TestClock.START.plusSeconds(nodeSeconds));
    }

    private String voided(String id, String voided) {
        return json(
                "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.usage.voided.v1', 'data': {'account': '%s', 'source': '/a', 'id': '%s'}}",
                id, account, voided);
    }

    private String id(int index) {
        return admin.get(address).at("/content/" + index + "/id").stringValue();
    }

    private List<String> notifications() {
        return notifications("");
    }

    /** What has been told, the newest first: its kind, the threshold, and the package. */
    private List<String> notifications(String parameters) {
        return StreamSupport.stream(
                        admin.get(address + parameters).at("/content").spliterator(), false)
                .map(one -> one.path("kind").stringValue() + " " + threshold(one.path("threshold")) + " of "
                        + one.path("package").stringValue(null))
                .toList();
    }

    private static String threshold(JsonNode threshold) {
        return threshold.isNull() ? "null" : threshold.path("type").stringValue() + " " + threshold.path("value");
    }
}
