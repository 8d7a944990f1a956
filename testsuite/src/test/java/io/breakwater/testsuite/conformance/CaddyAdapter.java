package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import inet.ipaddr.IPAddressString;
import io.breakwater.forwarded.KnownHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Caddy 2: {@code trusted_proxies}, {@code client_ip_headers}, and header names that look like others. */
final class CaddyAdapter implements Adapter {
    private static final String EVERYBODY = "0.0.0.0/0";

    @Override
    public String file() {
        return "caddy";
    }

    @Override
    public boolean covers(RecordedCase recorded) {
        return !recorded.config().has("role");
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /**
     * Caddy's cases leave out Host, and {@code order} is a walk here: over {@code 0.0.0.0/0} it ends at the left-most entry. The zone of a
     * peer's address is no part of the address here.
     *
     * <p>Caddy reads several headers one after the other; Breakwater takes one. Such a case is run again with the first one that the request
     * has, unless that is one whose name Breakwater does not know; and host bits, which are refused, are run again without.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(config, List.of("trusted", "order", "clientIpHeaders"));
        List<String> trusted = RecordedCase.texts(config.path("trusted"));
        List<String> headers = RecordedCase.texts(config.path("clientIpHeaders"));
        if (trusted.isEmpty()) {
            headers = List.of(); // believed by nobody: B-3 has a test of its own
        }
        Request request = recorded.request().withHost("localhost");
        Run asWritten = Run.asWritten(recorded, request, settings(trusted, headers));
        List<String> blocks = trusted.stream().map(CaddyAdapter::withoutHostBits).toList();
        Optional<String> first = headers.stream().filter(request::has).findFirst();
        List<String> nearest = headers.size() < 2 ? headers : first.map(List::of).orElse(List.of());
        boolean same = blocks.equals(trusted) && nearest.equals(headers);
        boolean known = nearest.stream().allMatch(name -> KnownHeaders.selectable(name) != null);
        return same || !known
                ? List.of(asWritten)
                : List.of(asWritten, Run.nearest(recorded, request, settings(blocks, nearest)));
    }

    private static String withoutHostBits(String block) {
        return new IPAddressString(block).getAddress().toPrefixBlock().toString();
    }

    private static Map<String, String> settings(List<String> trusted, List<String> headers) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("trusted-proxies", String.join(" ", trusted));
        settings.put("trusted-proxy-headers", String.join(" ", headers));
        if (trusted.contains(EVERYBODY)) {
            settings.put("insecure-trust-any-peer", "true");
        }
        return settings;
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        ExpectedFacts facts = new ExpectedFacts();
        recorded.expect()
                .properties()
                .forEach(field -> expect(field.getKey(), field.getValue(), facts));
        return facts.expected();
    }

    private static void expect(String name, JsonNode value, ExpectedFacts facts) {
        switch (name) {
            case "status" -> facts.is(Outcome.STATUS, value.asText());
            case "clientIp" -> facts.address(value.asText());
            case "trusted" -> facts.is(Outcome.TRUSTED, value.asText());
            case "headersSeen" ->
                    value.forEach(
                            line ->
                                    facts.is(
                                            Outcome.cgiName(line.get(0).asText()),
                                            line.get(1).asText()));
            case "headersDropped" ->
                    value.forEach(
                            header -> facts.is(Outcome.cgiName(header.asText()), Outcome.ABSENT));
            default -> throw new IllegalArgumentException("The adapter does not know " + name);
        }
    }
}
