package io.drawdown.api.usage;

import io.drawdown.api.infra.limit.LimitedPaths;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.UsageImports.NewImport;
import io.drawdown.usage.imports.ImportFilter;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.UsageImport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
@RequestMapping(LimitedPaths.USAGE_IMPORTS)
@Tag(name = ApiDocument.USAGE)
public class UsageImportController {

    private static final int MAX_TEXT_LENGTH = 4_000_000;

    private final UsageImports imports;

    UsageImportController(UsageImports imports) {
        this.imports = imports;
    }

    record Form(
            @Schema(
                    type = "string",
                    format = "binary",
                    description = "The history file: plain, gzipped, or the only file in a zip archive")
            String file,

            @Schema(allowableValues = {"csv", "swf", "sacct"})
            String format,

            @Schema(description = "A code. The events get the source /imports/{name}", example = "nasa")
            String name,

            @Schema(description = """
                            JSON: account, region, pool, specification and activity of a row, each fixed or chosen \
                            by the value of a field""", example = """
                            {"account": {"field": "group", "values": {"1": "nas-users", "2": "nas-staff"}}, "region": "us-west",
                             "pool": "PUBLIC", "specification": "ipsc860.node", "activity": "TRAINING"}""") @Nullable
            String mapping,

            @Schema(description = "'true' records nothing; 'outcome' tells what the first rows would have recorded")
            @Nullable
            String dryRun) {}

    @Operation(summary = "Import a history of finished jobs", description = """
            For ADMIN. Rows are settled in the background, in file order. A row is identified by the import's name \
            and its own id, so that importing a file again under the same name changes nothing.""")
    @ApiResponse(
            responseCode = "202",
            description = "The import, which runs in the background; 'Location' is its address",
            useReturnTypeSchema = true)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = Form.class)))
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<UsageImport> startImport(@Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        imports.requireAllowed();
        var file = request.getFile("file");
        if (file == null) {
            throw ProblemException.forField(
                    ProblemType.MALFORMED_REQUEST, "file", "The part 'file' with the history is missing.");
        }
        try (var content = file.getInputStream()) {
            var asked =
                    new NewImport(formText(request, "name"), formText(request, "format"), formText(request, "mapping"));
            var started = isDryRun(formText(request, "dryRun"))
                    ? imports.startDryRun(asked, content)
                    : imports.start(asked, content);
            return ResponseEntity.accepted()
                    .location(URI.create(LimitedPaths.USAGE_IMPORTS + "/" + started.id()))
                    .body(started);
        }
    }

    @Operation(summary = "List imports, newest first", description = "For ADMIN.")
    @GetMapping
    Listing<UsageImport> listImports() {
        return imports.list(ImportFilter.ALL);
    }

    @Operation(summary = "Get an import and its progress", description = """
            For ADMIN. 'read' is the sum of 'accepted', 'duplicates', 'conflicts', 'rejected' and 'skipped'. 'row' \
            in 'firstProblems' is a line number of the file.""")
    @GetMapping("/{id}")
    UsageImport getImport(@PathVariable String id) {
        return imports.get(id);
    }

    @Operation(summary = "The rows of an import that were rejected or are in conflict", description = """
            For ADMIN. The first 10,000, in the order of the file; of an import of an earlier version, none. 'row' is a line of \
            the file.""")
    @GetMapping("/{id}/rejected-rows")
    Listing<RejectedRow> listRejectedRows(@PathVariable String id) {
        return imports.listRejectedRows(id);
    }

    @Operation(
            summary = "Cancel an import",
            description = "For ADMIN. The import ends after the current batch. Usage that is already settled stands.")
    @ApiResponse(responseCode = "202", description = "The cancelled import", useReturnTypeSchema = true)
    @DeleteMapping("/{id}")
    ResponseEntity<UsageImport> cancelImport(@PathVariable String id) {
        return ResponseEntity.accepted().body(imports.cancel(id));
    }

    @Operation(summary = "Take an import back", description = """
            For ADMIN. Voids all usage that an ended import has recorded, in the background; 'takenBack' is the \
            number of records voided so far. Its event ids stay used; 'proposedName' is a free name for importing \
            the file again.""")
    @ApiResponse(
            responseCode = "202",
            description = "The import, whose usage is being voided",
            useReturnTypeSchema = true)
    @PostMapping("/{id}/take-back")
    ResponseEntity<UsageImport> takeBackImport(@PathVariable String id) {
        return ResponseEntity.accepted().body(imports.takeBack(id));
    }

    private static boolean isDryRun(@Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw ProblemException.forField(ProblemType.INVALID, "dryRun", "'dryRun' must be true or false.");
        }
        return "true".equals(text);
    }

    /** Returns a field of the form, sent as text or as a file. */
    private static @Nullable String formText(MultipartHttpServletRequest request, String name) throws IOException {
        var file = request.getFile(name);
        if (file == null) {
            return request.getParameter(name);
        }
        try (var content = file.getInputStream()) {
            return new String(content.readNBytes(MAX_TEXT_LENGTH), StandardCharsets.UTF_8);
        }
    }
}
