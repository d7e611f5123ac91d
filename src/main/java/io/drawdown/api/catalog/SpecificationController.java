package io.drawdown.api.catalog;

import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Specification;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/specifications")
@Tag(name = ApiDocument.CATALOGUE)
class SpecificationController {

    private final Specifications specifications;
    private final EntityTags tags;

    SpecificationController(Specifications specifications, EntityTags tags) {
        this.specifications = specifications;
        this.tags = tags;
    }

    /** What a PUT sets; whether the specification is retired isn't part of it. */
    record SpecificationRequest(
            String code,
            String name,
            NodeKind kind,
            @Nullable Integer vcpus,
            @Nullable Integer memoryGib,
            @Nullable Integer accelerators,
            @Nullable String acceleratorModel) {}

    @Operation(summary = "List specifications by code")
    @GetMapping
    Listing<Specification> listSpecifications() {
        return Listing.of(specifications.list(), SortKey.text(Specification::code));
    }

    @Operation(summary = "Get a specification")
    @AnswersETag
    @GetMapping("/{code}")
    ResponseEntity<Specification> getSpecification(@PathVariable String code) {
        return tags.answer(specifications
                .find(code)
                .orElseThrow(() -> ProblemException.notFound("The specification '" + code + "'")));
    }

    @Operation(
            summary = "Create or update a specification",
            description = "For ADMIN. vcpus, memoryGib, accelerators and acceleratorModel are optional.")
    @AnswersETag
    @PutMapping("/{code}")
    ResponseEntity<Specification> putSpecification(
            @PathVariable String code, @RequestBody SpecificationRequest body, TagConditions conditions) {
        AddressedCode.requireSame("code", code, body.code());
        return tags.answer(specifications.putIf(
                new Specification(
                        code,
                        body.name(),
                        body.kind(),
                        body.vcpus(),
                        body.memoryGib(),
                        body.accelerators(),
                        body.acceleratorModel()),
                tags.precondition(conditions)));
    }

    @Operation(summary = "Retire a specification", description = """
                    For ADMIN. Its offers are taken off sale, and none can be put on sale. Its usage and packages go \
                    on. Repeating it changes nothing.""")
    @PostMapping("/{code}/retire")
    Specification retireSpecification(@PathVariable String code) {
        return specifications.retire(code);
    }

    @Operation(summary = "Restore a retired specification", description = "For ADMIN. Its offers stay off sale.")
    @PostMapping("/{code}/restore")
    Specification restoreSpecification(@PathVariable String code) {
        return specifications.restore(code);
    }

    @Operation(
            summary = "Delete a specification",
            description =
                    "For ADMIN. Only a specification without list prices, offers and packages. Otherwise retire it.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSpecification(@PathVariable String code) {
        specifications.remove(code);
    }
}
