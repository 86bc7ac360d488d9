package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.Eventually;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenderingsTest {

  private static final ExpositionFormatWriter TEXT = ExpositionFormats.init().findWriter("");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger made = new AtomicInteger();
  private volatile CountDownLatch mayBeMade = new CountDownLatch(0);
  private final Renderings renderings = new Renderings(registry(), nanos::get);

  private PrometheusRegistry registry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(this::made);
    return registry;
  }

  private MetricSnapshot made() {
    double value = made.incrementAndGet();
    try {
      mayBeMade.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return GaugeSnapshot.builder()
        .name("made")
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private byte[] text() {
    try {
      return renderings.text(TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aScraperAloneGetsWhatIsTrueNow() {
    byte[] first = text();
    assertThat(text(), is(not(sameInstance(first))));
  }

  @Test
  void aCrowdSharesOneTextForAQuarterOfASecond() {
    mayBeMade = new CountDownLatch(1);
    int before = made.get();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    try (var crowd = Executors.newThreadPerTaskExecutor(task -> added(threads, task))) {
      List<CompletableFuture<byte[]>> texts =
          IntStream.range(0, 100)
              .mapToObj(i -> CompletableFuture.supplyAsync(this::text, crowd))
              .toList();
      Eventually.until(() -> threads.stream().filter(RenderingsTest::waits).count() == 100);
      mayBeMade.countDown();
      byte[] first = texts.getFirst().join();
      texts.forEach(text -> assertThat(text.join(), is(sameInstance(first))));
      assertThat(made.get() - before, is(1));
      nanos.addAndGet(Renderings.GOOD_NANOS - 1);
      assertThat(text(), is(sameInstance(first)));
      nanos.addAndGet(1);
      assertThat(text(), is(not(sameInstance(first))));
      assertThat(made.get() - before, is(2));
    }
  }

  private static Thread added(List<Thread> threads, Runnable task) {
    Thread thread = new Thread(task);
    threads.add(thread);
    return thread;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }
}
