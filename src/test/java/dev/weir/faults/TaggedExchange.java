package dev.weir.faults;

import dev.weir.Seed;
import dev.weir.faults.SoundRequests.Sent;
import java.util.random.RandomGenerator;

/**
 * A request and its response, which both sides make up from the number in its path.
 *
 * @param method of the request
 * @param leaving how far its client goes
 * @param leavesAt after how many bytes it leaves, or goes on with the second piece
 */
record TaggedExchange(
    Sent request, String method, TaggedResponse response, Leaving leaving, int leavesAt) {

  /** When a client cuts its connection. */
  enum Leaving {
    NEVER,
    SENDING,
    READING
  }

  /** Returns the one with this number. */
  static TaggedExchange of(Seed seed, int number) {
    RandomGenerator random = seed.numbers(number);
    String connection = random.nextInt(4) == 0 ? "close" : "keep-alive";
    Sent request = new SoundRequests(random).of(number, connection);
    String line = request.meaning().line();
    String method = line.substring(0, line.indexOf(' '));
    TaggedResponse response = TaggedResponse.of(number, method, random);
    Leaving leaving =
        switch (random.nextInt(10)) {
          case 0 -> Leaving.SENDING;
          case 1 -> Leaving.READING;
          default -> Leaving.NEVER;
        };
    int bytes =
        leaving == Leaving.READING ? response.bytes().length() + 1 : request.bytes().length();
    return new TaggedExchange(request, method, response, leaving, random.nextInt(bytes));
  }
}
