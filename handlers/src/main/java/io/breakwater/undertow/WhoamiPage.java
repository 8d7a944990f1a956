package io.breakwater.undertow;

import io.breakwater.net.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link RequestEcho} as a small page of its own, without scripts and without anything from elsewhere. */
final class WhoamiPage {
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>whoami – Breakwater</title>
            <style>
            :root { color-scheme: light dark; --line: #8884; --faint: #888; --good: #1a7f37; --bad: #cf222e; }
            @media (prefers-color-scheme: dark) { :root { --good: #4ac26b; --bad: #ff7b72; } }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.2rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
            h2 { font-size: .95rem; margin: 2rem 0 .25rem; }
            p { margin: .25rem 0; color: var(--faint); }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); }
            th { width: 14rem; font-weight: 500; }
            td, code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
            .forwarded, .direct, .accepted { color: var(--good); } .untrusted, .malformed, .stripped, .rejected { color: var(--bad); }
            </style>
            </head>
            <body>
            """;
    private static final Map<String, String> VERDICTS =
            Map.of(
                    "direct", "No forwarding headers came; the request is what it seems.",
                    "untrusted",
                            "The peer is not a trusted proxy, so its forwarding headers were not believed.",
                    "forwarded", "A trusted proxy told who the client is.",
                    "malformed", "A trusted proxy sent a header that cannot be read.");

    private final StringBuilder page = new StringBuilder(4096).append(HEAD);

    private WhoamiPage() {}

    static String of(RequestEcho echo) {
        WhoamiPage page = new WhoamiPage();
        page.page
                .append("<h1>")
                .append(escape(echo.url()))
                .append("</h1>\n<p>What the application sees of this request</p>\n");
        echo.decision().ifPresent(page::decision);
        page.table("Environment", echo.environ());
        page.table("Headers", echo.headers());
        return page.page.append("</body>\n</html>\n").toString();
    }

    private void decision(Map<String, Object> decision) {
        String verdict = String.valueOf(decision.get("verdict"));
        page.append("<h2>Decision: <span class=\"")
                .append(escape(verdict))
                .append("\">")
                .append(escape(verdict))
                .append("</span></h2>\n<p>")
                .append(escape(VERDICTS.getOrDefault(verdict, "")))
                .append("</p>\n<table>\n");
        decision.forEach(
                (key, value) -> {
                    if (!key.equals("headers")
                            && !key.equals("schema")
                            && !key.equals("verdict")
                            && !List.of().equals(value)) {
                        row(key, text(value), "");
                    }
                });
        if (decision.get("headers") instanceof List<?> headers) {
            headers.forEach(this::outcome);
        }
        page.append("</table>\n");
    }

    private void outcome(Object header) {
        if (header instanceof Map<?, ?> fields) {
            Object reason = fields.get("reason");
            String outcome = String.valueOf(fields.get("outcome"));
            row(
                    String.valueOf(fields.get("name")),
                    reason == null ? outcome : outcome + ": " + reason,
                    outcome);
        }
    }

    private void table(String title, Map<String, ?> rows) {
        page.append("<h2>").append(title).append("</h2>\n<table>\n");
        rows.forEach((key, value) -> row(key, text(value), ""));
        page.append("</table>\n");
    }

    /** A hop as a person writes it; everything else as its own text or as JSON. */
    private static String text(Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(WhoamiPage::text).collect(Collectors.joining("\n"));
        }
        if (value instanceof Map<?, ?> map && map.containsKey("node")) {
            return map.get("node") + (Boolean.TRUE.equals(map.get("trusted")) ? " (trusted)" : "");
        }
        return value instanceof String text ? text : JsonText.of(value);
    }

    private void row(String name, String value, String cssClass) {
        page.append("<tr><th scope=\"row\">")
                .append(escape(name))
                .append("</th><td class=\"")
                .append(escape(cssClass))
                .append("\">")
                .append(escape(value).replace("\n", "<br>"))
                .append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
