package io.breakwater.cli.verify;

import io.breakwater.net.IpAddress;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers names in lower case; of repeated ones the last
 * @param body its first megabyte, as UTF-8
 * @param client the address that was connected from
 */
record Answer(int status, Map<String, String> headers, String body, IpAddress client) {
    Answer {
        headers = Map.copyOf(headers);
    }

    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }
}
