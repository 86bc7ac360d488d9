package dev.weir.monitoring;

import dev.weir.HttpText;
import dev.weir.RunningWeir;
import dev.weir.StubUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a live Weir has on /metrics: the name of every series, and the type of every family.
 *
 * @param names the names of the series, as queries use them
 * @param types the types of the families, by name
 * @param text all of it
 */
record Exposition(Set<String> names, Map<String, String> types, String text) {

  /** A file of settings with routes and gates, which have series of their own. */
  static final String ROUTES = "src/test/resources/dev/weir/monitoring/routes.yaml";

  static Exposition live() {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir =
            RunningWeir.with(
                "--config=" + ROUTES,
                "--backend.type=http",
                "--backend.http.url=" + upstream.url())) {
      upstream.responds(HttpText.head("HTTP/1.1 204 No Content"));
      weir.client().get("/endpoint");
      return of(weir.client().metrics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exposition of(String text) {
    Set<String> names =
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[{ ].*", ""))
            .collect(Collectors.toSet());
    Map<String, String> types =
        text.lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", 4))
            .collect(Collectors.toMap(words -> words[2], words -> words[3]));
    return new Exposition(names, types, text);
  }

  /** Returns which of these labels a series has. */
  Set<String> labels(String name, Set<String> any) {
    return any.stream()
        .filter(
            label ->
                Pattern.compile("(?m)^" + name + "\\{[^}]*\\b" + label + "=").matcher(text).find())
        .collect(Collectors.toSet());
  }

  /** Returns whether a series only ever grows, so that only its rate says something. */
  boolean counts(String name) {
    return "counter".equals(types.get(name))
        || Stream.of("_bucket", "_count", "_sum")
            .filter(name::endsWith)
            .map(suffix -> name.substring(0, name.length() - suffix.length()))
            .map(family -> types.getOrDefault(family, ""))
            .anyMatch(Set.of("histogram", "summary")::contains);
  }
}
