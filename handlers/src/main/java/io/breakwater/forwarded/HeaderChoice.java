package io.breakwater.forwarded;

import io.breakwater.net.InvalidValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The headers that an operator's proxies send: at most one of each group (B-6).
 *
 * @param byGroup the chosen header of each group
 */
public record HeaderChoice(Map<HeaderGroup, KnownHeader> byGroup) {
    /** Nothing is believed. */
    public static final HeaderChoice NONE = new HeaderChoice(Map.of());

    private static final Set<HeaderGroup> REPLACED_BY_FAMILY =
            EnumSet.of(
                    HeaderGroup.CLIENT,
                    HeaderGroup.SCHEME,
                    HeaderGroup.HOST,
                    HeaderGroup.SERVER,
                    HeaderGroup.PORT);

    public HeaderChoice {
        Map<HeaderGroup, KnownHeader> chosen = new EnumMap<>(HeaderGroup.class); // quick to read
        chosen.putAll(byGroup);
        byGroup = Collections.unmodifiableMap(chosen);
    }

    /**
     * The choice that a list of names makes, in any case and order. Each name that is unknown or takes a place that is taken is given to
     * {@code problems} and left out.
     */
    public static HeaderChoice parse(List<String> names, Consumer<Refused> problems) {
        Map<HeaderGroup, KnownHeader> chosen = new EnumMap<>(HeaderGroup.class);
        for (String name : names) {
            try {
                add(chosen, name);
            } catch (InvalidValue e) {
                problems.accept(new Refused(name, e));
            }
        }
        return new HeaderChoice(chosen);
    }

    private static void add(Map<HeaderGroup, KnownHeader> chosen, String name) {
        KnownHeader header = KnownHeaders.selectable(name);
        if (header == null) {
            throw new InvalidValue(
                    "is not a forwarding header that can be trusted",
                    "Choose from " + selectableNames());
        }
        for (KnownHeader other : chosen.values()) {
            boolean another = !other.equals(header);
            if (another
                    && (other.group() == header.group()
                            || excludes(other, header)
                            || excludes(header, other))) {
                throw new InvalidValue(
                        "tells the same as "
                                + other.name()
                                + ", and a client could send the one that the proxy does not set",
                        "Keep only the one that your proxy sets");
            }
        }
        chosen.put(header.group(), header);
    }

    private static boolean excludes(KnownHeader family, KnownHeader other) {
        return family.group() == HeaderGroup.FAMILY && REPLACED_BY_FAMILY.contains(other.group());
    }

    private static String selectableNames() {
        return KnownHeaders.all().stream()
                .filter(KnownHeader::isSelectable)
                .map(KnownHeader::name)
                .collect(Collectors.joining(", "));
    }

    public boolean isEmpty() {
        return byGroup.isEmpty();
    }

    public boolean includes(KnownHeader header) {
        if (header.group() == HeaderGroup.CERTIFICATE_CHAIN) { // belongs to Client-Cert (RFC 9440)
            KnownHeader leaf = byGroup.get(HeaderGroup.CERTIFICATE);
            return leaf != null && leaf.form() == KnownHeader.Form.CERTIFICATE_BYTES;
        }
        return header.equals(byGroup.get(header.group()));
    }

    /** The chosen names in the order of the groups. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (HeaderGroup group : HeaderGroup.values()) {
            KnownHeader header = byGroup.get(group);
            if (header != null) {
                names.add(header.name());
            }
        }
        return names;
    }

    /** A name that could not be taken, and why. */
    public record Refused(String name, InvalidValue why) {}
}
