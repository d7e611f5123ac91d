package io.drawdown.usage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventReaderTest {

    private final EventReader reader = new EventReader(Clock.systemUTC());

    @Test
    void rejectsTextsThatADatabaseWouldChange() {
        assertThatThrownBy(() -> reader.read(event("a\\ud800")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .extracting(FieldProblem::field)
                                .containsExactly("id"));
        assertThatThrownBy(() -> reader.read(event("a\\u0000"))).isInstanceOf(ProblemException.class);
        assertThat(reader.read(event("作业 \\ud83d\\ude80")).id()).isEqualTo("作业 \uD83D\uDE80");
    }

    private static JsonNode event(String id) {
        return JsonMapper.shared().readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/s", "type": "drawdown.usage.voided.v1",
                 "data": {"account": "acme", "source": "/s", "id": "1"}}""".formatted(id));
    }
}
