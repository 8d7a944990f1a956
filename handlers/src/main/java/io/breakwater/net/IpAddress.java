package io.breakwater.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, as a value that was parsed from a literal and never from a name.
 *
 * <p>IPv4-mapped IPv6 addresses are folded to IPv4 (B-2), so that one host has one value.
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of text</caption>
 * <tr><td>{@code 203.0.113.5}</td><td>203.0.113.5</td></tr>
 * <tr><td>{@code 2001:DB8:0:0::1}</td><td>2001:db8::1 (RFC 5952)</td></tr>
 * <tr><td>{@code ::ffff:10.0.0.9}</td><td>10.0.0.9</td></tr>
 * <tr><td>{@code 010.0.0.1}, {@code 10}, {@code 10.9}, {@code fe80::1%eth0}, {@code [::1]}, {@code localhost}, empty</td><td>null</td></tr>
 * </table>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class IpAddress implements Comparable<IpAddress> {
    private static final long IPV4_LOOPBACK_NET = 127;

    private final boolean v4;
    private final long high;
    private final long low;

    private IpAddress(boolean v4, long high, long low) {
        this.v4 = v4;
        this.high = high;
        this.low = low;
    }

    static IpAddress v4(long bits) {
        return new IpAddress(true, 0, bits);
    }

    static IpAddress v6(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff
                ? v4(low & 0xffff_ffffL)
                : new IpAddress(false, high, low);
    }

    /**
     * The address that the whole of {@code text} writes out, or null if it is not a literal: no name is ever resolved.
     */
    public static @Nullable IpAddress parse(String text) {
        return parse(text, 0, text.length());
    }

    /** The address written in {@code text} from index {@code from} up to {@code to}, or null. */
    public static @Nullable IpAddress parse(String text, int from, int to) {
        return IpLiteral.parse(text, from, to);
    }

    /** The same for IPv4 in dotted decimal alone, which has one spelling: what is parsed is canonical. */
    public static @Nullable IpAddress parseDotted(String text, int from, int to) {
        return IpLiteral.dotted(text, from, to);
    }

    /** The value of a JDK address; its scope id, if any, is left out. */
    public static IpAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    static IpAddress of(byte[] bytes) {
        if (bytes.length == 4) {
            return v4(bits(bytes, 0, 4));
        }
        return v6(bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    private static long bits(byte[] bytes, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = bits << 8 | bytes[i] & 0xff;
        }
        return bits;
    }

    public boolean isV4() {
        return v4;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Whether this is in 127.0.0.0/8 or is ::1. */
    public boolean isLoopback() {
        return v4 ? low >>> 24 == IPV4_LOOPBACK_NET : high == 0 && low == 1;
    }

    /** The same address as the JDK's type; no resolver is asked. */
    public InetAddress toInetAddress() {
        byte[] bytes = new byte[v4 ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) (fromEnd < 8 ? low >>> 8 * fromEnd : high >>> 8 * (fromEnd - 8));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    /** As {@link #toString()}, with brackets around IPv6: the form of a URL or a Host header. */
    public String toUriHost() {
        return v4 ? toString() : "[" + this + "]";
    }

    @Override
    public int compareTo(IpAddress other) {
        if (v4 != other.v4) {
            return v4 ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that
                && v4 == that.v4
                && high == that.high
                && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low) + (v4 ? 1 : 0);
    }

    /** The canonical literal without brackets: dotted decimal, or RFC 5952. */
    @Override
    public String toString() {
        return v4 ? dotted() : Ipv6Text.of(groups());
    }

    private String dotted() {
        return (low >>> 24)
                + "."
                + (low >>> 16 & 255)
                + "."
                + (low >>> 8 & 255)
                + "."
                + (low & 255);
    }

    private int[] groups() {
        int[] groups = new int[8];
        Arrays.setAll(groups, i -> (int) ((i < 4 ? high : low) >>> 16 * (3 - i % 4)) & 0xffff);
        return groups;
    }
}
