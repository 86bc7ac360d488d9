package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private static int spent(RetryBudget budget, int attempts) {
    return (int) IntStream.range(0, attempts).filter(i -> budget.spend()).count();
  }

  private static void earn(RetryBudget budget, int calls) {
    IntStream.range(0, calls).forEach(i -> budget.earn());
  }

  @Test
  void aQuietServiceMayRetryAtOnce() {
    assertThat(spent(new RetryBudget(0.1), 100), is(RetryBudget.MOST));
  }

  @Test
  void eachCallPutsItsShareIn() {
    RetryBudget budget = new RetryBudget(0.1);
    assertThat(spent(budget, 100), is(RetryBudget.MOST));
    earn(budget, 29);
    assertThat(spent(budget, 100), is(2));
    earn(budget, 1);
    assertThat(spent(budget, 100), is(1));
  }

  @Test
  void manyCallsSaveUpNoMoreThanTheMost() {
    RetryBudget budget = new RetryBudget(0.1);
    earn(budget, 10_000);
    assertThat(spent(budget, 100), is(RetryBudget.MOST));
  }

  @Test
  void aBudgetOfNothingIsNone() {
    RetryBudget budget = new RetryBudget(0);
    earn(budget, 1_000);
    assertThat(spent(budget, 1), is(0));
  }
}
