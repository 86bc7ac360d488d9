package dev.weir.log;

/** A line that is an object of JSON; a field without a value is left out. */
final class JsonLine extends LogLine {

  JsonLine() {
    line.append('{');
  }

  @Override
  StringBuilder begin(String name) {
    if (line.length() > 1) {
      line.append(',');
    }
    return line.append('"').append(name).append("\":");
  }

  @Override
  public LogLine text(String name, String value) {
    begin(name).append('"');
    Escapes.appendJson(line, value);
    line.append('"');
    return this;
  }

  @Override
  public LogLine none(String name) {
    return this;
  }

  @Override
  public String end() {
    return line.append('}').toString();
  }
}
