package dev.weir.lab;

import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.WarmUp;
import dev.weir.lab.tune.Advice;
import dev.weir.lab.tune.ClosedLoopTrial;
import dev.weir.lab.tune.Knee;
import dev.weir.lab.tune.LiveGate;
import dev.weir.lab.tune.LiveTrial;
import dev.weir.lab.tune.NoKneeException;
import dev.weir.lab.tune.Sample;
import dev.weir.lab.tune.Trial;
import dev.weir.lab.tune.Tuning;
import dev.weir.process.Signals;
import dev.weir.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Finds the number of permits with which a backend does best, and prints the settings. */
public final class TuneCommand {

  private static final int DONE = 0;
  private static final int NO_KNEE = 1;
  private static final int MOST = 1024;
  private static final int LARGEST_MOST = 10_000;
  private static final double MILLIS = 1_000;

  private final Flags flags;
  private final Stop stop;
  private final String gate;

  private TuneCommand(Flags flags, Stop stop) {
    this.flags = flags;
    this.stop = stop;
    this.gate = flags.text("--gate").orElse("default");
  }

  /**
   * Runs it.
   *
   * @return the exit code: 0, 1 if no knee was found, 130 after a signal
   * @throws SettingsException if an option can't be used
   */
  public static int run(List<String> args) throws IOException {
    if (args.contains("--help")) {
      System.out.print(help());
      return DONE;
    }
    Flags flags =
        Flags.read(
            args,
            List.of("--url", "--admin", "--token-file", "--gate", "--most"),
            List.of("--help"));
    Stop stop = new Stop();
    List.of("INT", "TERM", "HUP").forEach(signal -> Signals.handle(signal, stop::request));
    try {
      TuneCommand command = new TuneCommand(flags, stop);
      return flags.given("--admin") ? command.changeGate() : command.sendLoad();
    } catch (NoKneeException e) {
      System.err.println("weir: " + e.getMessage());
      return NO_KNEE;
    } catch (StoppedException e) {
      System.err.println("weir: stopped before the knee was found");
      return Comparison.STOPPED;
    }
  }

  private int sendLoad() throws NoKneeException, IOException, StoppedException {
    flags.refuse("--token-file", "only the admin port of a Weir, --admin, asks for a token");
    try (Connections connections = new Connections(flags.target("--url"))) {
      WarmUp.run(stop);
      return tune(new ClosedLoopTrial(connections, stop));
    }
  }

  private int changeGate() throws NoKneeException, IOException, StoppedException {
    flags.refuse("--url", "the load is yours where there is an --admin; give one of the two");
    URI admin = flags.url("--admin");
    String token = Files.readString(flags.file("--token-file")).strip();
    try (LiveGate live = new LiveGate(admin, gate, token)) {
      live.check();
      try {
        return tune(new LiveTrial(live, stop));
      } finally {
        live.permitsOfSettings();
      }
    }
  }

  private int tune(Trial trial) throws NoKneeException, IOException, StoppedException {
    int most = flags.wholeNumber("--most", 1, LARGEST_MOST).orElse((long) MOST).intValue();
    System.out.println("permits  served/s   latency");
    print(new Tuning(trial, most).run(TuneCommand::print));
    return DONE;
  }

  private static void print(Sample sample) {
    System.out.printf(
        Locale.ROOT,
        "%7d  %8.1f  %6.1f ms%n",
        sample.permits(),
        sample.perSecond(),
        sample.seconds() * MILLIS);
  }

  private void print(Knee knee) {
    System.out.printf(
        Locale.ROOT,
        """

        The knee is at %.1f requests at once, give or take %.1f: %.0f a second, each %.1f ms when alone.
        With fewer the backend idles; with more they wait for each other inside. For the settings file:

        """,
        knee.permits(),
        knee.error(),
        knee.perSecond(),
        knee.secondsAlone() * MILLIS);
    System.out.print(Advice.of(knee).lines(gate, knee));
  }

  private static String help() {
    return """
    Weir's tuning: measures a backend with more and more requests at once, finds the number at
    which goodput stops to grow and latency begins to, and prints it as lines of the settings
    file. It takes about a minute, in which the backend has all the load that it can do, and more.

    Usage: java -jar weir.jar tune --url=http://127.0.0.1:9000/path [--option=value ...]
           java -jar weir.jar tune --admin=http://127.0.0.1:9091 --token-file=FILE [...]

      --url=URL         sends the load: what to request, by GET, from the backend itself, without
                        Weir in between
      --admin=URL       changes the permits of a Weir that runs, under a load of your own, which
                        has to be more than the backend can do; at the end they are as before
      --token-file=F    the file of the token for the admin port, that of admin.token-file
      --gate=default    the gate whose permits are changed, and that the printed lines name
      --most=1024       the largest number to try
    """;
  }
}
