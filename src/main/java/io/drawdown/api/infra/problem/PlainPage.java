package io.drawdown.api.infra.problem;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** A self-contained HTML page that requires no sign-in and no script. */
public final class PlainPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private PlainPage() {}

    /** Returns a response with the page; all arguments are plain text. */
    public static ResponseEntity<String> toResponse(
            HttpStatusCode status, String title, String explanation, String note) {
        return ResponseEntity.status(status).contentType(HTML).body(html(title, explanation, note));
    }

    /** Returns the page as HTML. */
    static String html(String title, String explanation, String note) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex">
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
                """.formatted(
                        HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(explanation), HtmlUtils.htmlEscape(note));
    }
}
