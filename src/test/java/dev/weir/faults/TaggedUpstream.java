package dev.weir.faults;

import dev.weir.Seed;
import dev.weir.StubUpstream;
import dev.weir.faults.SoundRequests.Sent;
import dev.weir.faults.StrictReader.AmbiguousException;
import dev.weir.faults.StrictReader.Request;
import dev.weir.faults.StrictReader.RequestHead;
import dev.weir.faults.TaggedResponse.Conduct;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream that sends each request its {@link TaggedResponse}, with all that is wrong with it.
 *
 * @param wrong takes what should not have come
 */
record TaggedUpstream(Seed seed, Queue<String> wrong) implements StubUpstream.Conduct {

  private static final Pattern NUMBER = Pattern.compile("\\S+ /r/(\\d+).*");

  @Override
  public void meet(Socket connection) throws IOException {
    StrictReader reader =
        new StrictReader(
            new BufferedInputStream(connection.getInputStream()), StrictReader.Extras.REFUSED);
    try {
      while (serve(connection, reader)) {
        // The next one comes.
      }
    } catch (AmbiguousException e) {
      wrong.add("was forwarded: " + e.getMessage());
    }
  }

  /** Returns whether another request may follow. */
  private boolean serve(Socket connection, StrictReader reader) throws IOException {
    RequestHead head = reader.requestHead();
    Matcher number = NUMBER.matcher(head.line());
    if (!number.matches()) {
      wrong.add("was forwarded: " + head);
      return false;
    }
    TaggedExchange exchange = TaggedExchange.of(seed, Integer.parseInt(number.group(1)));
    TaggedResponse response = exchange.response();
    if (response.conduct() == Conduct.EARLY) {
      StubUpstream.write(connection, response.bytes());
    }
    check(exchange.request(), new Request(head.line(), reader.body(head)));
    if (response.conduct() != Conduct.EARLY) {
      // What comes unasked is in the same write: before it no other request can have been sent.
      StubUpstream.write(connection, response.bytes());
    }
    connection.setSoLinger(response.conduct() == Conduct.RESET, 0);
    return response.keptOpen();
  }

  private void check(Sent sent, Request came) {
    if (!came.equals(sent.meaning())) {
      wrong.add(sent.bytes() + "\n=> was forwarded as " + came);
    }
  }
}
