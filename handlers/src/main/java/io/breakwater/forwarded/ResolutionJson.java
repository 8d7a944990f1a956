package io.breakwater.forwarded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one JSON form of a decision (B-20), as maps and lists. */
public final class ResolutionJson {
    private static final int SCHEMA = 1;

    private ResolutionJson() {}

    /** Keys in the order in which they are documented; nothing that the client or the operator wants kept secret is in it. */
    public static Map<String, Object> of(Resolution resolution) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("verdict", resolution.verdict());
        json.put("peer", resolution.peer().toString());
        resolution.trustedBy().ifPresent(entry -> json.put("trustedBy", entry));
        json.put(
                "hops",
                resolution instanceof Resolution.Forwarded forwarded
                        ? hops(forwarded.hops())
                        : List.of());
        json.put("headers", resolution.outcomes().stream().map(ResolutionJson::outcome).toList());
        if (resolution instanceof Resolution.Forwarded forwarded) {
            believed(json, forwarded.believed());
        }
        return json;
    }

    private static List<Map<String, Object>> hops(List<Hop> hops) {
        return hops.stream().map(ResolutionJson::hop).toList();
    }

    private static Map<String, Object> hop(Hop hop) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", hop.node().text());
        json.put("trusted", hop.trusted());
        return json;
    }

    private static Map<String, Object> outcome(HeaderOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", outcome.name());
        json.put("outcome", outcome.outcome().code());
        outcome.reason().ifPresent(reason -> json.put("reason", reason.code()));
        return json;
    }

    private static void believed(Map<String, Object> json, Believed believed) {
        believed.clientName().ifPresent(name -> json.put("clientName", name));
        if (!believed.prefix().isNone()) {
            json.put("prefix", believed.prefix().toString());
        }
        if (believed.schemePortMismatch()) {
            json.put("flags", List.of(Reason.SCHEME_PORT_MISMATCH.code()));
        }
    }
}
