package io.breakwater.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.breakwater.fuzz.Grammar;
import io.breakwater.net.PathPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Response headers with URLs and paths in them: from any text. */
class ResponseValueFuzz {
    enum Value implements Grammar {
        REFRESH(
                text -> urlsOnly(UrlHeader.REFRESH, text),
                "5; url=http://up/x",
                "0;URL='/x'",
                " 1.5 , \"x",
                "5;url = ",
                "..;;"),
        LINK(
                text -> urlsOnly(UrlHeader.LINK, text),
                "<http://up/x>; rel=next, </y>",
                "<x>; title=\"<no>\"",
                "<",
                "\"\\"),
        COOKIE(
                Value::cookie,
                "a=1; Path=/; Domain=.UP.internal; HttpOnly",
                "a=1; path = /base/x/; SameSite=Lax",
                "__Host-a=1; Path=/; Secure",
                ";;=;Path",
                "a=1; Path=/base; Path=/other");

        private static final CookieMap COOKIES =
                new CookieMap(
                        Set.of("up.internal"),
                        PathPrefix.configured("/base"),
                        PathPrefix.configured("/api"));

        private final Reading reading;

        Value(Consumer<String> check, String... seeds) {
            this.reading = new Reading(check, List.of(seeds));
        }

        @Override
        public Reading reading() {
            return reading;
        }

        /** P-11: with URLs that stay, the value stays byte for byte; else what is not a URL does. */
        private static void urlsOnly(UrlHeader header, String text) {
            assertThat(header.rewrite(text, UnaryOperator.identity())).isEqualTo(text);
            List<String> urls = new ArrayList<>();
            String without =
                    header.rewrite(
                            text,
                            url -> {
                                urls.add(url);
                                return "";
                            });
            int lengths = urls.stream().mapToInt(String::length).sum();
            assertThat(without.length() + lengths).isEqualTo(text.length());
        }

        /** P-12: once is enough, and there are no more attributes than there were. */
        private static void cookie(String text) {
            String once = COOKIES.rewrite(text);
            assertThat(COOKIES.rewrite(once)).isEqualTo(once);
            assertThat(semicolons(once)).isLessThanOrEqualTo(semicolons(text));
            assertThat(once.split(";", -1)[0]).isEqualTo(text.split(";", -1)[0]);
        }

        private static long semicolons(String text) {
            return text.chars().filter(c -> c == ';').count();
        }
    }

    static Stream<Arguments> seeds() {
        return Grammar.seeds(Value.values());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2s")
    void reading(@NotNull Value value, boolean atLength, @NotNull String text) {
        value.read(text, atLength);
    }
}
