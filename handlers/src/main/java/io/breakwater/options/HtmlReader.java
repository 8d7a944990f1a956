package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import io.breakwater.route.UrlPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a route does with the pages of its upstream (P-13). */
final class HtmlReader {
    private final SettingsReader reader;
    private final String prefix;

    /** @param prefix of the route's keys */
    HtmlReader(SettingsReader reader, String prefix) {
        this.reader = reader;
        this.prefix = prefix;
    }

    HtmlOptions read() {
        boolean rewrite = reader.flag(prefix + "rewrite-html", false);
        List<UrlPair> map = new ArrayList<>();
        for (String id : reader.settings().ids(prefix + "html-map")) {
            String pair = prefix + "html-map." + id + ".";
            Optional<String> from = required(pair, "from", "to");
            Optional<String> to = required(pair, "to", "from");
            if (from.isPresent() && to.isPresent()) {
                parse(pair, from.get(), to.get()).ifPresent(map::add);
            }
            if (!rewrite) {
                reader.errorAt(
                        pair + "from",
                        "maps URLs in pages that pass as they are",
                        "Set " + Keys.PREFIX + prefix + "rewrite-html=true, or leave it out");
            }
        }
        return new HtmlOptions(rewrite, map);
    }

    private Optional<String> required(String pair, String leaf, String otherLeaf) {
        if (!reader.has(pair + leaf)) {
            Optional<String> source = reader.settings().last(pair + otherLeaf).map(Setting::source);
            reader.missing(pair + leaf, source, "Set it to the beginning of a URL");
        }
        return reader.text(pair + leaf);
    }

    private Optional<UrlPair> parse(String pair, String from, String to) {
        try {
            return Optional.of(UrlPair.parse(from, to));
        } catch (InvalidValue e) {
            reader.errorAt(pair + "from", e.problem(), e.remedy());
            return Optional.empty();
        }
    }
}
