package dev.weir.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings that were given and change nothing, each in a sentence that says why. A default that
 * changes nothing is only mentioned if a value that was given takes its effect away.
 */
final class WithoutEffect {

  private WithoutEffect() {}

  /** Returns the sentences, in the order of the keys; the first reason is enough for each. */
  static List<String> of(Settings settings, Values values) {
    Map<String, String> reasons = new HashMap<>();
    rules(settings, values)
        .filter(rule -> rule.given().isEmpty() || rule.given().stream().anyMatch(values::isGiven))
        .filter(Rule::holds)
        .forEach(rule -> reasons.putIfAbsent(rule.key(), rule.because()));
    return keys(values)
        .filter(reasons::containsKey)
        .map(key -> said(key, values) + " has no effect because " + reasons.get(key))
        .map(SettingsException::oneLine)
        .toList();
  }

  private static Stream<String> keys(Values values) {
    Stream<String> ofItems =
        Stream.of(Item.GATE, Item.ROUTE)
            .flatMap(kind -> values.items(kind).stream())
            .flatMap(item -> Stream.concat(Stream.of(item.path()), values.keys(item)));
    return Stream.concat(values.keys().stream(), ofItems);
  }

  private static String said(String key, Values values) {
    return Item.of(key)
        .filter(item -> item.path().equals(key))
        .map(values::said)
        .orElseGet(() -> values.said(key));
  }

  private static Stream<Rule> rules(Settings settings, Values values) {
    return Stream.of(
            settings.admin().rules(),
            GateRules.of(settings, values),
            RouteRules.of(settings, values),
            BackendRules.of(settings.backend(), values.keys()),
            ClusterRules.of(settings.cluster(), values.keys()))
        .flatMap(rules -> rules);
  }
}
