package io.breakwater.undertow;

import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.ReceivedHeader;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.util.Arrays;
import java.util.List;

/**
 * The forwarding headers of one request, as its header map has them. Nothing is copied before {@link #received()} is asked for, which strangers'
 * headers seldom are.
 */
final class FoundHeaders {
    /** No header; to stay so. */
    static final FoundHeaders NONE = new FoundHeaders(0);

    private static final int USUAL = 4;

    private HeaderValues[] values;
    private KnownHeader[] rows;
    private int size;

    FoundHeaders() {
        this(USUAL);
    }

    private FoundHeaders(int room) {
        this.values = new HeaderValues[room];
        this.rows = new KnownHeader[room];
    }

    void add(HeaderValues header, KnownHeader row) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 4 * size);
            rows = Arrays.copyOf(rows, 4 * size);
        }
        values[size] = header;
        rows[size++] = row;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** What they say now; once they are removed, what they said, as nobody changes them any more. */
    List<ReceivedHeader> received() {
        ReceivedHeader[] received = new ReceivedHeader[size];
        for (int i = 0; i < size; i++) {
            received[i] =
                    new ReceivedHeader(
                            values[i].getHeaderName().toString(), rows[i], lines(values[i]));
        }
        return List.of(received);
    }

    private static List<String> lines(HeaderValues values) {
        return values.size() == 1 ? List.of(values.getFirst()) : List.copyOf(values);
    }

    /** By the objects that the request's header map has for their names, at hardly any cost. */
    void removeAllFrom(HeaderMap headers) {
        for (int i = 0; i < size; i++) {
            headers.remove(values[i].getHeaderName());
        }
    }
}
