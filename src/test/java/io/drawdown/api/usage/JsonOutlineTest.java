package io.drawdown.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonOutlineTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void keepsWhatTheObjectSaysItselfWhereverItStands() {
        var read = JSON.readTree(outline("""
                {"data": {"id": "no", "deep": [[{"id": "}"}]], "note": "%s"}, "note": "%s\\"", "id": "a\\"}\\\\", "list": [1, 2],
                 "source": "/a"}""".formatted("x".repeat(100_000), "\\u00e9".repeat(50_000))));

        assertThat(read.path("id").stringValue()).isEqualTo("a\"}\\");
        assertThat(read.path("source").stringValue()).isEqualTo("/a");
        assertThat(read.path("note").stringValue()).isEmpty();
        assertThat(read.path("data").isNull()).isTrue();
        assertThat(read.path("list").isNull()).isTrue();
    }

    @Test
    void isBounded() {
        assertThat(outline("{" + "\"a\": \"b\", ".repeat(100_000)).length()).isLessThan(20_000);
    }

    private static String outline(String json) {
        return JsonOutline.of(json).toString();
    }
}
