package io.drawdown.usage.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.usage.imports.ImportFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is read of files as spreadsheets, schedulers and people write them. */
class HistoryFileTest {

    private static final String HEADER = "id,job,nodes,startedAt,endedAt\n";
    private static final String TIMES = "2026-11-01T10:00:00Z,2026-11-01T10:00:10Z";

    @Test
    void namesTheLinesOfARowWhoseQuoteIsNeverClosed() {
        var rows =
                csv(HEADER + "1,a,1," + TIMES + "\n2,\"b,1," + TIMES + "\n3,c,1," + TIMES + "\n4,d,1," + TIMES + "\n");

        assertThat(rows.jobs()).extracting(HistoryRow.Job::id).containsExactly("1");
        assertThat(rows.unreadable()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(3);
            assertThat(row.id()).isEqualTo("2");
            assertThat(row.rows()).isEqualTo(3);
            assertThat(row.problem().getMessage())
                    .startsWith("Lines 3 to 5 are one row, none of which was imported: A quote that is opened in "
                            + "line 3 is never closed.");
        });
        assertThat(rows.failure())
                .isEqualTo(rows.unreadable().getFirst().problem().getMessage());
    }

    @Test
    void namesTheFirstLineOfAQuoteThatSwallowsMoreThanARowCanHold() {
        var swallowed = IntStream.rangeClosed(3, 3000)
                .mapToObj(id -> id + ",job,1," + TIMES + "\n")
                .collect(Collectors.joining());
        var rows = csv(HEADER + "1,a,1," + TIMES + "\n2,\"b,1," + TIMES + "\n" + swallowed);

        assertThat(rows.unreadable()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(3);
            assertThat(row.rows()).isGreaterThan(1000);
            assertThat(row.problem().getMessage())
                    .startsWith("Lines 3 to " + (2 + row.rows()) + " are one row")
                    .contains("is never closed within 64 KiB");
        });
    }

    @Test
    void rejectsARowWithTextAfterAClosingQuoteAndReadsOn() {
        var rows = csv(HEADER + "1,\"a\" b,1," + TIMES + "\n2,\"c,1," + TIMES + "\n3,\"d\",1," + TIMES
                + "\n4,\"e\"\"f\",1," + TIMES + "\n5,g\"h,1," + TIMES + "\n6,\"two\nlines\",1," + TIMES + "\n");

        assertThat(rows.failure()).isNull();
        assertThat(rows.jobs()).extracting(HistoryRow.Job::id).containsExactly("4", "5", "6");
        assertThat(rows.jobs()).extracting(HistoryRow.Job::job).containsExactly("e\"f", "g\"h", "two\nlines");
        assertThat(rows.unreadable()).extracting(HistoryRow.Unreadable::line).containsExactly(2L, 3L);
        assertThat(rows.unreadable()).extracting(HistoryRow.Unreadable::id).containsExactly("1", "2");
        assertThat(rows.unreadable()).extracting(HistoryRow.Unreadable::rows).containsExactly(1L, 2L);
        assertThat(rows.unreadable().getFirst().problem().getMessage())
                .startsWith("Line 2: Text follows a closing quote in line 2.");
        assertThat(rows.unreadable().getLast().problem().getMessage())
                .startsWith(
                        "Lines 3 to 4 are one row, none of which was imported: Text follows a closing quote in line 4.");
    }

    @Test
    void rejectsALongRowAndReadsOn() {
        var rows = csv(HEADER + "1,a,1," + TIMES + "," + "x,".repeat(100_000) + "\n2,b,1," + TIMES + "\n");

        assertThat(rows.jobs()).extracting(HistoryRow.Job::id).containsExactly("2");
        assertThat(rows.unreadable().getFirst().problem().getMessage()).contains("longer than 64 KiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,job,nodes,startedAt,endedAt,,,\n1,a,2,$T,,,\n,,,,,,,\n2,b,3,$T\n",
                "id;job;nodes;startedAt;endedAt\n1;a;2;$;\n2;b;3;$\n",
                "id\tjob\tnodes\tstartedAt\tendedAt\n1\ta\t2\t$\n2\tb\t3\t$\n",
                "sep=;\r\nid;job;nodes;startedAt;endedAt\r\n1;a;2;$\r\n2;b;3;$\r\n",
                "\"sep=|\"\nid|job|nodes|startedAt|endedAt\n1|a|2|$\n2|b|3|$",
                "# exported today, by \"us\n\nid,job,nodes,startedAt,endedAt\n# the first, \"half\n1,a,2,$\n#\n2,b,3,$\n",
                "ID,Job,Nodes,STARTEDAT,EndedAt\n1,a,2,$\n2,b,3,$\n",
                " id , job , nodes , startedAt , endedAt \n1,a, 2 , $ \n\n2,b,3,$\n",
                "\uFEFF\"id\",\"job\",\"nodes\",\"startedAt\",\"endedAt\"\n\"1\",\"a\",\"2\",\"2026-11-01T10:00:00Z\",\"2026-11-01T10:00:10Z\"\n2,b,3,$\n",
                ",,,,\nid,subject,nodes,startedAt,endedAt\r1,a,2,$\r2,b,3,$\r"
            })
    void readsSeparatedValuesAsSpreadsheetsWriteThem(String text) {
        var delimiter = text.contains(";") ? ";" : text.contains("\t") ? "\t" : text.contains("|") ? "|" : ",";
        var rows = csv(text.replace("$T", TIMES).replace("$", TIMES.replace(",", delimiter)));

        assertThat(rows.failure()).isNull();
        assertThat(rows.unreadable()).isEmpty();
        assertThat(rows.jobs()).extracting(HistoryRow.Job::id).containsExactly("1", "2");
        assertThat(rows.jobs()).extracting(HistoryRow.Job::job).containsExactly("a", "b");
        assertThat(rows.jobs()).extracting(HistoryRow.Job::nodes).containsExactly("2", "3");
        assertThat(rows.jobs().getFirst().endedAt()).isEqualTo("2026-11-01T10:00:10Z");
    }

    @Test
    void refusesALineThatMayBeACommentOrARow() {
        var rows = csv(HEADER + "#7,a,1," + TIMES + "\n\"#8\",b,1," + TIMES + "\n");

        assertThat(rows.jobs()).extracting(HistoryRow.Job::id).containsExactly("#8");
        assertThat(rows.unreadable()).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("#7");
            assertThat(row.problem().getMessage()).startsWith("The row begins with #");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,a,1,$,more      | 1   | The row has 6 columns, and the header has 5.
            1,a               | 1   | The row has 2 columns, and the header has 5.
            """)
    void saysHowManyColumnsARowHas(String row, String id, String problem) {
        var rows = csv(HEADER + row.replace("$", TIMES));

        assertThat(rows.unreadable().getFirst().id()).isEqualTo(id);
        assertThat(rows.unreadable().getFirst().problem()).hasMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-01T18:00:00+0800",
                "2026-11-01T18:00:00+08",
                "2026-11-01T18:00:00+08:00",
                "2026-11-01T10:00:00Z",
                "2026-11-01T05:30:00-0430"
            })
    void readsTimesWithAnOffset(String start) {
        assertThat(csv(HEADER + "1,a,1," + start + ",2026-11-01T10:00:10Z")
                        .jobs()
                        .getFirst()
                        .startedAt())
                .isEqualTo("2026-11-01T10:00:00Z");
        assertThat(sacct("JobID|NNodes|Start|End\n1|1|" + start + "|2026-11-01T10:00:10Z\n")
                        .jobs()
                        .getFirst()
                        .id())
                .isEqualTo("1@2026-11-01T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobid|nnodes|start|END\n1|2|1760000000|1760000010\n",
                "JobID|NNodes|Start|End|\n1|2|1760000000|1760000010|\n||||\n",
                "# sacct -P | head\nJobID|NNodes|Start|End\n#9|2|1760000000|1760000010\n1|2|1760000000|1760000010\r\n",
                "JobID;AllocNodes;Start;End\n1;2;1760000000;1760000010\n",
                "JobID\tAllocNodes\tStart\tEnd\n1\t2\t1760000000\t1760000010\n"
            })
    void readsTheOutputOfSacctInItsForms(String text) {
        var rows = sacct(text);

        assertThat(rows.failure()).isNull();
        assertThat(rows.unreadable()).isEmpty();
        assertThat(rows.jobs()).extracting(HistoryRow.Job::id).containsExactly("1@2025-10-09T08:53:20Z");
        assertThat(rows.jobs()).extracting(HistoryRow.Job::nodes).containsExactly("2");
    }

    @Test
    void namesARowOfSacctByItsJobId() {
        var rows = sacct("""
                JobName|JobID|NNodes|Start|End
                training|17|2|1760000000|1760000010|x
                my|name|18|2|1760000000|1760000010
                """);

        assertThat(rows.unreadable()).extracting(HistoryRow.Unreadable::id).containsExactly("17", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            csv~ident,job,nodes~The file's first line has no column endedAt, id, startedAt. It has 'ident', 'job', 'nodes'.
            csv~Id,iD,job,nodes,startedAt,endedAt~has no column id. It has 'Id', 'iD'
            csv~"id,job~The file's header, in line 1, can't be read: a quote in it is never closed.
            csv~#~The file has no line that could be its header.
            sacct~JobID,Start,End,NNodes~Its columns are separated by commas
            sacct~JobID   NNodes   Start   End~as sacct prints them without --parsable2
            swf~; UnixStartTime: 1 Jan 1993~The header line 'UnixStartTime', line 1 of the file, can't be read: '1 Jan 1993'.
            swf~; UnixStartTime:~can't be read: ''
            swf~; Version: 2.2~has no header line '; UnixStartTime: …'
            """)
    void saysWhatIsWrongWithAHeader(String format, String text, String why) {
        assertThat(read(format, text).failure()).contains(why);
    }

    @Test
    void boundsTheColumnsOfAHeader() {
        assertThat(csv(HEADER.strip() + ",job").failure()).contains("names a column twice, 'job'");
        var wide = IntStream.rangeClosed(1, 1000).mapToObj(n -> ",c" + n).collect(Collectors.joining());
        assertThat(csv(HEADER.strip() + wide).failure()).contains("names 1005 columns; 1000 are read at most");
    }

    @Test
    void readsAStartTimeWithARemark() {
        assertThat(read(
                                "swf",
                                ";UnixStartTime: 1760000000.0 (Thu)\n# a remark\n1 0 -1 10 2 -1 -1 -1 -1 -1 1 1 1 -1 -1 -1 -1 -1")
                        .jobs()
                        .getFirst()
                        .startedAt())
                .isEqualTo("2025-10-09T08:53:20Z");
    }

    @Test
    void takesTheProjectThatTheMappingOrAColumnNames() throws Exception {
        var mapping = RowMapping.read(
                "{\"project\": {\"field\": \"team\", \"values\": {\"red\": \"p1\", \"blue\": null}, \"default\": \"p2\"}}",
                ImportFormat.CSV,
                new JsonMapper());
        var byColumn = RowMapping.read(null, ImportFormat.CSV, new JsonMapper());
        var header = "id,job,account,region,pool,specification,activity,nodes,startedAt,endedAt";
        var row = "\n1,j,a,r,PUBLIC,s,TRAINING,1," + TIMES;

        assertThat(projects(header + ",team" + row + ",red" + row + ",blue" + row + ",", mapping))
                .containsExactly("p1", "skipped", "p2");
        assertThat(projects(header + ",project" + row + ",p3" + row + ",", byColumn))
                .containsExactly("p3", "none");
        assertThat(projects(header + row, byColumn)).containsExactly("none");
        assertThatThrownBy(() -> RowMapping.read("{\"project\": \"a b\"}", ImportFormat.CSV, new JsonMapper()))
                .hasMessageContaining("mapping.project");
    }

    private static List<String> projects(String text, RowMapping mapping) throws IOException {
        var reader = HistoryReader.open(stream(text), ImportFormat.CSV, mapping);
        var projects = new ArrayList<String>();
        for (var row = reader.next(); row != null; row = reader.next()) {
            projects.add(mapping.map((HistoryRow.Job) row)
                    .map(values -> values.getOrDefault(RowMapping.Target.PROJECT, "none"))
                    .orElse("skipped"));
        }
        return projects;
    }

    private record Rows(List<HistoryRow.Job> jobs, List<HistoryRow.Unreadable> unreadable, String failure) {}

    private static Rows csv(String text) {
        return read("csv", text);
    }

    private static Rows sacct(String text) {
        return read("sacct", text);
    }

    private static Rows read(String format, String text) {
        var jobs = new ArrayList<HistoryRow.Job>();
        var unreadable = new ArrayList<HistoryRow.Unreadable>();
        try {
            var fixed =
                    "{\"account\": \"a\", \"region\": \"r\", \"pool\": \"PUBLIC\", \"specification\": \"s\", \"activity\": \"TRAINING\"}";
            var file = ImportFormat.fromCode(format).orElseThrow();
            var reader = HistoryReader.open(stream(text), file, RowMapping.read(fixed, file, new JsonMapper()));
            for (var row = reader.next(); row != null; row = reader.next()) {
                switch (row) {
                    case HistoryRow.Job job -> jobs.add(job);
                    case HistoryRow.Unreadable broken -> unreadable.add(broken);
                    case HistoryRow.Skipped skipped -> {}
                    case HistoryRow.Refused refused -> throw new AssertionError(refused.problem());
                }
            }
            return new Rows(jobs, unreadable, null);
        } catch (UnreadableHistoryException failed) {
            return new Rows(jobs, unreadable, failed.getMessage());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
