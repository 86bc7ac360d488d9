package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.FreePort;
import dev.weir.backend.BackendException;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamsTest {

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final Upstream one = unreachable();
  private final Upstream two = unreachable();
  private final Upstream three = unreachable();
  private final Upstreams addresses = new Upstreams(List.of(one, two, three));

  UpstreamsTest() throws IOException {}

  private Upstream unreachable() throws IOException {
    HttpConfig config = Caller.config("http://127.0.0.1:" + FreePort.find());
    return new Upstream(config.urls().getFirst(), config, Caller.usualTls(), timeouts);
  }

  private static void leaveAlone(Upstream address) {
    assertThrows(BackendException.class, () -> address.newConnection(OptionalLong.empty()));
  }

  @AfterEach
  void stop() {
    timeouts.close();
  }

  @Test
  void thoseThatAreAlikeTakeTurns() {
    List<Upstream> chosen = Stream.generate(addresses::first).limit(3).toList();
    assertThat(chosen, containsInAnyOrder(one, two, three));
  }

  @Test
  void theOneWithLeastToDoIsFirst() {
    one.calls(2);
    two.calls(1);
    three.calls(2);
    for (int i = 0; i < 3; i++) {
      assertThat(addresses.first(), sameInstance(two));
    }
  }

  @Test
  void oneThatCantBeConnectedToIsLeftAlone() {
    leaveAlone(two);
    one.calls(5);
    three.calls(4);
    assertThat(addresses.first(), sameInstance(three));
  }

  @Test
  void oneThatIsNotWellIsNotChosenUntilItIs() {
    two.isWell(false, "says the test");
    one.calls(5);
    three.calls(4);
    assertThat(addresses.first(), sameInstance(three));
    two.isWell(true, "says the test");
    assertThat(addresses.first(), sameInstance(two));
  }

  @Test
  void ifAllAreLeftAloneTheFirstOfThemIsTried() {
    leaveAlone(two);
    leaveAlone(one);
    leaveAlone(three);
    for (int i = 0; i < 3; i++) {
      assertThat(addresses.first(), sameInstance(two));
    }
  }

  @Test
  void ifNoneIsWellTheyTakeTurns() {
    Stream.of(one, two, three).forEach(address -> address.isWell(false, "says the test"));
    List<Upstream> chosen = Stream.generate(addresses::first).limit(3).toList();
    assertThat(chosen, containsInAnyOrder(one, two, three));
  }

  @Test
  void anotherOneIsNeverOneThatWasTriedOrIsLeftAlone() {
    leaveAlone(two);
    assertThat(addresses.other(List.of(one)), is(Optional.of(three)));
    assertThat(addresses.other(List.of(one, three)), is(Optional.empty()));
  }
}
