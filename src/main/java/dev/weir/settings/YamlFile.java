package dev.weir.settings;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML file as a list of dotted keys, {@code a[0].b} within a list. Values stay as they are
 * written: no {@code 012} becomes a 10. A list of values is one value with commas between where a
 * key takes several. What is empty has an empty value.
 */
final class YamlFile {

  /** One value of the file, and the line it stands in. */
  record Entry(String path, String value, int line) {}

  private final String name;
  private final Predicate<String> takesLists;
  private final List<Entry> entries = new ArrayList<>();

  private YamlFile(String name, Predicate<String> takesLists) {
    this.name = name;
    this.takesLists = takesLists;
  }

  /** Reads a file where no key takes a list. */
  static List<Entry> read(Reader yaml, String name) {
    return read(yaml, name, key -> false);
  }

  /**
   * Reads a file to its end.
   *
   * @param name the name of the file in complaints
   * @param takesLists whether the values of a list belong to one key
   * @throws SettingsException if it is not YAML, or holds anything but keys with values, nested or
   *     in lists
   */
  static List<Entry> read(Reader yaml, String name, Predicate<String> takesLists) {
    YamlFile file = new YamlFile(name, takesLists);
    try {
      Node root = compose(yaml);
      if (root != null) {
        file.add("", root);
      }
    } catch (MarkedYAMLException e) {
      throw file.complaint(e.getProblemMark().getLine() + 1, "this is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      // Without a line: bytes that are no text, or too many levels.
      throw new SettingsException(name + ": this is not YAML: " + e.getMessage());
    }
    return file.entries;
  }

  /** What a {@code Yaml} does, without all that it loads to write one. */
  private static @Nullable Node compose(Reader yaml) {
    LoaderOptions options = new LoaderOptions();
    return new Composer(new ParserImpl(new StreamReader(yaml), options), new Resolver(), options)
        .getSingleNode();
  }

  private void add(String path, Node node) {
    if (node.isTwoStepsConstruction()) {
      throw complaint(line(node), "a part of this file can't hold itself; write it out");
    }
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(tuple -> add(path, tuple));
    } else if (path.isEmpty()) {
      throw complaint(line(node), "only keys with values belong here, such as permits: 8");
    } else if (node instanceof SequenceNode sequence
        && takesLists.test(path)
        && isOfValues(sequence)) {
      add(new Entry(path, joined(sequence), line(node)));
    } else if (node instanceof SequenceNode sequence) {
      add(path, sequence.getValue());
    } else if (node instanceof ScalarNode scalar) {
      add(new Entry(path, scalar.getValue(), line(node)));
    }
    if (node instanceof CollectionNode<?> some && some.getValue().isEmpty() && !path.isEmpty()) {
      add(new Entry(path, "", line(node)));
    }
  }

  private static boolean isOfValues(SequenceNode sequence) {
    List<Node> nodes = sequence.getValue();
    return !nodes.isEmpty() && nodes.stream().allMatch(ScalarNode.class::isInstance);
  }

  private static String joined(SequenceNode sequence) {
    return sequence.getValue().stream()
        .map(node -> ((ScalarNode) node).getValue())
        .collect(Collectors.joining(", "));
  }

  private void add(String path, List<Node> nodes) {
    for (int index = 0; index < nodes.size(); index++) {
      add(path + "[" + index + "]", nodes.get(index));
    }
  }

  private void add(String path, NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      throw complaint(line(tuple.getKeyNode()), "a key must be a word");
    }
    String name = key.getValue();
    add(path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
  }

  private void add(Entry entry) {
    for (Entry earlier : entries) {
      if (earlier.path().equals(entry.path())) {
        throw complaint(
            entry.line(),
            entry.path() + " is already set in line " + earlier.line() + "; keep one");
      }
    }
    entries.add(entry);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private SettingsException complaint(int line, String text) {
    return new SettingsException(name + ", line " + line + ": " + text);
  }
}
