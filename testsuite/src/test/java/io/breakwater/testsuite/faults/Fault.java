package io.breakwater.testsuite.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;

/** What an upstream does instead of answering well. Each row says whether the connection may be used for the next request after it. */
enum Fault {
    NONE(true, (answer, to) -> write(to, answer.head() + answer.body())),
    CHUNKED(true, (answer, to) -> write(to, answer.chunkedHead() + answer.chunks() + "0\r\n\r\n")),
    EARLY_HINTS(
            true,
            (answer, to) -> {
                write(to, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
                write(to, answer.head() + answer.body());
            }),
    BYTE_BY_BYTE(
            true,
            (answer, to) -> {
                for (char c : answer.head().toCharArray()) {
                    write(to, String.valueOf(c));
                }
                write(to, answer.body());
            }),
    CLOSES_UNANNOUNCED(false, (answer, to) -> write(to, answer.head() + answer.body())),
    /** What a confused upstream says afterwards must reach nobody. */
    ANSWERS_TWICE(
            true,
            (answer, to) -> {
                Answer other = Answer.to(-answer.id(), 100);
                write(to, answer.head() + answer.body() + other.head() + other.body());
            }),
    CLOSES_AT_ONCE(false, (answer, to) -> {}),
    RESETS_AT_ONCE(false, (answer, to) -> reset(to)),
    CUTS_THE_HEAD(false, (answer, to) -> write(to, half(answer.head()))),
    CUTS_THE_BODY(false, (answer, to) -> write(to, answer.head() + half(answer.body()))),
    RESETS_IN_THE_BODY(
            false,
            (answer, to) -> {
                write(to, answer.head() + half(answer.body()));
                reset(to);
            }),
    CUTS_A_CHUNK(false, (answer, to) -> write(to, answer.chunkedHead() + half(answer.chunks()))),
    LEAVES_OUT_THE_LAST_CHUNK(
            false, (answer, to) -> write(to, answer.chunkedHead() + answer.chunks())),
    MANGLES_A_CHUNK(
            false,
            (answer, to) -> write(to, answer.chunkedHead() + answer.chunks() + "xyz\r\n\r\n")),
    SAYS_TWO_LENGTHS(
            false,
            (answer, to) -> {
                write(to, answer.head().replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\n"));
                write(to, answer.body());
            }),
    STALLS_BEFORE_THE_HEAD(false, (answer, to) -> stall(to)),
    STALLS_IN_THE_BODY(
            false,
            (answer, to) -> {
                write(to, answer.head() + half(answer.body()));
                stall(to);
            });

    private static final long STALL_LIMIT_SECONDS = 30;

    private final boolean keeps;
    private final Play play;

    /** How the answer is spoilt. */
    private interface Play {
        void play(Answer answer, Socket to) throws IOException;
    }

    Fault(boolean keeps, Play play) {
        this.keeps = keeps;
        this.play = play;
    }

    void play(Answer answer, Socket to) throws IOException {
        play.play(answer, to);
    }

    boolean keepsTheConnection() {
        return keeps;
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static void write(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static void reset(Socket to) throws IOException {
        to.setOption(StandardSocketOptions.SO_LINGER, 0);
    }

    /** Until the other side has had enough. */
    private static void stall(Socket to) throws IOException {
        to.setSoTimeout((int) TimeUnit.SECONDS.toMillis(STALL_LIMIT_SECONDS));
        if (to.getInputStream().read() >= 0) {
            throw new IOException("a request came before the last one was answered");
        }
    }
}
