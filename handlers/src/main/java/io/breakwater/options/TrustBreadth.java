package io.breakwater.options;

import io.breakwater.forwarded.TrustList;
import io.breakwater.net.CidrBlock;
import java.util.List;
import java.util.stream.Stream;

/** How much of the Internet an entry of the trust list holds, and whether that can be meant (B-3). */
final class TrustBreadth {
    private static final int MIN_PUBLIC_V4_LENGTH = 8;
    private static final int MIN_PUBLIC_V6_LENGTH = 16;
    private static final String REMEDY = "List the addresses of your own proxies only";

    private final SettingsReader reader;
    private final boolean anyPeerAllowed;

    TrustBreadth(SettingsReader reader, boolean anyPeerAllowed) {
        this.reader = reader;
        this.anyPeerAllowed = anyPeerAllowed;
    }

    /** Whether an entry may stand; if it may not, or is doubtful, a problem says so. */
    boolean accepts(SettingsReader.Item item, List<CidrBlock> blocks) {
        if (blocks.stream().anyMatch(TrustBreadth::holdsMuchOfTheInternet)) {
            if (anyPeerAllowed) {
                reader.warn(
                        item.setting(),
                        item.text(),
                        "lets anybody on the Internet say who the client is",
                        REMEDY);
            } else {
                reader.error(
                        item.setting(),
                        item.text(),
                        "trusts much of the Internet: anybody there could say who the client is",
                        REMEDY + "; breakwater.insecure-trust-any-peer=true allows it");
            }
            return anyPeerAllowed;
        }
        if (blocks.stream().anyMatch(block -> isPublic(block) && !block.isSingle())) {
            reader.warn(
                    item.setting(),
                    item.text(),
                    "is a public block: whoever has an address in it is believed",
                    REMEDY);
        }
        return true;
    }

    private static boolean holdsMuchOfTheInternet(CidrBlock block) {
        int least = block.first().isV4() ? MIN_PUBLIC_V4_LENGTH : MIN_PUBLIC_V6_LENGTH;
        return isPublic(block) && block.prefixLength() < least;
    }

    private static boolean isPublic(CidrBlock block) {
        return KnownBlocks.NOT_PUBLIC.stream()
                .noneMatch(known -> known.contains(block.first()) && known.contains(block.last()));
    }

    /** Parsed only where an entry is compared with them: most servers trust nobody. */
    private static final class KnownBlocks {
        /** RFC 6598: shared by carriers and clouds. */
        private static final CidrBlock SHARED = CidrBlock.parse("100.64.0.0/10");

        static final List<CidrBlock> NOT_PUBLIC =
                Stream.concat(
                                Stream.of("loopback", "link-local", "private")
                                        .flatMap(name -> TrustList.blocksOf(name).stream()),
                                Stream.of(SHARED))
                        .toList();
    }
}
