package io.breakwater.answer;

import io.breakwater.net.JsonText;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Breakwater's own small pages for statuses: a sentence each, nothing about the request and nothing about the server. */
final class DefaultPages {
    private static final String HTML =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$d %2$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 17px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
            span { opacity: .55; font-weight: 400; margin-right: .5rem; }
            p { margin: 0; }
            </style>
            </head>
            <body>
            <h1><span>%1$d</span>%2$s</h1>
            <p>%3$s</p>
            </body>
            </html>
            """;

    private DefaultPages() {}

    /** @param explanation one sentence, or empty */
    static ErrorPage.Default of(MediaType type, int status, String explanation) {
        String reason = StatusCodes.getReason(status);
        String text =
                switch (type) {
                    case HTML ->
                            HTML.formatted(status, escaped(reason), escaped(explanation))
                                    .replace("<p></p>\n", "");
                    case JSON -> JsonText.of(json(status, reason, explanation));
                    case TEXT ->
                            reason
                                    + "\n"
                                    + (explanation.isEmpty() ? "" : "\n" + explanation + "\n");
                };
        return new ErrorPage.Default(
                type.contentType(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The members of RFC 9457 section 3.1. */
    private static Map<String, Object> json(int status, String reason, String explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status);
        json.put("title", reason);
        if (!explanation.isEmpty()) {
            json.put("detail", explanation);
        }
        return json;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
