package io.drawdown.api;

import io.drawdown.base.ProblemType;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;

/** What a person reads who opens the `type` of a problem. */
@Controller
class ProblemPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    @GetMapping("/problems/{slug}")
    ResponseEntity<String> page(@PathVariable String slug) {
        return ProblemType.ofSlug(slug)
                .map(type -> answer(HttpStatus.OK, type.title(), type.explanation(),
                        "Requests that fail in this way are answered with status " + type.status() + "."))
                .orElseGet(() -> answer(HttpStatus.NOT_FOUND, "No such problem",
                        "There is no kind of problem with this address.", "The one that you look for may have been mistyped."));
    }

    private static ResponseEntity<String> answer(HttpStatus status, String title, String explanation, String note) {
        return ResponseEntity.status(status).contentType(HTML).body("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s · Drawdown</title>
                <link rel="icon" href="/styles/logo.svg">
                <link rel="stylesheet" href="/styles/problem.css">
                </head>
                <body>
                <main>
                <p><a href="/">Drawdown</a></p>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p class="note">%3$s</p>
                </main>
                </body>
                </html>
                """.formatted(HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(explanation), HtmlUtils.htmlEscape(note)));
    }
}
