package dev.weir;

import dev.weir.lab.Lab;
import dev.weir.lab.TuneCommand;
import dev.weir.log.Logs;
import dev.weir.process.LastResort;
import dev.weir.process.NameCache;
import dev.weir.process.Signals;
import dev.weir.process.StopRequests;
import dev.weir.reload.Reload;
import dev.weir.reload.WatchedSettings;
import dev.weir.settings.Help;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsSource;
import dev.weir.wire.tls.NoReverseLookups;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Weir as a process: from the command line to the exit code. 0 after a stop that was asked for, 2
 * for settings that can't be used; the lab has some more.
 */
final class CommandLine {

  private static final int LAB_FAILED = 1;
  private static final int BAD_SETTINGS = 2;

  private CommandLine() {}

  static void run(String[] args) {
    List<String> flags = List.of(args);
    if (!flags.isEmpty() && flags.getFirst().equals("lab")) {
      lab(() -> Lab.run(flags.subList(1, flags.size()), Server.version()));
    } else if (!flags.isEmpty() && flags.getFirst().equals("tune")) {
      lab(() -> TuneCommand.run(flags.subList(1, flags.size())));
    } else if (flags.contains("--help")) {
      System.out.print(Help.text());
    } else if (flags.contains("--version")) {
      System.out.println("Weir " + Server.version());
    } else if (!flags.isEmpty() && flags.getFirst().equals("check")) {
      check(flags.subList(1, flags.size()));
    } else {
      serve(flags);
    }
  }

  private interface LabCommand {

    int run() throws IOException;
  }

  private static void lab(LabCommand command) {
    NameCache.keepForSeconds();
    try {
      System.exit(command.run());
    } catch (SettingsException e) {
      refuse(e);
    } catch (IOException e) {
      System.err.println("weir: the lab can't go on: " + e);
      System.exit(LAB_FAILED);
    }
  }

  private static void check(List<String> flags) {
    try {
      SettingsCheck check = new SettingsCheck(source(flags));
      System.out.println(check.run());
    } catch (SettingsException e) {
      refuse(e);
    }
  }

  private static SettingsSource source(List<String> flags) {
    return new SettingsSource(flags, System.getenv(), System.getProperties());
  }

  private static void refuse(SettingsException e) {
    System.err.println("weir: " + e.getMessage());
    System.exit(BAD_SETTINGS);
  }

  private static void serve(List<String> flags) {
    Logs.prepare();
    HeadStart headStart = HeadStart.begin();
    StopRequests requests = new StopRequests(System::nanoTime, CommandLine::exit);
    requests.listen();
    try {
      WatchedSettings watched = WatchedSettings.of(source(flags));
      ReadSettings read = watched.read();
      headStart.await();
      ListenAddresses.check(read.settings());
      Logs logs = Server.logs(read.settings());
      logs.announce(
          "Weir " + Server.version() + " starting on Java " + Runtime.version().feature());
      logs.begin(read.settings().log().least());
      read.notes().forEach(Logger.getLogger("dev.weir")::warning);
      LastResort lastResort = new LastResort(Logs::logEndOf, logs::flush);
      Thread.setDefaultUncaughtExceptionHandler(lastResort);
      stopWithStarter(requests);
      start(watched, logs, requests, lastResort);
    } catch (SettingsException e) {
      refuse(e);
    }
  }

  /**
   * A program that starts a Weir for some minutes may be killed, and could not stop it then. Its id
   * is given rather than asked for: if it is gone already, the parent is another process.
   */
  private static void stopWithStarter(StopRequests requests) {
    Long starter = Long.getLong("weir.stop-with");
    if (starter != null) {
      Thread.ofVirtual()
          .name("weir-starter")
          .start(() -> stopWith(ProcessHandle.of(starter), requests));
    }
  }

  private static void stopWith(Optional<ProcessHandle> starter, StopRequests requests) {
    starter.ifPresent(process -> process.onExit().join());
    requests.request();
  }

  /** A stop that was asked for is a success; the JVM would exit with the number of the signal. */
  private static void exit() {
    System.exit(0);
  }

  /**
   * By renegotiation a client of TLS 1.2 can ask for one handshake after another on one connection,
   * each of which costs the server more than the client (RFC 9325, section 3.5). The JDK reads this
   * before its first handshake as a server, and for the whole process.
   */
  private static void refuseRenegotiation() {
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private static void start(
      WatchedSettings watched, Logs logs, StopRequests requests, LastResort lastResort) {
    Settings settings = watched.read().settings();
    if (settings.server().tls().isPresent()) {
      NoReverseLookups.begin();
      refuseRenegotiation();
    }
    Server weir = new Server(settings, logs, System.getenv());
    Reload reload = weir.reload(watched, requests::request);
    WebServer server = WebServer.builder().update(weir::setup).build();
    if (watched.mayChange()) {
      // Before a client can see that Weir has started: until then a SIGHUP is ignored.
      reload.watch();
      Signals.handle("HUP", reload::read);
    }
    server.start();
    ListenAddresses addresses = ListenAddresses.of(settings, server);
    addresses.awaitFirstResponse();
    ListenerWatch watch =
        new ListenerWatch(
            addresses.all(), address -> lastResort.end("the listener on " + address + " ended"));
    Runnable stop =
        () -> {
          watch.close();
          reload.close();
          server.stop();
        };
    requests.action(weir.stopping(stop, CommandLine::exit)::ask);
    logs.announce(new StartLine(weir, settings, addresses).toString());
  }
}
