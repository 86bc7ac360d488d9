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
  private final Upstreams upstreams = new Upstreams(List.of(one, two, three));

  UpstreamsTest() throws IOException {}

  private Upstream unreachable() throws IOException {
    HttpConfig config = Caller.config("http://127.0.0.1:" + FreePort.find());
    return new Upstream(config.urls().getFirst(), config, Optional.empty(), timeouts);
  }

  private static void eject(Upstream upstream) {
    assertThrows(BackendException.class, () -> upstream.newConnection(OptionalLong.empty()));
  }

  private static void begin(Upstream upstream, int calls) {
    for (int i = 0; i < calls; i++) {
      upstream.begin();
    }
  }

  @AfterEach
  void stop() {
    timeouts.close();
  }

  @Test
  void thoseThatAreAlikeTakeTurns() {
    List<Upstream> chosen = Stream.generate(upstreams::first).limit(3).toList();
    assertThat(chosen, containsInAnyOrder(one, two, three));
  }

  @Test
  void theOneWithTheFewestCallsIsFirst() {
    begin(one, 2);
    begin(two, 1);
    begin(three, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(upstreams.first(), sameInstance(two));
    }
  }

  @Test
  void anUpstreamThatCantBeConnectedToIsEjected() {
    eject(two);
    begin(one, 5);
    begin(three, 4);
    assertThat(upstreams.first(), sameInstance(three));
  }

  @Test
  void anUnhealthyUpstreamIsNotChosenUntilItIsHealthy() {
    two.health().failed("says the test");
    begin(one, 5);
    begin(three, 4);
    assertThat(upstreams.first(), sameInstance(three));
    two.health().passed();
    assertThat(upstreams.first(), sameInstance(two));
  }

  @Test
  void ifAllAreEjectedTheFirstOfThemIsTried() {
    eject(two);
    eject(one);
    eject(three);
    for (int i = 0; i < 3; i++) {
      assertThat(upstreams.first(), sameInstance(two));
    }
  }

  @Test
  void ifNoneIsHealthyTheyTakeTurns() {
    Stream.of(one, two, three).forEach(upstream -> upstream.health().failed("says the test"));
    List<Upstream> chosen = Stream.generate(upstreams::first).limit(3).toList();
    assertThat(chosen, containsInAnyOrder(one, two, three));
  }

  @Test
  void anotherUpstreamWasNeitherTriedNorIsEjected() {
    eject(two);
    assertThat(upstreams.other(List.of(one)), is(Optional.of(three)));
    assertThat(upstreams.other(List.of(one, three)), is(Optional.empty()));
  }
}
