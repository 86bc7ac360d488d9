package dev.weir.settings;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of all keys as they are written, to tell what is different at another time. The keys
 * of a route have its name in place of its number: a route that has moved is no other.
 */
public final class GivenValues {

  /** As many bits as a number of a metric can hold exactly. */
  private static final int FINGERPRINT_BYTES = 6;

  private final Layers layers;
  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  private GivenValues(Layers layers) {
    this.layers = layers;
    layers.keys().paths().forEach(key -> values.put(key, layers.given(key).value()));
    List.of(Item.GATE, Item.ROUTE).forEach(this::add);
  }

  static GivenValues of(Layers layers) {
    return new GivenValues(layers);
  }

  Layers layers() {
    return layers;
  }

  /**
   * Returns the values of a gate, as they are written.
   *
   * @return the values by the keys that a gate with a name has in the file, such as {@code permits}
   */
  public SequencedMap<String, String> ofGate(String name) {
    Item gate = Item.gate(name).orElse(Item.DEFAULT_GATE);
    SequencedMap<String, String> own = new LinkedHashMap<>();
    layers
        .keys()
        .pathsOf(gate)
        .forEach(path -> own.put(gate.keyWithin(path), layers.given(path).value()));
    return own;
  }

  /** Returns the value of a key as it is written; empty if there is no such key. */
  public Optional<String> valueOf(String path) {
    return Optional.ofNullable(values.get(path));
  }

  /**
   * Refuses keys whose values come from a place that is stronger than the files.
   *
   * @throws SettingsException if there is one
   */
  public void refuseStrongerThanFiles(Collection<String> keys) {
    for (String key : keys) {
      if (layers.isGiven(key) && !layers.given(key).equals(layers.ofFiles().get(key))) {
        throw new SettingsException(
            layers.said(key) + " is stronger than the settings file; change it there");
      }
    }
  }

  /**
   * Refuses other values than these.
   *
   * @throws SettingsException if a key has another one
   */
  public void refuseOtherThan(Map<String, String> wanted) {
    wanted.forEach(
        (key, value) -> {
          if (!layers.given(key).value().equals(value)) {
            throw new SettingsException(layers.said(key) + " is stronger than what was written");
          }
        });
  }

  /** Returns whether all values are the same. */
  public boolean isSameAs(GivenValues other) {
    return values.equals(other.values);
  }

  /** Returns the path of a key of a gate, by the gate's name and the key within it. */
  public static String pathOf(String gate, String key) {
    return Item.gate(gate).orElse(Item.DEFAULT_GATE).path() + "." + key;
  }

  private void add(String kind) {
    Map<String, Item> byName = new LinkedHashMap<>();
    layers.items().keySet().stream()
        .filter(item -> item.kind().equals(kind) && !name(item).isEmpty())
        .forEach(item -> byName.put(name(item), item));
    values.put(kind.equals(Item.GATE) ? "gates" : "routes", String.join(", ", byName.keySet()));
    byName.forEach(this::add);
  }

  private void add(String name, Item item) {
    String begin = item.kind().equals(Item.GATE) ? item.path() : "routes[" + name + "]";
    layers
        .keys()
        .pathsOf(item)
        .forEach(
            path ->
                values.put(
                    begin + path.substring(item.path().length()), layers.given(path).value()));
  }

  private String name(Item item) {
    return item.kind().equals(Item.GATE)
        ? item.gateName()
        : layers.given(item.path() + ".name").value();
  }

  /** Returns what is different there; of an item that is in one of both only that it is. */
  List<SettingChange> changesTo(GivenValues next) {
    List<SettingChange> changes = new ArrayList<>();
    values.forEach(
        (key, before) -> {
          String after = next.values.get(key);
          if (after != null && !after.equals(before)) {
            changes.add(new SettingChange(key, before, after));
          }
        });
    return changes;
  }

  /** Returns a sentence for each value of the files that is another one there, to no effect. */
  List<String> changesWithoutEffect(GivenValues next) {
    return next.overridden()
        .filter(entry -> isAnother(entry.getKey(), entry.getValue()))
        .map(entry -> next.withoutEffect(entry.getKey(), entry.getValue()))
        .map(SettingsException::oneLine)
        .toList();
  }

  private Stream<Map.Entry<String, Given>> overridden() {
    return layers.ofFiles().entrySet().stream()
        .filter(entry -> !entry.getValue().equals(layers.given(entry.getKey())))
        .sorted(Map.Entry.comparingByKey());
  }

  private boolean isAnother(String key, Given given) {
    Given here = layers.ofFiles().get(key);
    return here == null || !here.value().equals(given.value());
  }

  private String withoutEffect(String key, Given ofFile) {
    return Layers.said(key, ofFile) + " has no effect because " + layers.said(key) + " is stronger";
  }

  /**
   * Returns a number that is the same for the same values, and hardly ever for others. Secrets are
   * left out: the number is shown to more people than they are.
   */
  public long fingerprint() {
    String text =
        values.entrySet().stream()
            .filter(entry -> !KnownKeys.isSecret(entry.getKey()))
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    byte[] digest = sha256(text.getBytes(StandardCharsets.UTF_8));
    return new BigInteger(1, Arrays.copyOf(digest, FINGERPRINT_BYTES)).longValueExact();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
