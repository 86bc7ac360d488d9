package dev.weir.edge;

import dev.weir.gate.GateLimits;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.LongFunction;

/**
 * The fields of a refusal that name the limit (draft-ietf-httpapi-ratelimit-headers). In a storm
 * one refusal after the other has the same, so the last of each is kept as it is written. Safe for
 * use by any thread.
 */
final class LimitFields {

  private static final HeaderName LIMIT = HeaderNames.create("RateLimit");
  private static final HeaderName POLICY = HeaderNames.create("RateLimit-Policy");

  private final Last policy;
  private final Last limit;

  /** Makes those of a gate, whose name is that of the policy. */
  LimitFields(String gate) {
    String name = '"' + gate + '"';
    policy =
        new Last(
            permits ->
                HeaderValues.createCached(
                    POLICY, name + ";q=" + permits + ";qu=\"concurrent-requests\""));
    limit = new Last(seconds -> HeaderValues.createCached(LIMIT, name + ";r=0;t=" + seconds));
  }

  /** Adds them; a gate without a bound on its permits has no limit that could be named. */
  void add(int permits, long retryAfterSeconds, ServerResponse response) {
    if (permits != GateLimits.UNBOUNDED) {
      response.header(policy.of(permits));
      response.header(limit.of(retryAfterSeconds));
    }
  }

  /** The field of the last number that there was. */
  private static final class Last {

    private record Kept(long number, Header field) {}

    private final LongFunction<Header> maker;
    private volatile Kept kept;

    Last(LongFunction<Header> maker) {
      this.maker = maker;
      this.kept = new Kept(0, maker.apply(0));
    }

    /** Threads with different numbers may each replace what the other has kept. */
    Header of(long number) {
      Kept last = kept;
      if (last.number() != number) {
        last = new Kept(number, maker.apply(number));
        kept = last;
      }
      return last.field();
    }
  }
}
