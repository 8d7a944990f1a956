package io.breakwater.forwarded;

import io.breakwater.net.CidrBlock;
import io.breakwater.net.CidrSet;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peers and hops whose forwarding headers are believed (B-2); an empty list trusts nobody (B-3).
 *
 * <p>Compiled once; a look-up allocates nothing. Immutable and safe for use by several threads.
 */
public final class TrustList {
    /** Nobody. */
    public static final TrustList NOBODY = new TrustList(CidrSet.of(List.of()), false, List.of());

    /** Entry for the peers of unix sockets. */
    public static final String UNIX = "unix";

    private static final Map<String, List<String>> NAMED_BLOCKS =
            Map.of(
                    "loopback", List.of("127.0.0.0/8", "::1/128"),
                    "link-local", List.of("169.254.0.0/16", "fe80::/10"),
                    "*", List.of("0.0.0.0/0", "::/0"),
                    "private",
                            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"));

    private final CidrSet addresses;
    private final boolean unix;
    private final List<String> entries;

    private TrustList(CidrSet addresses, boolean unix, List<String> entries) {
        this.addresses = addresses;
        this.unix = unix;
        this.entries = List.copyOf(entries);
    }

    /** The list made of entries that {@link #blocksOf} or {@link #UNIX} understand. */
    public static TrustList of(List<String> entries) {
        List<CidrBlock> blocks = new ArrayList<>();
        for (String entry : entries) {
            blocks.addAll(blocksOf(entry));
        }
        return new TrustList(
                CidrSet.of(blocks), entries.contains(UNIX) || entries.contains("*"), entries);
    }

    /**
     * The blocks that one entry stands for: an address, a block, or {@code loopback}, {@code link-local}, {@code private},
     * {@code *}; none for {@code unix}.
     *
     * @throws InvalidValue saying what is wrong and what to write instead
     */
    public static List<CidrBlock> blocksOf(String entry) {
        if (entry.equals(UNIX)) {
            return List.of();
        }
        if (entry.equals("localhost")) {
            throw new InvalidValue(
                    "is a name, and names are not looked up",
                    "Write loopback for 127.0.0.0/8 and ::1, or unix for unix-socket peers");
        }
        List<String> named = NAMED_BLOCKS.get(entry);
        return named == null
                ? List.of(CidrBlock.parse(entry))
                : named.stream().map(block -> labelled(block, entry)).toList();
    }

    private static CidrBlock labelled(String block, String label) {
        CidrBlock parsed = CidrBlock.parse(block);
        return new CidrBlock(parsed.first(), parsed.last(), label);
    }

    /** Everything that either list holds. */
    public TrustList plus(TrustList other) {
        List<String> both = new ArrayList<>(entries);
        both.addAll(other.entries);
        return of(both);
    }

    public boolean isEmpty() {
        return addresses.isEmpty() && !unix;
    }

    /** The entry that makes a peer trusted, as the operator wrote it; null for a stranger. */
    public @Nullable String entryFor(Peer peer) {
        if (peer.isUnix()) {
            return unix ? UNIX : null;
        }
        CidrBlock block = addresses.find(peer.address().orElseThrow());
        return block == null ? null : block.text();
    }

    public boolean contains(IpAddress address) {
        return addresses.holds(address);
    }

    /** As the operator wrote them. */
    public List<String> entries() {
        return entries;
    }
}
