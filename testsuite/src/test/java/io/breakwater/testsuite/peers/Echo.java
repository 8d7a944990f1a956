package io.breakwater.testsuite.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Reads what the echo application answers: the environment that it was called with. */
public final class Echo {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private Echo() {}

    /** The WSGI environment's text entries; fails when the answer is no echo. */
    public static Map<String, String> environ(RawResponse response) {
        if (response.status() != 200) {
            throw new AssertionError(response.head() + response.text());
        }
        try {
            return JSON.readValue(response.text(), STRINGS);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no echo: " + response.text(), wrong);
        }
    }
}
