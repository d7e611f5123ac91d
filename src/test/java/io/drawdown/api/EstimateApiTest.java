package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class EstimateApiTest extends ApiTest {

    private String account;
    private Place place;
    private String path;

    @BeforeEach
    void open() {
        account = account();
        place = place();
        path = "accounts/" + account + "/estimates";
    }

    @Test
    void returnsCoverageAndCostOfRest() {
        var bought = buy(account, offer(place), place);

        var answer = admin.post(path, job("'hours': 2.75"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(json("""
                {'nodeSeconds':39600,'coveredNodeSeconds':36000,'chargedNodeSeconds':3600,\
                'startsAt':'2026-11-22T10:00:00Z','endsAt':'2026-11-22T12:45:00Z','coveredUntil':'2026-11-22T12:30:00Z',\
                'perNodeHour':{'amount':'3.60','currency':'CNY'},'charged':{'amount':'3.60','currency':'CNY'},'parts':[\
                {'package':'%s','title':'Ten hours ×\u00a01','from':'2026-11-22T10:00:00Z','to':'2026-11-22T12:30:00Z',\
                'nodeSeconds':36000,'reason':null,'because':null,'amount':null},\
                {'package':null,'title':null,'from':'2026-11-22T12:30:00Z','to':'2026-11-22T12:45:00Z','nodeSeconds':3600,\
                'reason':'USED_UP','because':'%1$s','amount':{'amount':'3.60000000','currency':'CNY'}}]}""", bought));
        assertThat(admin.get("accounts/" + account + "/packages/" + bought)
                        .at("/remainingNodeSeconds")
                        .longValue())
                .isEqualTo(36_000);
    }

    @Test
    void omitsDepletionThatNeverHappens() {
        buy(account, offer(place), place);

        var answer = admin.post(path, job("'hours': '2.5'"));

        assertThat(answer.at("/coveredUntil").isNull()).isTrue();
        assertThat(answer.at("/charged/amount").stringValue()).isEqualTo("0.00");
    }

    @Test
    void answersReadersOfAccountOnly() {
        var stranger = forAccount(account(), "CUSTOMER");

        assertThat(forAccount(account, "CUSTOMER").post(path, job("'hours': 1")).status())
                .isEqualTo(200);
        assertThat(platform("SUPPORT").post(path, job("'hours': 1")).status()).isEqualTo(200);
        assertThat(platform("ADMIN").post(path, job("'hours': 1")).status()).isEqualTo(200);
        assertRefused(forAccount(account, "METERING").post(path, job("'hours': 1")), ProblemType.FORBIDDEN, null);
        assertRefused(platform("METERING").post(path, job("'hours': 1")), ProblemType.FORBIDDEN, null);
        assertRefused(stranger.post(path, job("'hours': 1")), ProblemType.NOT_FOUND, null);
        assertRefused(stranger.post(path, "{}"), ProblemType.NOT_FOUND, null);
        assertRefused(admin.post("accounts/nobody/estimates", job("'hours': 1")), ProblemType.NOT_FOUND, null);
        assertRefused(this.stranger.post(path, job("'hours': 1")), ProblemType.UNAUTHENTICATED, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'region': null             | region        | INVALID
            'region': 'a b'            | region        | INVALID
            'region': 'nowhere'        | region        | UNKNOWN_REFERENCE
            'pool': null               | pool          | INVALID
            'pool': 'private'          | pool          | INVALID
            'pool': 'DEDICATED'        | specification | NO_LIST_PRICE
            'specification': null      | specification | INVALID
            'specification': 'nothing' | specification | UNKNOWN_REFERENCE
            'activity': null           | activity      | INVALID
            'activity': 'SLEEPING'     | activity      | INVALID
            'nodes': null              | nodes         | INVALID
            'nodes': 0                 | nodes         | INVALID
            'nodes': 1000001           | nodes         | INVALID
            'nodes': 1.5               | nodes         | INVALID
            'nodes': '4'               | nodes         | INVALID
            'nodes': 1e30              | nodes         | INVALID
            'hours': null              | hours         | INVALID
            'hours': 0                 | hours         | INVALID
            'hours': -1                | hours         | INVALID
            'hours': 8760.001          | hours         | INVALID
            'hours': 1e300             | hours         | INVALID
            'hours': 'long'            | hours         | INVALID
            'hours': true              | hours         | INVALID
            """, quoteCharacter = '"')
    void rejectsInvalidPlans(String change, String field, ProblemType type) {
        assertRefused(admin.post(path, job("'hours': 1, " + change)), type, field);
    }

    @Test
    void namesAllInvalidFields() {
        var refused = admin.post(path, "{}");

        assertRefused(refused, ProblemType.INVALID, "hours");
        assertThat(refused.at("/errors").size()).isEqualTo(6);
    }

    @Test
    void rejectsPriceInAnotherCurrency() {
        var elsewhere = "accounts/" + account("EUR", null) + "/estimates";

        assertRefused(admin.post(elsewhere, job("'hours': 1")), ProblemType.CURRENCY_MISMATCH, "account");
    }

    /** A job of four nodes for training; of a field that is named twice, the last value counts. */
    private String job(String more) {
        var named = json(
                "{'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 4, %s}",
                place.region(), place.specification(), more);
        return new JsonMapper().readTree(named).toString();
    }
}
