package io.drawdown.api;

import io.drawdown.api.infra.problem.PlainPage;
import io.drawdown.base.ProblemType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page that the address in a problem's `type` opens. */
@Controller
class ProblemPage {

    @GetMapping("/problems/{slug}")
    ResponseEntity<String> showProblem(@PathVariable String slug) {
        return ProblemType.ofSlug(slug)
                .map(type -> PlainPage.toResponse(
                        HttpStatus.OK,
                        type.title(),
                        type.explanation(),
                        "Requests that fail in this way are answered with status " + type.status() + "."))
                .orElseGet(() -> PlainPage.toResponse(
                        HttpStatus.NOT_FOUND,
                        "No such problem",
                        "There is no kind of problem with this address.",
                        "The one that you look for may have been mistyped."));
    }
}
