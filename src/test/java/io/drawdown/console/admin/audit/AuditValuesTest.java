package io.drawdown.console.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditValuesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'creditLimit': {'amount': '5000', 'currency': 'CNY'}} | Credit limit | ¥\u00a05,000.00",
                "{'package': {'totalNodeSeconds': 360000}} | Package total | 100.00\u00a0h",
                "{'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': 20}, {'type': 'REMAINING', 'value': 3600}]}} | Default thresholds | 20\u00a0%, 1.00\u00a0h",
                "{'effectiveAt': '2026-11-22T10:00:00Z'} | Effective at | 22 Nov 2026, 10:00 UTC",
                "{'scope': 'EACH_PACKAGE'} | Scope | each package",
                "{'state': 'PARKED'} | State | parked",
                "{'kind': 'GPU'} | Kind | GPU",
                "{'name': 'ACME'} | Name | ACME",
                "{'code': 'A_B'} | Code | A_B",
                "{'onSale': false} | On sale | no",
                "{'nodeHours': 1000} | Node hours | 1,000",
                "{'emails': ['a@b.c', 'd@e.f']} | Emails | a@b.c, d@e.f",
                "{'targets': [{'packageId': '7', 'setting': {'enabled': true}}]} | Targets 1 setting enabled | yes",
                "{'url': 'https://example.com'} | URL | https://example.com",
                "{'at': '2026-99-99T10:00:00Z'} | At | 2026-99-99T10:00:00Z",
            })
    void formatsValuesForPeople(String json, String field, String text) {
        assertThat(AuditValues.compare(null, tree(json))).contains(new AuditValues.Change(field, "", text));
        assertThat(AuditValues.compare(tree(json), null)).contains(new AuditValues.Change(field, text, ""));
        assertThat(AuditValues.compare(tree(json), tree(json))).isEmpty();
    }

    @Test
    void showsOnlyChangedFields() {
        assertThat(AuditValues.compare(tree("{'a': 1, 'b': null, 'c': 'x'}"), tree("{'a': 1, 'b': 2, 'c': 'y'}")))
                .containsExactly(new AuditValues.Change("C", "x", "y"), new AuditValues.Change("B", "", "2"));
    }

    private static JsonNode tree(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }
}
