package dev.weir.log;

/** A line that is an object of JSON; a field without a value is left out. */
final class JsonLine implements LogLine {

  private static final int USUAL_LENGTH = 512;

  private final StringBuilder line = new StringBuilder(USUAL_LENGTH).append('{');

  @Override
  public LogLine text(String name, String value) {
    begin(name).append('"');
    Escapes.appendJson(line, value);
    line.append('"');
    return this;
  }

  @Override
  public LogLine number(String name, long value) {
    begin(name).append(value);
    return this;
  }

  @Override
  public LogLine millis(String name, long nanos) {
    Decimals.appendMillis(begin(name), nanos);
    return this;
  }

  @Override
  public LogLine none(String name) {
    return this;
  }

  private StringBuilder begin(String name) {
    if (line.length() > 1) {
      line.append(',');
    }
    return line.append('"').append(name).append("\":");
  }

  @Override
  public String end() {
    return line.append('}').toString();
  }
}
