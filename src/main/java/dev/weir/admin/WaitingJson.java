package dev.weir.admin;

import static java.util.stream.Collectors.groupingBy;

import dev.weir.edge.ActiveView;
import dev.weir.edge.ActiveView.Stage;
import io.helidon.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who waits at one gate.
 *
 * @param active its requests that are under way
 */
record WaitingJson(List<ActiveView> active) {

  private static final int MOST_CALLERS = 20;

  /** The name of a caller is what a client has sent, and may be as long as a field. */
  private static final int LONGEST_NAME = 200;

  /** The requests of one route, or of one caller. */
  private record Group(String name, List<ActiveView> requests) {

    long at(Stage stage) {
      return in(stage).count();
    }

    long oldestMillis() {
      return Json.millis(in(Stage.WAITING).mapToLong(ActiveView::underWayNanos).max().orElse(0));
    }

    private Stream<ActiveView> in(Stage stage) {
      return requests.stream().filter(request -> request.stage() == stage);
    }
  }

  List<JsonObject> byRoute() {
    return waiting(ActiveView::route)
        .map(
            route ->
                JsonObject.builder()
                    .set("route", route.name())
                    .set("waiting", route.at(Stage.WAITING))
                    .set("oldestMs", route.oldestMillis())
                    .build())
        .toList();
  }

  /** Returns the callers of whom the most requests wait. */
  List<JsonObject> byCaller() {
    return waiting(ActiveView::caller)
        .limit(MOST_CALLERS)
        .map(
            caller ->
                JsonObject.builder()
                    .set("caller", shortened(caller.name()))
                    .set("waiting", caller.at(Stage.WAITING))
                    .set("inside", caller.at(Stage.INSIDE))
                    .set("oldestMs", caller.oldestMillis())
                    .build())
        .toList();
  }

  private Stream<Group> waiting(Function<ActiveView, String> key) {
    Map<String, List<ActiveView>> groups = active.stream().collect(groupingBy(key));
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .filter(group -> group.at(Stage.WAITING) > 0)
        .sorted(
            Comparator.comparingLong((Group group) -> group.at(Stage.WAITING))
                .reversed()
                .thenComparing(Group::name));
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
