package io.breakwater.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B-5: look-ups in a compiled list. */
class CidrSetTest {
    private static CidrSet set(String... blocks) {
        return CidrSet.of(Stream.of(blocks).map(CidrBlock::parse).toList());
    }

    private static String entryFor(CidrSet set, String address) {
        return Optional.ofNullable(set.find(Objects.requireNonNull(IpAddress.parse(address))))
                .map(CidrBlock::text)
                .orElse("none");
    }

    @ParameterizedTest(name = "{0}: {1} is held by {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            below all blocks                      | 9.255.255.255   | none
            the first address of a block          | 10.0.0.0        | 10.0.0.0/8
            the last address of a block           | 10.255.255.255  | 10.0.0.0/8
            behind a block                        | 11.0.0.0        | none
            in a block inside a wider one         | 10.1.2.3        | 10.0.0.0/8
            a single address                      | 192.0.2.10      | 192.0.2.10
            next to a single address              | 192.0.2.11      | none
            an address whose bits mark free places | 0.0.0.0        | none
            above all blocks                      | 255.255.255.255 | none
            IPv4-mapped                           | ::ffff:10.0.0.9 | 10.0.0.0/8
            IPv6                                  | 2001:db8::7     | 2001:db8::/32
            behind an IPv6 block                  | 2001:db9::      | none
            IPv6 with the bits of an IPv4 block   | ::a00:9         | none
            """)
    void lookUps(String name, String address, String expected) {
        CidrSet set =
                set(
                        "2001:db8::/32",
                        "192.0.2.10",
                        "10.1.0.0/16",
                        "10.0.0.0/8",
                        "10.0.0.0/8",
                        "fc00::/7");
        assertThat(entryFor(set, address)).isEqualTo(expected);
    }

    @Test
    void anEmptySetHoldsNothing() {
        assertThat(set().isEmpty()).isTrue();
        assertThat(entryFor(set(), "0.0.0.0")).isEqualTo("none");
        assertThat(entryFor(set(), "::")).isEqualTo("none");
    }

    @Test
    void theUnspecifiedAddressIsOneLikeOthers() {
        CidrSet set = set("0.0.0.0", "192.0.2.10");
        assertThat(entryFor(set, "0.0.0.0")).isEqualTo("0.0.0.0");
        assertThat(entryFor(set, "192.0.2.10")).isEqualTo("192.0.2.10");
        assertThat(entryFor(set, "0.0.0.1")).isEqualTo("none");
        assertThat(set.size()).isEqualTo(2);
    }

    @Test
    void blocksInsideOthersAreDropped() {
        assertThat(
                        set("10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "10.0.0.1", "::1", "::/1")
                                .size())
                .isEqualTo(2);
    }

    @Test
    void itFindsWhatLookingAtEachBlockFinds() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 50; round++) {
            List<CidrBlock> blocks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                blocks.add(randomBlock(random));
            }
            CidrSet set = CidrSet.of(blocks);
            for (int i = 0; i < 500; i++) {
                IpAddress address = randomAddress(random);
                assertThat(set.find(address) != null)
                        .isEqualTo(blocks.stream().anyMatch(block -> block.contains(address)));
            }
        }
    }

    @Test
    void manyAddressesAreEachFoundAndTheirNeighboursNot() {
        List<CidrBlock> blocks = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            long bits = i * 0x9e37_79b1L & 0xffff_fffeL;
            blocks.add(CidrBlock.parse(IpAddress.v4(bits).toString()));
            blocks.add(CidrBlock.parse(IpAddress.v6(0x2001_0db8L << 32 | i % 7, bits).toString()));
        }
        CidrSet set = CidrSet.of(blocks);
        for (CidrBlock block : blocks) {
            assertThat(set.find(block.first())).isEqualTo(block);
            assertThat(set.holds(block.first())).isTrue();
            assertThat(set.find(next(block.first()))).isNull();
            assertThat(set.holds(next(block.first()))).isFalse();
        }
    }

    private static IpAddress next(IpAddress address) {
        return address.isV4()
                ? IpAddress.v4(address.low() + 1)
                : IpAddress.v6(address.high(), address.low() + 1);
    }

    /** From few bits, so that blocks nest and addresses meet them. */
    private static IpAddress randomAddress(SplittableRandom random) {
        long bits = (long) random.nextInt(64) << 26 | random.nextInt(4);
        return random.nextBoolean()
                ? IpAddress.v4(bits)
                : IpAddress.v6(bits << 32, random.nextInt(4));
    }

    private static CidrBlock randomBlock(SplittableRandom random) {
        IpAddress address = randomAddress(random);
        int length = random.nextInt(1, address.isV4() ? 33 : 129);
        long lowMask = address.isV4() ? mask(length + 32) & 0xffff_ffffL : mask(length - 64);
        long highMask = address.isV4() ? 0 : mask(length);
        IpAddress first = masked(address, highMask, lowMask);
        return CidrBlock.parse(first + "/" + length);
    }

    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 64 ? -1 : -1L << 64 - length;
    }

    private static IpAddress masked(IpAddress address, long highMask, long lowMask) {
        return address.isV4()
                ? IpAddress.v4(address.low() & lowMask)
                : IpAddress.v6(address.high() & highMask, address.low() & lowMask);
    }
}
