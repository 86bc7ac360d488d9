package dev.weir.edge;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The last requests that a gate shed, one for each reason. Safe for use by any thread. */
public final class LastSheds {

  /**
   * A request that was shed.
   *
   * @param shed what the gate decided
   * @param at when its client had its refusal
   * @param route the name of its route
   * @param caller the names of its share of the permits, or the client's address
   */
  public record Entry(Shed shed, Instant at, String route, String caller) {}

  private final Map<ShedReason, AtomicReference<@Nullable Entry>> byReason =
      new EnumMap<>(ShedReason.class);

  /** Keeps none yet. */
  public LastSheds() {
    EnumSet.allOf(ShedReason.class)
        .forEach(reason -> byReason.put(reason, new AtomicReference<>()));
  }

  void add(Entry entry) {
    Objects.requireNonNull(byReason.get(entry.shed().reason())).set(entry);
  }

  /** Returns the last one of each reason that there was. */
  public List<Entry> all() {
    return byReason.values().stream()
        .flatMap(last -> Optional.ofNullable(last.get()).stream())
        .toList();
  }
}
