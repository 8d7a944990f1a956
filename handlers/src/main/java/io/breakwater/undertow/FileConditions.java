package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts the conditions and the range of a request for a file into words that Undertow's {@code ResourceHandler} understands as RFC 9110 means
 * them: it asks all conditions, compares tags in If-Range without their quotes and dates by which is later, and reads numbers as Java does.
 */
final class FileConditions {
    /** One range (section 14.1.2) of numbers that there are files for; of several, and of other units, the whole file is the answer. */
    private static final Pattern RANGE =
            Pattern.compile("(?i)bytes=(?:\\d{1,18}-\\d{0,18}|-\\d{1,18})");

    /** The last none of the bytes: a range that no file has. */
    private static final Pattern NO_BYTES = Pattern.compile("(?i)bytes=-0+");

    private final HeaderMap headers;
    private final ServedFile file;

    private FileConditions(HeaderMap headers, ServedFile file) {
        this.headers = headers;
        this.file = file;
    }

    static void reword(HttpServerExchange exchange, ServedFile file) {
        FileConditions conditions = new FileConditions(exchange.getRequestHeaders(), file);
        conditions.leaveOutTimes();
        conditions.nameTag();
        conditions.decideRange(exchange.getRequestMethod().equals(Methods.GET));
    }

    /** Sections 13.1.3 and 13.1.4: where there are tags, times do not count. */
    private void leaveOutTimes() {
        if (headers.contains(Headers.IF_MATCH)) {
            headers.remove(Headers.IF_UNMODIFIED_SINCE);
        }
        if (headers.contains(Headers.IF_NONE_MATCH)) {
            headers.remove(Headers.IF_MODIFIED_SINCE);
        }
    }

    /** Section 13.1.2: true of no file that there is. */
    private void nameTag() {
        if ("*".equals(headers.getFirst(Headers.IF_NONE_MATCH))) {
            headers.put(Headers.IF_NONE_MATCH, file.getETag().toString());
        }
    }

    /** Sections 14.2 and 13.1.5: only GET has ranges, and only of the very file that the client has a part of. */
    private void decideRange(boolean get) {
        HeaderValues ranges = headers.get(Headers.RANGE);
        if (ranges == null) {
            return;
        }
        String range = ranges.getFirst();
        boolean counts = get && ranges.size() == 1 && RANGE.matcher(range).matches() && isSame();
        headers.remove(Headers.IF_RANGE);
        if (!counts) {
            headers.remove(Headers.RANGE);
        } else if (NO_BYTES.matcher(range).matches()) {
            headers.put(Headers.RANGE, "bytes=" + file.getContentLength() + "-");
        } else {
            headers.put(Headers.RANGE, range.toLowerCase(Locale.ROOT));
        }
    }

    private boolean isSame() {
        String condition = headers.getFirst(Headers.IF_RANGE);
        return condition == null
                || condition.equals(file.getETag().toString())
                || condition.equals(file.getLastModifiedString());
    }
}
