package dev.weir.admin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.Eventually;
import dev.weir.browser.Chromium;
import dev.weir.browser.Tab;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page makes of a state, in a real browser; there is no Weir behind it. */
class ConsolePageIT {

  /** What the tests below write in: states of a Weir, some seconds after the first. */
  private static final String STATES =
      """
      /** Shows the state of so many seconds later, with this difference. */
      function after(seconds, change = () => {}) {
        const state = structuredClone(first);
        state.time = new Date(Date.parse(first.time) + 1000 * seconds).toISOString();
        change(state, state.gates[0], state.gates[0].totals);
        receive(state);
        show();
      }
      const tile = (at) => document.querySelectorAll('#tiles .figure')[at].textContent;
      const row = (at) => document.querySelector('#gates tbody').rows[at];
      const said = () => byId('banners').textContent;
      """;

  private static Optional<Chromium> chromium = Optional.empty();
  private static ConsoleServer server;
  private static String state;

  @BeforeAll
  static void start() throws Exception {
    server = ConsoleServer.start();
    try (InputStream in = ConsolePageIT.class.getResourceAsStream("state.json")) {
      state = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    chromium = Chromium.find();
    Assumptions.assumeTrue(chromium.isPresent(), "Chromium is not installed");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    if (chromium.isPresent()) {
      chromium.get().remove();
    }
  }

  private static Tab open(int width, String colourScheme) throws Exception {
    Tab tab = chromium.orElseThrow().tab(width, colourScheme);
    tab.open(server.page(), "document.readyState === 'complete'");
    tab.run("const first = " + state);
    tab.run(STATES);
    return tab;
  }

  private static Tab open() throws Exception {
    return open(1440, "light");
  }

  /** There are no events here, which the browser says; all else would be a fault of the page. */
  private static void assertInOrder(Tab tab) throws Exception {
    assertThat(
        tab.complaints().stream()
            .filter(complaint -> !complaint.contains("\"source\":\"network\""))
            .toList(),
        empty());
    assertThat(
        "the page does not scroll sideways",
        tab.is("document.documentElement.scrollWidth <= innerWidth"));
  }

  @Test
  void ratesAndPercentilesAreOfTheLastSeconds() throws Exception {
    Tab tab = open();
    tab.run("after(0)");
    tab.run(
        """
        after(2, (state, gate, totals) => {
          totals.admitted += 200;
          totals.shed.room_full += 40;
          totals.waitedSeconds.buckets = [[0.001, 600], [0.1, 1000], [0.2, 1200], [null, 1200]];
          state.routes[0].served += 180;
          state.routes[1].failed += 6;
        })
        """);
    assertThat(
        tab.evaluate("[0, 1, 2, 5].map(tile)"), is("120/s,90/s,20/s,198\u00a0ms".formatted()));
    assertThat(
        tab.evaluate("byId('reasons').querySelector('tbody').textContent"),
        startsWith("room_full20/s40All permits are out and the waiting room is full."));
    assertThat(
        tab.evaluate("[4, 5, 6, 7].map((at) => row(2).cells[at].textContent)"),
        is("3.0/s,0/s,0/s,3.0/s"));
    assertInOrder(tab);
  }

  @Test
  void aRestartBeginsAnewAndIsMarked() throws Exception {
    Tab tab = open();
    tab.run("after(0); after(1, (state, gate, totals) => totals.admitted += 100)");
    String restarted =
        """
        (state, gate, totals) => {
          state.startedAt = '2026-11-27T22:00:01.500Z';
          totals.admitted = %d;
          totals.waitedSeconds.buckets = [[0.001, %1$d], [0.1, %1$d], [0.2, %1$d], [null, %1$d]];
          state.routes.forEach((route) => route.served = 0);
        }
        """;
    tab.run("after(2, " + restarted.formatted(5) + ")");
    tab.run("after(3, " + restarted.formatted(25) + ")");
    assertThat(tab.evaluate("past.rates(ALL)[1].join()"), is("100,,20"));
    assertThat(tab.evaluate("past.marks.map(({ text }) => text)"), is("restart"));
    assertThat(tab.evaluate("tile(0)"), is("20/s"));
    assertInOrder(tab);
  }

  @Test
  void eachNumberOfPermitsShowsWhatItBrought() throws Exception {
    Tab tab = open();
    tab.run(
        """
        for (let second = 0; second < 20; second++) {
          after(second, (state, gate) => {
            gate.limits.permits = second < 5 ? 4 : second < 10 ? 8 : second < 15 ? 16 : 32;
            gate.inside = second < 15 ? gate.limits.permits : 20;
            state.routes[0].served = 100 * second + 100 * Math.max(0, second - 5);
          });
        }
        """);
    assertThat(
        tab.evaluate(
            "[...byId('tuning').querySelectorAll('tbody tr')].map((tr) => tr.textContent)"),
        is(
            "default4100/s40\u00a0ms50\u00a0%,default8200/s40\u00a0ms◆ best so far,"
                + "default16200/s80\u00a0ms50\u00a0%"));
    assertInOrder(tab);
  }

  @Test
  void aPauseOfTheEventsIsAGap() throws Exception {
    Tab tab = open();
    tab.run("after(0); after(1); after(60); after(61)");
    assertThat(tab.evaluate("past.rates(ALL)[1].join()"), is("0,,0"));
  }

  @Test
  void aNewGateAndOneThatIsGoneChangeNoRate() throws Exception {
    Tab tab = open();
    tab.run("const other = (state) => state.gates.push({ ...state.gates[0], name: 'other' })");
    tab.run("after(0); after(1, other); after(2, other); after(3)");
    assertThat(tab.evaluate("past.rates(ALL)[1].join()"), is("0,0,0"));
    assertInOrder(tab);
  }

  @ParameterizedTest
  @CsvSource({
    "<img src=x onerror=console.log(1)>, <img src=x onerror=console.log(1)>",
    "a\u202ecod.\u0007exe, a\\u{202e}cod.\\u{7}exe"
  })
  void theNameOfACallerIsTextAndNothingElse(String name, String shown) throws Exception {
    Tab tab = open();
    tab.run(
        """
        const caller = `%s`;
        const waiting = [{ caller, waiting: 3, inside: 1, oldestMs: 120 }];
        const last = { reason: 'room_full', at: first.time, route: caller, caller, waitedMs: 0 };
        after(0, (state, gate, totals) => {
          gate.waitingByCaller = [...waiting, { ...waiting[0], caller: caller.repeat(1000) }];
          gate.lastShed = [last];
          totals.shed.room_full = 1;
          state.changes = [{ at: first.time, by: 'api', who: caller, what: [], result: 'applied' }];
        })
        """
            .formatted(name));
    assertThat(tab.evaluate("byId('callers').querySelector('tbody td').textContent"), is(shown));
    assertThat(tab.evaluate("document.querySelectorAll('main img').length"), is("0"));
    assertThat(
        tab.is(
            "Math.max(...[...document.querySelectorAll('bdi')].map((b) => b.textContent.length)) < 400"),
        is(true));
    assertInOrder(tab);
  }

  @Test
  void aLimitThatBecameLowerAndAMissingOneAreSaid() throws Exception {
    Tab tab = open();
    tab.run(
        """
        after(0, (state, gate) => {
          Object.assign(gate, { inside: 10, surplus: 2, waiting: 16 });
          gate.lease = { mode: 'leased', share: 8, capacity: 24 };
          gate.overridden = ['permits'];
        })
        """);
    assertThat(tab.evaluate("row(0).cells[1].textContent"), is("10 of 8: 2 too many"));
    assertThat(tab.evaluate("row(0).cells[2].textContent"), is("16 of 16"));
    assertThat(
        tab.evaluate("row(0).cells[0].textContent"),
        is(
            "defaultwait-then-shed · max wait 250\u00a0ms · up to 2 more until calls of an earlier"
                + " limit end · lease 8 of 24 (leased) · temporary: permits"));
    assertThat(tab.evaluate("row(2).cells[1].textContent"), is("1 of 4"));
    assertThat(tab.evaluate("row(2).cells[2].textContent"), is("0, unbounded"));
    tab.run("after(1, (state, gate) => gate.limits.permits = null)");
    assertThat(tab.evaluate("row(0).cells[1].textContent"), is("6, unbounded"));
  }

  @Test
  void whatIsNotAsUsualIsSaidAtTheTop() throws Exception {
    Tab tab = open();
    tab.run("after(0); told.clear(); after(1)");
    assertThat(tab.evaluate("said()"), is(""));
    tab.run(
        """
        after(2, (state) => {
          state.draining = true;
          Object.assign(state.config,
            { overridden: true, lastReloadSuccessful: false, lastError: 'gate.permits=0: bad' });
        })
        """);
    assertThat(tab.evaluate("said()"), containsString("Draining"));
    assertThat(tab.evaluate("said()"), containsString("gate.permits=0: bad"));
    assertThat(tab.evaluate("said()"), containsString("Temporary changes are in force."));
    assertThat(tab.evaluate("byId('banners').querySelector('button').textContent"), is("End them"));
  }

  @Test
  void whereNothingCanBeChangedTheFormSaysHowToAllowIt() throws Exception {
    Tab tab = open();
    tab.run("after(0, (state) => state.config.readOnly = true)");
    tab.press("e");
    assertThat(tab.is("dialog.open"), is(true));
    assertThat(tab.evaluate("byId('edit-hint').textContent"), containsString("admin.token-file"));
    assertThat(tab.is("byId('look').disabled && byId('apply').disabled"), is(true));
    assertThat(tab.evaluate("byId('edit-permits').value"), is("8"));
  }

  @Test
  void aTabInTheBackgroundDrawsNothing() throws Exception {
    Tab tab = open();
    tab.run("after(0)");
    tab.run("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
    tab.run("const later = structuredClone(first); later.gates[0].inside = 7");
    tab.run("later.time = new Date(Date.parse(first.time) + 1000).toISOString(); receive(later)");
    assertThat(tab.evaluate("page.frame"), is("null"));
    assertThat(tab.evaluate("tile(3)"), is("6"));
    tab.run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
    Eventually.until(() -> tab.is("tile(3) === '7'"));
  }

  @Test
  void aPageThatIsPausedStandsStillUntilItGoesOn() throws Exception {
    Tab tab = open();
    tab.run("after(0)");
    tab.press("p");
    tab.run("receive({ ...first, time: '2026-11-27T22:00:01Z', instance: 'weir-2' })");
    assertThat(tab.evaluate("page.frame"), is("null"));
    assertThat(tab.evaluate("byId('about').textContent"), startsWith("weir-1"));
    tab.press("p");
    Eventually.until(() -> tab.is("byId('about').textContent.startsWith('weir-2')"));
  }

  @ParameterizedTest
  @CsvSource({"360, light", "1440, dark", "3840, light"})
  void fiftyGatesFitOnAnyScreen(int width, String colourScheme) throws Exception {
    Tab tab = open(width, colourScheme);
    tab.run(
        """
        const many = (state) => {
          state.gates = Array.from({ length: 50 }, (_, at) => ({ ...first.gates[0], name: `gate-${at}` }));
          state.routes = state.gates.map(({ name }) => ({ ...first.routes[0], name: `route-${name}`, gate: name }));
        };
        after(0, many);
        after(1, many);
        """);
    assertThat(tab.evaluate("document.querySelector('#gates tbody').rows.length"), is("100"));
    assertThat(tab.evaluate("document.querySelectorAll('canvas').length"), is("2"));
    tab.run("byId('filter').value = 'gate-49'; show()");
    assertThat(tab.evaluate("document.querySelector('#gates tbody').rows.length"), is("2"));
    assertInOrder(tab);
  }

  @Test
  void theKeyboardReachesAllAndADialogGivesTheFocusBack() throws Exception {
    Tab tab = open();
    tab.run("after(0)");
    tab.press("Tab");
    assertThat(tab.evaluate("document.activeElement.textContent"), is("Skip to the figures"));
    tab.run("byId('pause').focus()");
    tab.press("?");
    assertThat(
        tab.is("byId('keys').open && byId('keys').contains(document.activeElement)"), is(true));
    tab.press("Escape");
    Eventually.until(() -> tab.is("!byId('keys').open"));
    assertThat(tab.evaluate("document.activeElement.id"), is("pause"));
    tab.run("document.querySelector('.chart').focus()");
    tab.run("after(1); after(2)");
    tab.press("ArrowLeft");
    assertThat(
        tab.evaluate("document.activeElement.getAttribute('aria-label')"),
        containsString("offered"));
  }

  @Test
  void everyControlHasANameAndEveryIdIsThereOnce() throws Exception {
    Tab tab = open();
    tab.run("after(0)");
    assertThat(
        tab.evaluate(
            """
            [...document.querySelectorAll('input, select, button')].filter((each) =>
              ![...(each.labels ?? []), each].some((one) => one.textContent.trim() !== ''
                && (one !== each || each.matches('button')))).map(({ id }) => id)
            """),
        is(""));
    assertThat(
        tab.evaluate(
            """
            [...document.querySelectorAll('[id]')].map(({ id }) => id)
              .filter((id, at, all) => all.indexOf(id) !== at)
            """),
        is(""));
    assertThat(tab.is("[...document.querySelectorAll('h1')].length === 1"), is(true));
  }
}
