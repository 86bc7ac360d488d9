package dev.weir.settings;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Sets one value in the text of a YAML file, and leaves all else as it is: comments, order,
 * indentation and line ends. What the text means afterwards has to be checked by reading it: of
 * anchors and values of several lines it knows nothing.
 */
final class YamlEdit {

  /** What needs no quotes, wherever it stands. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final String text;
  private final String lineEnd;
  private String partPath = "";
  private @Nullable Node part;
  private @Nullable Node value;

  private YamlEdit(String text) {
    this.text = text;
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * Returns the text with another value of a key, which may be new.
   *
   * @param path the dotted key
   */
  static String set(String text, String path, String value) {
    YamlEdit edit = new YamlEdit(text);
    edit.look("", new Yaml(new LoaderOptions()).compose(new StringReader(text)), path);
    return edit.with(path, quoted(value));
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
  }

  /** Finds the value, or else the part with the longest path that it belongs to. */
  private void look(String at, @Nullable Node node, String path) {
    if (at.equals(path)) {
      value = node;
    } else if (at.isEmpty() || at.length() > partPath.length()) {
      partPath = at;
      part = node;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String name = at.isEmpty() ? key.getValue() : at + "." + key.getValue();
          if (name.equals(path) || path.startsWith(name + ".")) {
            look(name, tuple.getValueNode(), path);
          }
        }
      }
    }
  }

  private String with(String path, String newValue) {
    if (value != null) {
      int start = index(value.getStartMark());
      int end = index(value.getEndMark());
      return text.substring(0, start) + (start == end ? " " : "") + newValue + text.substring(end);
    }
    List<String> keys =
        List.of(path.substring(partPath.isEmpty() ? 0 : partPath.length() + 1).split("\\."));
    if (part == null) {
      String before = text.isEmpty() || text.endsWith("\n") ? text : text + lineEnd;
      return before + lines("", keys, newValue).substring(lineEnd.length()) + lineEnd;
    }
    if (part instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK) {
      return inserted(endOfLine(end(mapping)), lines(indentation(mapping), keys, newValue));
    }
    if (part instanceof MappingNode mapping) {
      boolean empty = mapping.getValue().isEmpty();
      int at = empty ? index(mapping.getStartMark()) + 1 : end(last(mapping).orElseThrow());
      return inserted(at, (empty ? "" : ", ") + flow(keys, newValue));
    }
    return inserted(index(part.getEndMark()), " {" + flow(keys, newValue) + "}");
  }

  private String inserted(int at, String more) {
    return text.substring(0, at) + more + text.substring(at);
  }

  /** Returns a line for each key, each within the one before. */
  private String lines(String indentation, List<String> keys, String newValue) {
    StringBuilder lines = new StringBuilder();
    String indented = indentation;
    for (String key : keys) {
      lines.append(lineEnd).append(indented).append(key).append(':');
      indented += "  ";
    }
    return lines.append(' ').append(newValue).toString();
  }

  private static String flow(List<String> keys, String newValue) {
    String innermost = keys.getLast() + ": " + newValue;
    return keys.reversed().stream()
        .skip(1)
        .reduce(innermost, (inner, key) -> key + ": {" + inner + "}");
  }

  private static String indentation(MappingNode block) {
    return " ".repeat(block.getValue().getFirst().getKeyNode().getStartMark().getColumn());
  }

  /** The mark at the end of a block stands behind the comments that follow it. */
  private int end(Node node) {
    boolean block =
        node instanceof CollectionNode<?> some && some.getFlowStyle() == FlowStyle.BLOCK;
    return block ? last(node).map(this::end).orElseThrow() : index(node.getEndMark());
  }

  private static Optional<Node> last(Node node) {
    if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      return Optional.of(mapping.getValue().getLast().getValueNode());
    }
    if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      return Optional.of(sequence.getValue().getLast());
    }
    return Optional.empty();
  }

  private int endOfLine(int index) {
    int end = index;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Marks count code points. */
  private int index(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}
