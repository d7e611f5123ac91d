package io.drawdown.notification.internal.email;

import io.drawdown.notification.internal.email.MailContent.Fact;
import io.drawdown.notification.internal.email.MailContent.Link;
import io.drawdown.notification.internal.email.MailContent.Section;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * Renders an e-mail as HTML that also suits mail programs on phones: one column, inline styles, no images, and dark
 * colours where they are supported.
 */
final class MailHtml {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{subject}</title>
            <style>
            @media (prefers-color-scheme: dark) {
              .page { background: #16181d !important; color: #e8eaed !important; }
              .card { background: #21242b !important; border-color: #3a3f4a !important; }
              .quiet { color: #a7adb8 !important; }
              .link { color: #8ab4f8 !important; }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#f3f4f6;color:#1c2430;">
            <div style="display:none;max-height:0;overflow:hidden;">{preheader}</div>
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6;color:#1c2430;">
            <tr><td align="center" style="padding:24px 12px;">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;text-align:left;">
            <tr><td style="padding:0 4px 16px;">{introduction}</td></tr>
            {sections}
            <tr><td class="quiet" style="padding:8px 4px 0;font-size:14px;color:#5b6472;">
            <p style="margin:0 0 12px;">{note}</p>
            <p style="margin:0;">{links}</p>
            </td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;

    private static final String SECTION = """
            <tr><td style="padding:0 0 16px;">
            <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;border:1px solid #dfe3e8;border-radius:8px;">
            <tr><td colspan="2" style="padding:16px 16px 8px;font-weight:600;font-size:17px;">{headline}</td></tr>
            {facts}
            <tr><td colspan="2" style="padding:8px 16px 16px;">{link}</td></tr>
            </table>
            </td></tr>
            """;

    private static final String FACT = """
            <tr><td class="quiet" valign="top" style="padding:3px 8px 3px 16px;width:32%;font-size:14px;color:#5b6472;">{label}</td>\
            <td valign="top" style="padding:3px 16px 3px 0;font-size:15px;">{value}</td></tr>
            """;

    private static final String LINK = "<a class=\"link\" href=\"{address}\" style=\"color:#1a5fd0;\">{label}</a>";

    private MailHtml() {}

    static String render(MailContent content) {
        return fillTemplate(
                PAGE,
                Map.of(
                        "subject", escape(content.subject()),
                        "preheader", escape(content.preheader()),
                        "introduction", escape(content.introduction()),
                        "sections",
                                content.sections().stream()
                                        .map(MailHtml::renderSection)
                                        .collect(Collectors.joining()),
                        "note", escape(content.note()),
                        "links",
                                content.links().stream()
                                        .map(MailHtml::renderLink)
                                        .collect(Collectors.joining(" &middot; "))));
    }

    private static String renderSection(Section section) {
        return fillTemplate(
                SECTION,
                Map.of(
                        "headline", escape(section.headline()),
                        "facts",
                                section.facts().stream()
                                        .map(MailHtml::renderFact)
                                        .collect(Collectors.joining()),
                        "link", section.link() == null ? "" : renderLink(section.link())));
    }

    private static String renderFact(Fact fact) {
        return fillTemplate(FACT, Map.of("label", escape(fact.label()), "value", escape(fact.value())));
    }

    private static String renderLink(Link link) {
        return fillTemplate(LINK, Map.of("address", escape(link.address()), "label", escape(link.label())));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /** Replaces all placeholders in one pass, so that text in a value that looks like a placeholder isn't replaced. */
    private static String fillTemplate(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }
}
