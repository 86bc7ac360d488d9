package dev.weir.trace;

import dev.weir.WeirProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the jar with variables in its environment. */
final class TracedProcess {

  private TracedProcess() {}

  static WeirProcess start(Map<String, String> environment, String... flags) throws IOException {
    return start(environment, List.of(), flags);
  }

  static WeirProcess start(Map<String, String> environment, List<String> jvm, String... flags)
      throws IOException {
    String exports =
        environment.entrySet().stream()
            .map(each -> "export " + each.getKey() + "='" + each.getValue() + "'")
            .collect(Collectors.joining("; "));
    return WeirProcess.start(exports.isEmpty() ? "true" : exports, jvm, flags);
  }
}
