package dev.weir.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormattersTest {

  private static final Formatter TEXT = new TextFormatter();
  private static final Formatter JSON = new JsonFormatter();

  private static LogRecord event(String message) {
    LogRecord event = new LogRecord(Level.WARNING, message);
    event.setInstant(Instant.parse("2026-11-06T08:09:03.007999Z"));
    event.setLoggerName("dev.weir.Some");
    return event;
  }

  private static LogRecord event(Throwable thrown) {
    LogRecord event = event("It failed");
    event.setThrown(thrown);
    return event;
  }

  @Test
  void anEventIsOneLineWithItsTimeAndZone() {
    assertThat(
        TEXT.format(event("It \"is\" so.")),
        is("2026-11-06T08:09:03.007Z WARNING dev.weir.Some It \"is\" so.\n"));
    assertThat(
        JSON.format(event("It \"is\" so.")),
        is(
            "{\"time\":\"2026-11-06T08:09:03.007Z\",\"level\":\"WARNING\",\"logger\":\"dev.weir.Some\","
                + "\"message\":\"It \\\"is\\\" so.\"}\n"));
  }

  @Test
  void parametersAreFilledIn() {
    LogRecord event = event("{0} is gone");
    event.setParameters(new Object[] {"It"});
    assertThat(TEXT.format(event), containsString(" It is gone\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "SEVERE,ERROR",
    "WARNING,WARNING",
    "INFO,INFO",
    "CONFIG,DEBUG",
    "FINE,DEBUG",
    "FINEST,DEBUG"
  })
  void levelsHaveTheNamesThatTheSettingsHave(String level, String name) {
    LogRecord event = event("x");
    event.setLevel(Level.parse(level));
    assertThat(TEXT.format(event), containsString("Z " + name + " dev"));
  }

  @ParameterizedTest
  @EnumSource
  void nothingFromOutsideEndsTheLineOrSteersATerminal(LogFormat format) {
    String forged = "a\r\n2026-11-26T18:29:28.123Z INFO b\u2028c\u0085d\u001b[2Je\u202ef\tg";
    for (LogRecord event : new LogRecord[] {event(forged), event(new IOException(forged))}) {
      String line = format.events().format(event);
      assertThat(line.indexOf('\n'), is(line.length() - 1));
      assertThat(line.strip().chars().anyMatch(Character::isISOControl), is(false));
      assertThat(line, not(containsString("\u2028")));
      assertThat(line, not(containsString("\u202e")));
      assertThat(line, containsString("a\\r\\n2026"));
    }
  }

  @Test
  void anExceptionAndItsCausesAreInTheSameLine() {
    IOException cause = new IOException("broken pipe");
    assertThat(
        TEXT.format(event(new UncheckedIOException("no write", cause))),
        is(
            "2026-11-06T08:09:03.007Z WARNING dev.weir.Some It failed: java.io.UncheckedIOException:"
                + " no write; caused by java.io.IOException: broken pipe\n"));
    assertThat(
        JSON.format(event(cause)),
        containsString(",\"exception\":\"java.io.IOException: broken pipe\"}"));
  }

  @ParameterizedTest
  @EnumSource
  void onlyABugHasAStackTrace(LogFormat format) {
    Throwable bug = new IOException(new IllegalStateException("a bug"));
    Throwable outside = new IllegalStateException(new IOException("gone"));
    String trace = "\\n\\tat dev.weir.log.FormattersTest";
    assertThat(format.events().format(event(bug)), containsString(trace));
    assertThat(format.events().format(event(outside)), not(containsString(trace)));
  }

  @Test
  void aLineForProgramsSaysWhatItsThreadIsAt() {
    Formatter traced = LogFormat.JSON.events(line -> line.text("traceId", "7a"));
    assertThat(traced.format(event("x")), containsString(",\"message\":\"x\",\"traceId\":\"7a\"}"));
  }

  @Test
  void aCircleOfCausesHasAnEnd() {
    Exception first = new Exception("first");
    first.initCause(new IOException("second", first));
    assertThat(TEXT.format(event(first)), startsWith("2026"));
  }

  @Test
  void fieldsAreWordsOfTextAndMembersOfJson() {
    assertThat(fields(LogFormat.TEXT), is("path=/a\\u0020b\\\\c\\n n=7 ms=1.3 none=-"));
    assertThat(fields(LogFormat.JSON), is("{\"path\":\"/a b\\\\c\\n\",\"n\":7,\"ms\":1.3}"));
  }

  private static String fields(LogFormat format) {
    return format
        .line()
        .text("path", "/a b\\c\n")
        .number("n", 7)
        .millis("ms", 1_250_000)
        .none("none")
        .end();
  }
}
