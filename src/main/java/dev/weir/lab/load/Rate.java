package dev.weir.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A rate that changes from one moment to the next: what is offered, or what the backend can do.
 *
 * @param spans without gaps, the first from 0
 */
public record Rate(List<Span> spans) {

  /**
   * A time during which the rate does not change. Moments are in nanoseconds.
   *
   * @param from when it begins
   * @param until when it ends
   * @param perSecond the rate
   */
  public record Span(long from, long until, double perSecond) {

    /** Returns the rate times the length of the span. */
    double total() {
      return perSecond * (until - from) / 1e9;
    }
  }

  /** The rate of no time. */
  public static final Rate NEVER = new Rate(List.of());

  /** Returns a rate that begins with this one. */
  public static Rate of(double perSecond, long nanos) {
    return NEVER.then(perSecond, nanos);
  }

  /** Returns the rate that is this one and then, for so long, another, which may be the same. */
  public Rate then(double perSecond, long nanos) {
    boolean same = !spans.isEmpty() && spans.getLast().perSecond() == perSecond;
    List<Span> before = same ? spans.subList(0, spans.size() - 1) : spans;
    long from = same ? spans.getLast().from() : until();
    Span last = new Span(from, until() + nanos, perSecond);
    return new Rate(Stream.concat(before.stream(), Stream.of(last)).toList());
  }

  /** Returns when it ends. */
  public long until() {
    return spans.isEmpty() ? 0 : spans.getLast().until();
  }

  /** Returns at each moment the smaller of this and another rate, which ends with it. */
  public Rate min(Rate other) {
    return combine(other, Math::min);
  }

  /** Returns at each moment the sum of this and another rate, which ends with it. */
  public Rate plus(Rate other) {
    return combine(other, Double::sum);
  }

  private Rate combine(Rate other, DoubleBinaryOperator operator) {
    long[] moments =
        Stream.concat(spans.stream(), other.spans.stream())
            .flatMapToLong(span -> LongStream.of(span.from(), span.until()))
            .sorted()
            .distinct()
            .toArray();
    List<Span> combined = new ArrayList<>();
    for (int i = 1; i < moments.length; i++) {
      long from = moments[i - 1];
      combined.add(new Span(from, moments[i], operator.applyAsDouble(at(from), other.at(from))));
    }
    return new Rate(combined);
  }

  private double at(long moment) {
    return spans.stream()
        .filter(span -> span.from() <= moment && moment < span.until())
        .mapToDouble(Span::perSecond)
        .findFirst()
        .orElse(0);
  }

  /** Returns the sum of its spans. */
  public double total() {
    return spans.stream().mapToDouble(Span::total).sum();
  }
}
