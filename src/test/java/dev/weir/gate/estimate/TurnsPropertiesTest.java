package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The ring beside a priority queue. */
@AddLifecycleHook(Tries.class)
class TurnsPropertiesTest {

  enum What {
    ADD,
    TAKE,
    DROP
  }

  record Step(What what, long from, long length) {}

  @Provide
  Arbitrary<List<Step>> programs() {
    return Combinators.combine(
            Arbitraries.of(What.ADD, What.ADD, What.ADD, What.TAKE, What.DROP),
            Arbitraries.longs().between(0, 100),
            Arbitraries.longs().between(0, 50))
        .as(Step::new)
        .list()
        .ofMaxSize(300);
  }

  @Property(tries = 300)
  void theEarliestIsTakenAndDroppedFirst(@ForAll("programs") List<Step> program) {
    Turns turns = new Turns();
    PriorityQueue<Long> model = new PriorityQueue<>();
    for (Step step : program) {
      switch (step.what()) {
        case ADD -> {
          if (model.size() == Turns.MOST) {
            model.remove();
          }
          model.add(step.from());
          turns.add(step.from());
        }
        case TAKE -> {
          long until = step.from() + step.length();
          assertThat(turns.take(step.from(), until), is(taken(model, step.from(), until)));
        }
        case DROP -> {
          model.removeIf(turn -> turn < step.from());
          assertThat(turns.noneSince(step.from()), is(model.isEmpty()));
        }
      }
    }
  }

  private static long taken(PriorityQueue<Long> model, long from, long until) {
    if (model.isEmpty() || model.element() > until) {
      return Turns.NONE;
    }
    model.removeIf(turn -> turn < from);
    return model.isEmpty() || model.element() > until ? Turns.NONE : model.remove();
  }
}
