package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When quotas run out, as programs see it. */
class DepletionApiTest extends ApiTest {

    @Test
    void returnsDepletionTimesOfQuotas() {
        var account = account();
        var place = place();
        buy(account, offer(place), place);
        var support = platform("SUPPORT");
        var quotas = "accounts/" + account + "/quotas";
        var sent = forAccount(account, "METERING")
                .post(
                        "events",
                        json(
                                """
                {'specversion': '1.0', 'id': '1', 'source': '/scheduler', 'type': 'drawdown.usage.recorded.v1', 'subject': 'before',
                 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING',
                          'nodes': 5, 'startedAt': '%s', 'endedAt': '%s'}}""",
                                account,
                                place.region(),
                                place.specification(),
                                TestClock.START.minus(Duration.ofDays(2)),
                                TestClock.START));
        assertThat(sent.at("/accepted").intValue()).as(sent.text()).isOne();
        assertThat(support.get(quotas).at("/content/0/runsOut").toString())
                .isEqualTo(
                        json(
                                "{'atPresentBurn':null,'atTrailingWeek':{'earliest':'2026-11-22T12:00:00Z','likely':'2026-11-22T12:00:00Z','latest':'2026-11-22T12:00:00Z'}}"));

        forAccount(account, "METERING")
                .post("events", json("""
                {'specversion': '1.0', 'id': '2', 'source': '/scheduler', 'type': 'drawdown.job.started.v1', 'subject': 'train',
                 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING',
                          'nodes': 10, 'startedAt': '%s'}}""", account, place.region(), place.specification(), TestClock.START));

        assertThat(support.get(quotas).at("/content/0/runsOut/atPresentBurn").stringValue())
                .isEqualTo("2026-11-22T11:00:00Z");
        assertThat(support.csv(quotas).text())
                .startsWith(
                        "region,specification,activities,totalNodeSeconds,remainingNodeSeconds,packages,"
                                + "runsOut.atPresentBurn,runsOut.atTrailingWeek.earliest,runsOut.atTrailingWeek.likely,runsOut.atTrailingWeek.latest\r\n")
                .contains(",2026-11-22T11:00:00Z,2026-11-22T12:00:00Z,2026-11-22T12:00:00Z,2026-11-22T12:00:00Z\r\n");
    }
}
