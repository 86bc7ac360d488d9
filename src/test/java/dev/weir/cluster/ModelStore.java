package dev.weir.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the script does, in Java: it counts all anew at each call where the script keeps sums.
 *
 * <p>Not a copy of it: written from what the script promises, so that each finds the mistakes of
 * the other.
 */
final class ModelStore implements ScriptedStore {

  private Memory memory = new Memory();
  private Memory saved = new Memory();

  private record Lease(LeaseClaim claim, Map<String, Integer> holds, long untilMillis) {

    LeaseClaim.Share share(String limit) {
      return claim.shares().stream()
          .filter(each -> each.limit().equals(limit))
          .findFirst()
          .orElse(new LeaseClaim.Share("", Integer.MAX_VALUE, 0, 0, 0));
    }

    boolean has(String limit) {
      return !share(limit).limit().isEmpty();
    }

    int wants(String limit) {
      return Math.min(share(limit).wants(), share(limit).capacity());
    }
  }

  /** How a limit is divided: the level, what each gets beside it, and who gets one more. */
  private record Division(int capacity, int level, int reserve, List<String> oneMore) {

    /** One that wants more only since the division is among them too, if its name is. */
    boolean givesOneMore(String replica) {
      if (oneMore.isEmpty()) {
        return false;
      }
      boolean notBefore = oneMore.getFirst().compareTo(replica) <= 0;
      boolean notAfter = replica.compareTo(oneMore.getLast()) <= 0;
      boolean inOrder = oneMore.getFirst().compareTo(oneMore.getLast()) <= 0;
      return inOrder ? notBefore && notAfter : notBefore || notAfter;
    }
  }

  private static final class Memory {
    String run = "";
    long lastMillis;
    long learningUntilMillis;
    long dividedMillis;
    final Map<String, Lease> leases = new TreeMap<>();
    final Map<String, Division> divisions = new HashMap<>();

    Memory copy() {
      Memory copy = new Memory();
      copy.run = run;
      copy.lastMillis = lastMillis;
      copy.learningUntilMillis = learningUntilMillis;
      copy.dividedMillis = dividedMillis;
      copy.leases.putAll(leases);
      copy.divisions.putAll(divisions);
      return copy;
    }
  }

  @Override
  public List<Long> run(LeaseClaim claim, long nowMillis, String run) {
    String replica = claim.config().replica();
    long leaseMillis = claim.config().lease().toMillis();
    Lease before = memory.leases.get(replica);
    if (before != null && claim.sequence() <= before.claim().sequence()) {
      return List.of();
    }
    if (!memory.run.equals(run) || memory.lastMillis + leaseMillis < nowMillis) {
      memory = new Memory();
      memory.run = run;
      memory.learningUntilMillis = nowMillis + leaseMillis;
    }
    memory.lastMillis = nowMillis;
    memory.leases.values().removeIf(each -> each.untilMillis() <= nowMillis);
    Map<String, Integer> leased =
        memory.leases.containsKey(replica) ? memory.leases.get(replica).holds() : Map.of();
    memory.leases.put(replica, new Lease(claim, Map.of(), nowMillis + leaseMillis));
    divideIfDue(claim, nowMillis);
    return grant(claim, leased, nowMillis);
  }

  private List<Long> grant(LeaseClaim claim, Map<String, Integer> leased, long nowMillis) {
    String replica = claim.config().replica();
    boolean learning = nowMillis < memory.learningUntilMillis;
    List<Long> reply = new ArrayList<>(List.of((long) memory.leases.size(), learning ? 1L : 0L));
    Map<String, Integer> holds = new HashMap<>();
    Lease own = Objects.requireNonNull(memory.leases.get(replica));
    for (LeaseClaim.Share share : claim.shares()) {
      Division division = Objects.requireNonNull(memory.divisions.get(share.limit()));
      int wants = own.wants(share.limit());
      boolean getsMore = wants > division.level() && division.givesOneMore(replica);
      int target = Math.min(wants, division.level() + (getsMore ? 1 : 0));
      target += claim.leaving() ? 0 : division.reserve();
      int free = Math.min(division.capacity(), share.capacity()) - held(share.limit());
      int kept = Math.min(share.permits(), leased.getOrDefault(share.limit(), 0));
      int most = learning ? share.permits() : Math.max(kept, free);
      int granted = Math.max(0, Math.min(target, most));
      reply.add((long) granted);
      holds.put(share.limit(), Math.max(granted, share.held()));
    }
    if (claim.leaving() && holds.values().stream().allMatch(each -> each == 0)) {
      memory.leases.remove(replica);
    } else {
      memory.leases.put(replica, new Lease(claim, holds, own.untilMillis()));
    }
    return reply;
  }

  /** Returns what all replicas hold of a limit; of the one whose claim it is, nothing yet. */
  int held(String limit) {
    return memory.leases.values().stream()
        .mapToInt(each -> each.holds().getOrDefault(limit, 0))
        .sum();
  }

  private void divideIfDue(LeaseClaim claim, long nowMillis) {
    long elapsed = nowMillis - memory.dividedMillis;
    boolean isKnown =
        claim.shares().stream().allMatch(each -> memory.divisions.containsKey(each.limit()));
    if (isKnown && elapsed >= 0 && elapsed < memory.leases.size()) {
      return;
    }
    long turn = nowMillis / claim.config().lease().toMillis();
    memory.dividedMillis = nowMillis;
    memory.divisions.clear();
    for (Lease lease : memory.leases.values()) {
      for (LeaseClaim.Share share : lease.claim().shares()) {
        memory.divisions.computeIfAbsent(share.limit(), limit -> divide(limit, turn));
      }
    }
  }

  private Division divide(String limit, long turn) {
    List<Lease> leases = memory.leases.values().stream().filter(lease -> lease.has(limit)).toList();
    int capacity = leases.stream().mapToInt(each -> each.share(limit).capacity()).min().orElse(0);
    int total = leases.stream().mapToInt(each -> each.wants(limit)).sum();
    if (total <= capacity) {
      long staying = leases.stream().filter(each -> !each.claim().leaving()).count();
      int reserve = (int) ((capacity - total) / (2 * Math.max(1, staying)));
      return new Division(capacity, capacity, reserve, List.of());
    }
    int level = 0;
    while (taken(leases, limit, level + 1) <= capacity) {
      level++;
    }
    int spare = capacity - taken(leases, limit, level);
    return new Division(capacity, level, 0, oneMore(leases, limit, level, spare, turn));
  }

  private static int taken(List<Lease> leases, String limit, int level) {
    return leases.stream().mapToInt(each -> Math.min(level, each.wants(limit))).sum();
  }

  private static List<String> oneMore(
      List<Lease> leases, String limit, int level, int spare, long turn) {
    List<String> names =
        leases.stream()
            .filter(each -> each.wants(limit) > level)
            .map(each -> each.claim().config().replica())
            .sorted(Comparator.naturalOrder())
            .toList();
    List<String> some = new ArrayList<>();
    for (int i = 0; i < spare; i++) {
      some.add(names.get((int) (((level == 0 ? turn : 0) + i) % names.size())));
    }
    return some;
  }

  @Override
  public void forget() {
    memory = new Memory();
  }

  @Override
  public void save() {
    saved = memory.copy();
  }

  @Override
  public void restore() {
    memory = saved.copy();
  }
}
