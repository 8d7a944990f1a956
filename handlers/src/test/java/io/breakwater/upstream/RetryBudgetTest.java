package io.breakwater.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-16: how often requests may be sent again. */
class RetryBudgetTest {
    private long requests;
    private long now = 5;
    private final RetryBudget budget = new RetryBudget(() -> requests, () -> now);

    private int spendAll() {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }

    @Test
    @DisplayName("a quiet upstream may be asked again ten times, and then once a second")
    void quiet() {
        assertThat(spendAll()).isEqualTo(10);
        now += Duration.ofSeconds(3).toNanos();
        assertThat(spendAll()).isEqualTo(3);
        now += Duration.ofHours(1).toNanos();
        assertThat(spendAll()).isEqualTo(10);
    }

    @Test
    @DisplayName("a tenth of the requests")
    void tenth() {
        spendAll();
        requests += 200;
        assertThat(spendAll()).isEqualTo(20);
    }

    @Test
    @DisplayName("what was not used is kept, but not without end")
    void kept() {
        requests += 5_000;
        assertThat(spendAll()).isEqualTo(510);
        requests += 1_000_000;
        assertThat(spendAll()).isEqualTo(1_000);
    }
}
