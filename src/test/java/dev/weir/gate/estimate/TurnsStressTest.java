package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Threads that each add a turn and take one, again and again: there is always one to take. */
class TurnsStressTest {

  private static final int ROUNDS = Budget.rounds(200, 20_000);
  private static final int THREADS = 4;
  private static final int TURNS_OF_EACH = Turns.MOST / THREADS;

  @Test
  void everyTurnIsTakenOnce() throws InterruptedException {
    List<Long> all = LongStream.rangeClosed(1, Turns.MOST).boxed().toList();
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(takenInOneRound(), is(all));
    }
  }

  private static List<Long> takenInOneRound() throws InterruptedException {
    Turns turns = new Turns();
    Queue<Long> taken = new ConcurrentLinkedQueue<>();
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, THREADS)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(() -> addAndTake(turns, i * TURNS_OF_EACH, taken, begin)))
            .toList();
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return taken.stream().sorted().toList();
  }

  private static void addAndTake(Turns turns, int before, Queue<Long> taken, CountDownLatch begin) {
    while (begin.getCount() > 0) {
      Thread.onSpinWait();
    }
    for (int i = 1; i <= TURNS_OF_EACH; i++) {
      turns.add(before + i);
      taken.add(turns.take(0, Turns.MOST));
    }
  }
}
