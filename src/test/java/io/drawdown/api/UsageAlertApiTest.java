package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.Activity;
import io.drawdown.quota.packages.PackageKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class UsageAlertApiTest extends ApiTest {

    private static final String DEFAULT =
            json("{'scope':'EACH_PACKAGE','default':{'enabled':true,'thresholds':[{'type':'PERCENTAGE','value':20}]}}");

    @Autowired
    JdbcClient jdbc;

    private String account;
    private String address;
    private Place place;
    private final List<Place> places = new ArrayList<>();

    @BeforeEach
    void open() {
        account = account();
        address = "accounts/" + account + "/usage-alert";
        place = place();
    }

    @AfterEach
    void restoreDefault() {
        assertSuccessful(admin.put("usage-alert-default", DEFAULT));
    }

    @Test
    void returnsPlatformDefaultUntilSettingsAreSaved() {
        var given = admin.get(address);

        assertThat(given.text()).isEqualTo(DEFAULT.substring(0, DEFAULT.length() - 1) + ",\"targets\":[]}");
        assertThat(admin.put(address, given.text()).text()).isEqualTo(given.text());
    }

    @Test
    void acceptsItsOwnAnswersAsInput() {
        var offer = offer(place);
        var saved = json(
                """
                {'scope':'SAME_KIND',\
                'default':{'enabled':false,'thresholds':[]},\
                'targets':[\
                {'package':'%s','enabled':true,'thresholds':[{'type':'PERCENTAGE','value':99},{'type':'REMAINING','value':36000},{'type':'PERCENTAGE','value':1}]},\
                {'region':'%s','specification':'%s','activities':['TRAINING','DEPLOYMENT'],'enabled':true,'thresholds':[{'type':'REMAINING','value':9223372036854775807}]},\
                {'package':'%s','enabled':false,'thresholds':[]}]}""", buy(account, offer, place), place.region(), place.specification(), buy(account, offer, place));

        assertThat(admin.put(address, saved).text()).isEqualTo(saved);
        assertThat(admin.get(address).text()).isEqualTo(saved);
        assertThat(admin.put(address, admin.get(address).text()).text()).isEqualTo(saved);
    }

    @Test
    void treatsMissingTargetsAsNone() {
        assertSuccessful(admin.put(
                address,
                settings("'targets': [{'package': '%s', 'enabled': false, 'thresholds': []}]"
                        .formatted(buy(account, offer(place), place)))));

        assertThat(admin.put(address, DEFAULT).at("/targets").size()).isZero();
        assertThat(admin.get(address).at("/targets").size()).isZero();
    }

    @Test
    void ordersActivitiesByLifecycle() {
        var target =
                "'targets': [{'region': '%s', 'specification': '%s', 'activities': ['DEPLOYMENT', 'TRAINING', 'DEPLOYMENT'], 'enabled': false, 'thresholds': []}]";

        assertThat(admin.put(address, settings(target.formatted(place.region(), place.specification())))
                        .at("/targets/0/activities")
                        .toString())
                .isEqualTo(json("['TRAINING','DEPLOYMENT']"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}}                        | scope",
                "{'scope': null, 'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}}         | scope",
                "{'scope': 'ALL', 'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}}        | scope",
                "{'scope': 0, 'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}}            | scope",
                "{'scope': 'SAME_KIND'}                                                                                     | default",
                "{'scope': 'SAME_KIND', 'default': null}                                                                    | default",
                "{'scope': 'SAME_KIND', 'default': 20}                                                                      | default",
                "{'scope': 'SAME_KIND', 'default': {}}                                                                      | default.enabled",
                "{'scope': 'SAME_KIND', 'default': {'enabled': null, 'thresholds': []}}                                     | default.enabled",
                "{'scope': 'SAME_KIND', 'default': {'enabled': 'yes', 'thresholds': []}}                                    | default.enabled",
                "{'scope': 'SAME_KIND', 'default': {'enabled': 1, 'thresholds': []}}                                        | default.enabled",
                "{'scope': 'SAME_KIND', 'default': {'enabled': true}}                                                       | default.thresholds",
                "{'scope': 'SAME_KIND', 'default': {'enabled': false, 'thresholds': null}}                                  | default.thresholds",
                "{'scope': 'SAME_KIND', 'default': {'enabled': true, 'thresholds': []}}                                     | default.thresholds",
                "{'scope': 'SAME_KIND', 'default': {'enabled': true, 'thresholds': {'type': 'PERCENTAGE', 'value': 20}}}    | default.thresholds",
                "{'scope': 'SAME_KIND', 'default': {'enabled': true, 'thresholds': [null]}}                                 | default.thresholds[0]",
                "{'scope': 'SAME_KIND', 'standard': {'enabled': true, 'thresholds': []}}                                    | standard",
                "{'scope': 'SAME_KIND', 'default': {'enabled': true, 'treshholds': []}}                                     | default.treshholds",
                "{'scope': 'SAME_KIND', 'default': {'enabled': false, 'thresholds': []}, 'target': []}                      | target",
                "{'scope': 'SAME_KIND', 'default': {'enabled': false, 'thresholds': []}, 'targets': {}}                     | targets",
                "{'scope': 'SAME_KIND', 'default': {'enabled': false, 'thresholds': []}, 'targets': [null]}                 | targets[0]"
            })
    void rejectsInvalidSettings(String body, String field) {
        var before = admin.get(address).text();

        assertRefused(admin.put(address, json(body)), ProblemType.INVALID, field);
        assertThat(admin.get(address).text()).isEqualTo(before);
        assertRefused(admin.put("usage-alert-default", json(body)), ProblemType.INVALID, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'PERCENTAGE'}                                | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': null}                 | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': 0}                    | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': 100}                  | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': -20}                  | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': 20.5}                 | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': '20'}                 | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': true}                 | thresholds[1].value",
                "{'type': 'PERCENTAGE', 'value': 99999999999999999999} | thresholds[1].value",
                "{'type': 'REMAINING', 'value': 0}                     | thresholds[1].value",
                "{'type': 'REMAINING', 'value': -1}                    | thresholds[1].value",
                "{'type': 'REMAINING', 'value': 1.5}                   | thresholds[1].value",
                "{'value': 20}                                         | thresholds[1].type",
                "{'type': null, 'value': 20}                           | thresholds[1].type",
                "{'type': 'HOURS', 'value': 20}                        | thresholds[1].type",
                "{'type': 1, 'value': 20}                              | thresholds[1].type",
                "{'type': 'PERCENTAGE', 'value': 20, 'unit': 'h'}      | thresholds[1].unit",
                "{'type': 'PERCENTAGE', 'value': 50}                   | thresholds[1]",
                "{'type': 'PERCENTAGE', 'value': 50.0}                 | thresholds[1]",
                "'20'                                                  | thresholds[1]",
                "20                                                    | thresholds[1]"
            })
    void rejectsInvalidThresholds(String threshold, String field) {
        var setting = "'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 50}, " + threshold + "]";

        assertRefused(
                admin.put(address, json("{'scope': 'SAME_KIND', 'default': {" + setting + "}}")),
                ProblemType.INVALID,
                "default." + field);
        assertRefused(
                admin.put(
                        address,
                        settings("'targets': [{'package': '" + buy(account, offer(place), place) + "', " + setting
                                + "}]")),
                ProblemType.INVALID,
                "targets[0]." + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                                                    | targets[1]               | INVALID",
                "'package': null,                                                                    | targets[1]               | INVALID",
                "'package': 17,                                                                      | targets[1].package       | INVALID",
                "'package': '%1$s',                                                                  | targets[1]               | INVALID",
                "'package': '%1$s', 'region': '%2$s', 'specification': '%3$s', 'activities': ['TRAINING'], | targets[1]         | INVALID",
                "'region': '%2$s', 'specification': '%3$s',                                          | targets[1].activities    | INVALID",
                "'region': '%2$s', 'specification': '%3$s', 'activities': [],                        | targets[1].activities    | INVALID",
                "'region': '%2$s', 'specification': '%3$s', 'activities': ['SLEEPING'],              | targets[1].activities[0] | INVALID",
                "'region': '%2$s', 'specification': '%3$s', 'activities': [null],                    | targets[1].activities[0] | INVALID",
                "'region': '%2$s', 'specification': '%3$s', 'activities': 'TRAINING',                | targets[1].activities    | INVALID",
                "'region': '%2$s', 'activities': ['TRAINING'],                                       | targets[1].specification | INVALID",
                "'specification': '%3$s', 'activities': ['TRAINING'],                                | targets[1].region        | INVALID",
                "'pakage': '%1$s',                                                                   | targets[1].pakage        | INVALID",
                "'package': 'nope',                                                                  | targets[1].package       | UNKNOWN_REFERENCE",
                "'package': '0%1$s',                                                                 | targets[1].package       | UNKNOWN_REFERENCE",
                "'package': '%4$s',                                                                  | targets[1].package       | UNKNOWN_REFERENCE",
                "'region': 'nope', 'specification': '%3$s', 'activities': ['TRAINING'],              | targets[1].region        | UNKNOWN_REFERENCE",
                "'region': '%2$s', 'specification': 'no/pe', 'activities': ['TRAINING'],             | targets[1].specification | UNKNOWN_REFERENCE"
            })
    void rejectsInvalidTargets(String named, String field, ProblemType type) {
        var offer = offer(place);
        var mine = buy(account, offer, place);
        var others = buy(account(), offer, place);
        var setting = "'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 50}]";
        var target = (named == null ? "" : named).formatted(mine, place.region(), place.specification(), others);

        assertRefused(
                admin.put(
                        address,
                        settings("'targets': [{'package': '%s', %s}, {%s %s}]"
                                .formatted(mine, setting, target, setting))),
                type,
                field);
    }

    @Test
    void rejectsEmptyTargets() {
        var id = buy(account, offer(place), place);

        assertRefused(
                admin.put(address, settings("'targets': [{'package': '%s', 'thresholds': []}]".formatted(id))),
                ProblemType.INVALID,
                "targets[0].enabled");
        assertRefused(
                admin.put(address, settings("'targets': [{'package': '%s', 'enabled': false}]".formatted(id))),
                ProblemType.INVALID,
                "targets[0].thresholds");
        assertRefused(
                admin.put(
                        address,
                        settings("'targets': [{'package': '%s', 'enabled': true, 'thresholds': []}]".formatted(id))),
                ProblemType.INVALID,
                "targets[0].thresholds");
    }

    @Test
    void namesAllInvalidFields() {
        var refused = admin.put(
                address,
                json(
                        "{'default': {'enabled': true, 'thresholds': [{'type': 'PERCENTAGE', 'value': 0}, {'type': 'REMAINING', 'value': 0}]}, 'targets': [{'enabled': true, 'thresholds': []}]}"));

        assertThat(refused.at("/errors").findValuesAsString("field"))
                .containsExactly(
                        "scope",
                        "default.thresholds[0].value",
                        "default.thresholds[1].value",
                        "targets[0]",
                        "targets[0].thresholds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7"})
    void rejectsBodiesOfWrongShape(String body) {
        assertRefused(admin.put(address, body), ProblemType.MALFORMED_REQUEST, null);
        assertRefused(admin.put("usage-alert-default", body), ProblemType.MALFORMED_REQUEST, null);
    }

    @Test
    void acceptsManyTargets() {
        var targets = IntStream.range(0, 10_001)
                .mapToObj(number -> json(
                        "{'package': '%s', 'enabled': false, 'thresholds': [%s]}",
                        1_000_000_000 + number,
                        IntStream.rangeClosed(1, 10)
                                .mapToObj("{'type': 'PERCENTAGE', 'value': %s}"::formatted)
                                .collect(Collectors.joining(","))))
                .collect(Collectors.joining(","));

        assertRefused(admin.put(address, settings("'targets': [" + targets + "]")), ProblemType.INVALID, "targets");
    }

    @Test
    void limitsTargetsToThreeHundred() {
        assertSuccessful(admin.put(address, targets(300, 20)));

        var refused = admin.put(address, targets(301, 20));

        assertRefused(refused, ProblemType.INVALID, "targets");
        assertThat(refused.at("/detail").stringValue())
                .contains("must be at most 300", "leave out packages that have expired");
        assertThat(admin.get(address).at("/targets").size()).isEqualTo(300);
    }

    @Test
    void keepsExistingTargetsAboveLimit() {
        assertSuccessful(admin.put(address, targets(300, 20)));
        kinds().subList(300, 310)
                .forEach(packageKind -> jdbc.sql("""
                        insert into usage_alert_target (account, target, position, enabled, thresholds)
                        values (:account, :target, 1000, true, 'PERCENTAGE 20')""")
                        .param("account", account)
                        .param("target", packageKind.key())
                        .update());
        var kept = admin.get(address);

        assertThat(kept.at("/targets").size()).isEqualTo(310);
        assertSuccessful(admin.put(address, kept.text()));
        assertRefused(admin.put(address, targets(311, 20)), ProblemType.INVALID, "targets");
        assertSuccessful(admin.put(address, targets(305, 20)));
        assertRefused(admin.put(address, targets(306, 20)), ProblemType.INVALID, "targets");
        assertSuccessful(admin.put(address, targets(200, 20)));
        assertRefused(admin.put(address, targets(301, 20)), ProblemType.INVALID, "targets");
    }

    @Test
    void limitsSizeOfAuditEntries() {
        assertSuccessful(admin.put(address, targets(300, 20)));
        assertSuccessful(admin.put(address, targets(300, 21)));
        assertSuccessful(admin.put(address, targets(300, 21)));

        var sizes = jdbc.sql(
                        "select coalesce(length(before_json), 0) + coalesce(length(after_json), 0) from audit_entry where account = :account and what = 'USAGE_ALERT_SET'")
                .param("account", account)
                .query(Long.class)
                .list();
        assertThat(sizes)
                .as("nothing is entered where nothing was changed")
                .hasSize(2)
                .allMatch(size -> size <= 16 * 1024);
    }

    private String targets(int number, int percent) {
        var thresholds = IntStream.range(percent, percent + 10)
                .mapToObj("{'type': 'PERCENTAGE', 'value': %d}"::formatted)
                .collect(Collectors.joining(","));
        return settings("'targets': ["
                + kinds().stream()
                        .limit(number)
                        .map(packageKind ->
                                "{'region': '%s', 'specification': '%s', 'activities': [%s], 'enabled': true, 'thresholds': [%s]}"
                                        .formatted(
                                                packageKind.region(),
                                                packageKind.specification(),
                                                packageKind.activities().stream()
                                                        .map(activity -> "'" + activity + "'")
                                                        .collect(Collectors.joining(",")),
                                                thresholds))
                        .collect(Collectors.joining(","))
                + "]");
    }

    /** Every set of activities at every region and specification of a few places: 496 kinds. */
    private List<PackageKind> kinds() {
        while (places.size() < 4) {
            places.add(place());
        }
        var kinds = new ArrayList<PackageKind>();
        for (var region : places) {
            for (var specification : places) {
                for (var bits = 1; bits < 1 << Activity.values().length; bits++) {
                    var chosen = bits;
                    kinds.add(new PackageKind(
                            region.region(),
                            specification.specification(),
                            Arrays.stream(Activity.values())
                                    .filter(activity -> (chosen & 1 << activity.ordinal()) != 0)
                                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Activity.class)))));
                }
            }
        }
        return kinds;
    }

    @Test
    void readsAndWritesPlatformDefault() {
        var mine = admin.put(address, DEFAULT).text();
        var changed = json(
                "{'scope':'SAME_KIND','default':{'enabled':true,'thresholds':[{'type':'PERCENTAGE','value':35},{'type':'REMAINING','value':60}]}}");

        assertThat(admin.get("usage-alert-default").text()).isEqualTo(DEFAULT);
        assertThat(admin.put("usage-alert-default", changed).text()).isEqualTo(changed);
        assertThat(admin.get("usage-alert-default").text()).isEqualTo(changed);
        assertThat(admin.get("accounts/" + account() + "/usage-alert")
                        .at("/scope")
                        .stringValue())
                .isEqualTo("SAME_KIND");
        assertThat(admin.get(address).text()).isEqualTo(mine);
        assertThat(admin.put(
                                "usage-alert-default",
                                changed.substring(0, changed.length() - 1) + json(", 'targets': []}"))
                        .text())
                .isEqualTo(changed);
        assertRefused(
                admin.put(
                        "usage-alert-default",
                        settings("'targets': [{'package': '1', 'enabled': false, 'thresholds': []}]")),
                ProblemType.INVALID,
                "targets");
    }

    @Test
    void answersOnlyAuthorizedRoles() {
        var customer = forAccount(account, "CUSTOMER");
        var strange = forAccount(account(), "CUSTOMER");
        var support = platform("SUPPORT");
        var metering = forAccount(account, "METERING");

        assertSuccessful(customer.get(address));
        assertSuccessful(customer.put(address, DEFAULT));
        assertSuccessful(support.get(address));
        assertRefused(support.put(address, DEFAULT), ProblemType.FORBIDDEN, null);
        assertRefused(strange.get(address), ProblemType.NOT_FOUND, null);
        assertRefused(strange.put(address, DEFAULT), ProblemType.NOT_FOUND, null);
        assertRefused(admin.get("accounts/nope/usage-alert"), ProblemType.NOT_FOUND, null);
        assertRefused(admin.put("accounts/nope/usage-alert", DEFAULT), ProblemType.NOT_FOUND, null);
        assertRefused(metering.get(address), ProblemType.FORBIDDEN, null);
        assertRefused(metering.put(address, DEFAULT), ProblemType.FORBIDDEN, null);
        assertRefused(stranger.get(address), ProblemType.UNAUTHENTICATED, null);

        assertSuccessful(support.get("usage-alert-default"));
        assertRefused(support.put("usage-alert-default", DEFAULT), ProblemType.FORBIDDEN, null);
        for (var program : new ApiClient[] {customer, metering}) {
            assertRefused(program.get("usage-alert-default"), ProblemType.FORBIDDEN, null);
            assertRefused(program.put("usage-alert-default", DEFAULT), ProblemType.FORBIDDEN, null);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/{account}/usage-alert, get put",
        "/usage-alert-default, get put",
        "/accounts/{account}/notifications, get",
        "/accounts/{account}/notifications/{id}, get",
        "/accounts/{account}/notifications/{id}/read, post",
        "/accounts/{account}/notifications/read-all, post",
        "/accounts/{account}/alert-recipients, get put",
        "/accounts/{account}/webhooks, get post",
        "/accounts/{account}/webhooks/{id}, get delete",
        "/accounts/{account}/webhooks/{id}/rotate, post",
        "/accounts/{account}/webhooks/{id}/test, post",
        "/deliveries, get",
        "/deliveries/{id}, get",
        "/deliveries/{id}/retry, post"
    })
    void documentsEndpoints(String path, String methods) {
        var operations = stranger.get("/v3/api-docs").json().path("paths").path("/api/v1" + path);

        assertThat(operations.propertyNames()).containsExactlyInAnyOrder(methods.split(" "));
        assertThat(operations)
                .allMatch(operation -> operation.path("tags").toString().equals("[\"Usage alerts\"]"));
    }

    private static String settings(String more) {
        return json("{'scope': 'EACH_PACKAGE', 'default': {'enabled': false, 'thresholds': []}, " + more + "}");
    }
}
