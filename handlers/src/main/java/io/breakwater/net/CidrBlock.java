package io.breakwater.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.util.Locale;

/**
 * A block of addresses as an operator writes it: one address, or a network with its prefix length or mask (RFC 4632).
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of text (B-2)</caption>
 * <tr><td>{@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, {@code 192.0.2.10}, {@code 2001:DB8::/32}</td><td>the block</td></tr>
 * <tr><td>{@code ::ffff:10.0.0.0/104}</td><td>{@code 10.0.0.0/8}</td></tr>
 * <tr><td>{@code 10.0.0.1/8}, {@code ::ffff:0:0/90}, {@code 10.0.0.0/255.0.255.0}, {@code 10.}, {@code 10/8}, {@code 010.0.0.1},
 * {@code fe80::1%eth0}, {@code [::1]}, {@code 10.0.0.0/33}, {@code proxy.example}</td><td>{@link InvalidValue}</td></tr>
 * </table>
 *
 * @param first the lowest address
 * @param last the highest address, of the same family
 * @param text as the operator wrote it
 */
public record CidrBlock(IpAddress first, IpAddress last, String text) {
    private static final int MAPPED_BITS = 96;
    private static final int MAX_LENGTH_DIGITS = 3;
    private static final String NO_SUCH_LENGTH =
            "has a prefix length or mask that its address family does not have";
    private static final String REMEDY =
            "Write an address such as 192.0.2.10 or 2001:db8::1, or a block such as 10.0.0.0/8";
    private static final IPAddressStringParameters STRICT =
            new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(true)
                    .allowSingleSegment(false)
                    .allowPrefixOnly(false)
                    .allowWildcardedSeparator(false)
                    .setRangeOptions(RangeParameters.NO_RANGE)
                    .getIPv4AddressParametersBuilder()
                    .allow_inet_aton(false)
                    .allowLeadingZeros(false)
                    .allowBinary(false)
                    .getParentBuilder()
                    .getIPv6AddressParametersBuilder()
                    .allowZone(false)
                    .allowBase85(false)
                    .allowBinary(false)
                    .getParentBuilder()
                    .toParams();

    public CidrBlock {
        if (first.isV4() != last.isV4() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("not a block");
        }
    }

    /**
     * The block that {@code text} writes out.
     *
     * @throws InvalidValue saying what is wrong and what to write instead
     */
    public static CidrBlock parse(String text) {
        IPAddress address = strictly(text);
        Integer prefixLength = address.getNetworkPrefixLength();
        if (prefixLength == null) {
            boolean maskIsNoPrefix = text.indexOf('/') >= 0;
            if (maskIsNoPrefix) {
                throw new InvalidValue("has a mask that is not contiguous", REMEDY);
            }
            return single(address, text);
        }
        if (isMapped(address) && prefixLength < MAPPED_BITS) {
            throw mappedAndMore();
        }
        IPAddress block = address.toPrefixBlock(prefixLength).withoutPrefixLength();
        IPAddress network = block.getLower();
        if (!network.equals(address.withoutPrefixLength().getLower())) {
            throw new InvalidValue(
                    "has bits set behind its prefix length",
                    "Write "
                            + network.toCanonicalString()
                            + "/"
                            + prefixLength
                            + " for the network, or the address alone");
        }
        IpAddress first = IpAddress.of(network.getBytes());
        IpAddress last = IpAddress.of(block.getUpper().getBytes());
        if (first.isV4() != last.isV4()) { // ::/80 ends with the last mapped address
            throw mappedAndMore();
        }
        return new CidrBlock(first, last, text);
    }

    private static InvalidValue mappedAndMore() {
        return new InvalidValue(
                "is an IPv4-mapped block shorter than /"
                        + MAPPED_BITS
                        + " and would hold other networks too",
                "Write the IPv4 block itself, such as 10.0.0.0/8");
    }

    private static CidrBlock single(IPAddress address, String text) {
        IpAddress only = IpAddress.of(address.getBytes());
        return new CidrBlock(only, only, text);
    }

    private static boolean isMapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped();
    }

    private static IPAddress strictly(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (IpAddress.parse(literal) == null) {
            throw new InvalidValue(whyNoLiteral(literal), REMEDY);
        }
        if (slash >= 0) {
            checkLengthOrMask(text.substring(slash + 1));
        }
        try {
            return new IPAddressString(text, STRICT).toAddress();
        } catch (AddressStringException | IncompatibleAddressException e) {
            throw new InvalidValue(NO_SUCH_LENGTH, REMEDY);
        }
    }

    /** What {@code inet.ipaddr} lets through: leading zeros, numbers beyond 32 bits, spaces. */
    private static void checkLengthOrMask(String text) {
        boolean length = text.chars().allMatch(c -> Ascii.isDigit((char) c));
        if (length && text.length() > 1 && text.startsWith("0")) {
            throw new InvalidValue("has a prefix length with a leading zero", REMEDY);
        }
        boolean possible =
                length ? text.length() <= MAX_LENGTH_DIGITS : IpAddress.parse(text) != null;
        if (!possible) {
            throw new InvalidValue(NO_SUCH_LENGTH, REMEDY);
        }
    }

    private static String whyNoLiteral(String literal) {
        if (literal.indexOf('%') >= 0) {
            return "has a zone id";
        }
        if (literal.startsWith("[")) {
            return "has brackets, which belong into URLs";
        }
        String lower = literal.toLowerCase(Locale.ROOT);
        boolean numeric =
                !lower.isEmpty() && lower.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        return numeric
                ? "is not a complete address without leading zeros"
                : "is not an address literal, and names are not looked up";
    }

    /** Whether this is one single address. */
    public boolean isSingle() {
        return first.equals(last);
    }

    public boolean contains(IpAddress address) {
        return address.isV4() == first.isV4()
                && first.compareTo(address) <= 0
                && address.compareTo(last) <= 0;
    }

    /** How many leading bits all addresses of this block share: 8 for {@code 10.0.0.0/8}. */
    public int prefixLength() {
        long highDiffers = first.high() ^ last.high();
        long lowDiffers = first.low() ^ last.low();
        int shared =
                highDiffers != 0
                        ? Long.numberOfLeadingZeros(highDiffers)
                        : 64 + Long.numberOfLeadingZeros(lowDiffers);
        return first.isV4() ? shared - MAPPED_BITS : shared;
    }
}
