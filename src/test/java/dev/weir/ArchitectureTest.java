package dev.weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.UpdateEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may import whom; docs/architecture.md says the same in words. */
@AnalyzeClasses(packages = "dev.weir", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String GATE = "dev.weir.gate";
  private static final String STRATEGY = "dev.weir.gate.strategy";
  private static final String QUEUE = "dev.weir.gate.queue";
  private static final String ESTIMATE = "dev.weir.gate.estimate";

  /**
   * One idea in two files each: the members of a list are its links; a gate reads its strategy,
   * which opens it.
   */
  private static final List<String> CIRCLES =
      List.of(
          "gate.queue.Holding gate.queue.Holdings",
          "gate.queue.Waiter gate.queue.Waiters",
          "gate.strategy.PermitGate gate.strategy.Strategy");

  @ArchTest static final ArchRule theCoreKnowsJavaOnly = coreOnly(GATE);

  @ArchTest static final ArchRule theAuditKnowsTheGate = coreOnly("dev.weir.gate.audit", GATE);

  @ArchTest
  static final ArchRule theShadowsKnowTheGateAndItsStrategies =
      coreOnly("dev.weir.gate.shadow", GATE, STRATEGY);

  @ArchTest
  static final ArchRule theQueueKnowsTheGateAndTheEstimates = coreOnly(QUEUE, GATE, ESTIMATE);

  @ArchTest static final ArchRule theEstimatesKnowTheGate = coreOnly(ESTIMATE, GATE);

  @ArchTest
  static final ArchRule theStrategiesKnowTheGateTheQueueAndTheEstimates =
      coreOnly(STRATEGY, GATE, QUEUE, ESTIMATE);

  @ArchTest
  static final ArchRule onlyStrategiesKnowTheQueueAndTheEstimates =
      noClasses()
          .that()
          .resideOutsideOfPackages(STRATEGY, QUEUE, ESTIMATE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(QUEUE, ESTIMATE);

  @ArchTest
  static final ArchRule onlyStrategiesAreVisible =
      classes()
          .that()
          .resideInAPackage(STRATEGY)
          .and()
          .arePublic()
          .should()
          .beAssignableTo(Strategy.class)
          .orShould()
          .beAssignableTo(UpdatableGate.class)
          .orShould()
          .be(UpdateEffect.class);

  @ArchTest static final ArchRule addressesKnowNothingOfOurs = onlyOurs("address");

  @ArchTest static final ArchRule filesKnowNothingOfOurs = onlyOurs("file");

  @ArchTest static final ArchRule pagesKnowNothingOfOurs = onlyOurs("html");

  @ArchTest static final ArchRule certificatesKnowTheirFiles = onlyOurs("tls", "file");

  @ArchTest static final ArchRule timeLimitsKnowNothingOfOurs = onlyOurs("time");

  @ArchTest static final ArchRule logsKnowNothingOfOurs = onlyOurs("log");

  @ArchTest
  static final ArchRule aBackendKnowsAddressesCertificatesAndTimeLimits =
      onlyOurs("backend", "address", "file", "time", "tls");

  @ArchTest static final ArchRule problemsKnowNothingOfOurs = onlyOurs("problem");

  @ArchTest
  static final ArchRule theWireKnowsProblemsCertificatesAndTimeLimits =
      onlyOurs("wire", "file", "problem", "time", "tls");

  @ArchTest static final ArchRule routesKnowTheGate = onlyOurs("routing", "gate");

  @ArchTest static final ArchRule theClusterKnowsTheGate = onlyOurs("cluster", "gate");

  @ArchTest
  static final ArchRule theEdgeKnowsRoutesGateBackendAndWire =
      onlyOurs("edge", "address", "gate", "backend", "log", "problem", "routing", "time", "wire");

  @ArchTest
  static final ArchRule metricsKnowWhatTheyObserve =
      onlyOurs(
          "metrics", "gate", "backend", "cluster", "edge", "problem", "reload", "trace", "wire");

  @ArchTest
  static final ArchRule tracesKnowTheEdge = onlyOurs("trace", "backend", "edge", "gate", "time");

  @ArchTest
  static final ArchRule onlyTracesKnowOpenTelemetry =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.weir.trace")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule settingsKnowWhatIsSet =
      onlyOurs(
          "settings",
          "address",
          "backend",
          "cluster",
          "gate",
          "log",
          "routing",
          "time",
          "tls",
          "wire");

  @ArchTest
  static final ArchRule aReloadKnowsFilesSettingsAndTheGate =
      onlyOurs("reload", "file", "gate", "settings", "time");

  /** It shows what there is, as the metrics do: copies of all that would say everything twice. */
  @ArchTest
  static final ArchRule theAdminApiKnowsWhatItShows =
      onlyOurs(
          "admin",
          "address",
          "backend",
          "cluster",
          "edge",
          "gate",
          "html",
          "metrics",
          "problem",
          "reload",
          "routing",
          "settings",
          "time");

  @ArchTest
  static final ArchRule onlyTheServerKnowsTheAdminApi =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.weir", "dev.weir.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.weir.admin..");

  @ArchTest
  static final ArchRule theLabKnowsSettingsTheGatePagesAndSignals =
      onlyOurs("lab", "settings", "gate", "html", "process");

  @ArchTest
  static final ArchRule theProcessKnowsTheEdgeTheGateAndSettings =
      onlyOurs("process", "cluster", "edge", "gate", "settings", "time");

  @ArchTest
  static final ArchRule thereAreNoCycles =
      slices().matching("dev.weir.(**)").should().beFreeOfCycles();

  /** Two such classes can only be understood together. */
  @ArchTest
  static void noTwoClassesDependOnEachOther(JavaClasses classes) {
    Map<String, Set<String>> known = new TreeMap<>();
    for (JavaClass from : classes) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        known
            .computeIfAbsent(file(from), name -> new TreeSet<>())
            .add(file(dependency.getTargetClass()));
      }
    }
    List<String> circles = new ArrayList<>();
    known.forEach(
        (one, others) ->
            others.stream()
                .filter(other -> one.compareTo(other) < 0)
                .filter(other -> known.getOrDefault(other, Set.of()).contains(one))
                .forEach(other -> circles.add(one + " " + other)));
    circles.removeAll(CIRCLES);
    assertThat(circles, empty());
  }

  private static String file(JavaClass some) {
    return some.getName().replaceFirst("[$\\[].*", "").replaceFirst("^dev\\.weir\\.", "");
  }

  @ArchTest
  static final ArchRule nothingPinsItsCarrier =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .orShould()
          .callMethod(Object.class, "wait");

  @ArchTest
  static final ArchRule noMethodIsSynchronized =
      methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule theCoreTakesItsTimeFromOutside =
      noClasses()
          .that()
          .resideInAPackage("dev.weir.gate..")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Instant");

  @ArchTest
  static final ArchRule theWireAndItsTimeoutsTakeTheirTimeFromOutside =
      noClasses()
          .that()
          .resideInAnyPackage("dev.weir.time..", "dev.weir.wire..")
          .should()
          .callMethod(System.class, "nanoTime");

  /** A package of the core depends on Java, on itself and on these others only. */
  private static ArchRule coreOnly(String name, String... others) {
    // The null annotations are read by the compiler's checker only; none of them is loaded.
    Stream<String> known = Stream.of("java..", "org.jspecify.annotations", name);
    return classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(Stream.concat(known, Stream.of(others)).toArray(String[]::new));
  }

  /** A package depends, among ours, on itself and on these others only. */
  private static ArchRule onlyOurs(String name, String... others) {
    String[] foreign =
        Stream.of(
                "address",
                "backend",
                "edge",
                "file",
                "gate",
                "html",
                "log",
                "metrics",
                "problem",
                "process",
                "reload",
                "settings",
                "lab",
                "time",
                "tls",
                "trace",
                "wire")
            .filter(other -> !other.equals(name) && !List.of(others).contains(other))
            .map(other -> "dev.weir." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("dev.weir." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("dev.weir");
  }
}
