// The page lives of the events that Weir sends.

const SILENCE_MS = 5000;
const AGAIN_MS = 3000;
const TOLD_MS = 8000;

const page = { state: null, paused: false, frame: null, gate: new URLSearchParams(location.search).get("gate") ?? ALL };
const past = new Past();
const tried = new Tried();
const charts = CHARTS.map((kind) => new Chart(kind, byId("charts")));

const connection = { source: null, lastAt: 0, lostAt: null };
const told = new Map();

/** Says something for a while. */
function tell(text) {
  clearTimeout(told.get(text));
  told.set(text, setTimeout(() => {
    told.delete(text);
    showBanners();
  }, TOLD_MS));
  showBanners();
}

function connect() {
  connection.source?.close();
  connection.source = new EventSource("admin/events");
  connection.lastAt = performance.now();
  connection.source.addEventListener("state", (event) => receive(JSON.parse(event.data)));
  connection.source.addEventListener("error", lost);
}

/** The browser tries again by itself, unless Weir has refused the stream. */
function lost() {
  connection.lostAt ??= new Date();
  if (connection.source.readyState === EventSource.CLOSED) {
    setTimeout(connect, AGAIN_MS);
  }
  showBanners();
}

/** A connection may be dead without a word. */
function watch() {
  if (performance.now() - connection.lastAt > SILENCE_MS) {
    connection.lostAt ??= new Date();
    connect();
    showBanners();
  }
}

function receive(state) {
  connection.lastAt = performance.now();
  if (isOvertaken(state)) {
    return;
  }
  if (connection.lostAt !== null) {
    const away = span(Date.now() - connection.lostAt);
    connection.lostAt = null;
    tell(page.state?.startedAt === state.startedAt ? `Connected again after ${away}` : "Connected again: Weir has started anew");
  }
  page.state = state;
  past.add(state);
  tried.add(state);
  followEdit();
  if (!page.paused) {
    showSoon();
  }
}

/** A state that was asked for may be newer than an event that is still on its way. */
function isOvertaken(state) {
  const late = page.state === null ? 0 : Date.parse(page.state.time) - Date.parse(state.time);
  return late > 0 && late < SILENCE_MS;
}

/** Once for all that comes until the next frame; a tab in the background draws nothing. */
function showSoon() {
  if (!document.hidden && page.frame === null) {
    page.frame = requestAnimationFrame(show);
  }
}

function show() {
  const { state } = page;
  page.frame = null;
  if (state === null) {
    return;
  }
  chooseAmong(state.gates);
  const gates = page.gate === ALL ? state.gates : state.gates.filter((gate) => gate.name === page.gate);
  const recent = past.recent(page.gate);
  showAbout(state);
  showBanners();
  showTiles(gates, recent);
  showGates(state, past);
  showCallers(gates);
  showReasons(gates, recent);
  showUpstreams(state.upstreams);
  showShadows(gates);
  showTuning(gates, tried);
  showChanges(state.changes);
  charts.forEach((chart) => chart.show(past, page.gate, [...past.marks, ...changeMarks(state)]));
  setAttribute(byId("main"), "aria-busy", false);
}

/** Offers these gates; one that is gone is no longer shown. */
function chooseAmong(gates) {
  const names = [ALL, ...gates.map((gate) => gate.name)];
  if (!names.includes(page.gate)) {
    page.gate = ALL;
  }
  const option = (value) => make("option", { value }, value === ALL ? "all" : visible(value));
  fill(byId("gate"), names, (value) => value, option, () => {});
  byId("gate").value = page.gate;
  byId("choose").hidden = gates.length < 2;
}

function showAbout(state) {
  const since = span(Date.parse(state.time) - Date.parse(state.startedAt));
  setText(byId("about"), `${visible(state.instance)} · ${visible(state.version)} · up for ${since}`);
  document.title = `${visible(state.instance)} – Weir console`;
}

const changeMarks = (state) => state.changes
  .filter((change) => change.result === "applied")
  .map((change) => ({ at: Date.parse(change.at) / 1000, text: "change" }));

/** What is true of this Weir, and not as usual. */
function banners({ config, draining }) {
  return [
    draining && { key: "draining", text: "Draining: this Weir is stopping, and takes no new requests." },
    !config.lastReloadSuccessful && {
      key: "reload",
      text: `The settings file has a mistake, so the settings before it are in force: ${sentence(config.lastError ?? "see the log")}`,
    },
    config.overridden && {
      key: "overridden",
      text: "Temporary changes are in force. They end with the next change of the settings file, or with a restart.",
      action: ["End them", openEnd],
    },
  ].filter(Boolean);
}

function showBanners() {
  const away = connection.lostAt !== null;
  const lines = [
    ...(away ? [{ key: "lost", text: aboutLoss() }] : []),
    ...(page.state === null ? [] : banners(page.state)),
    ...[...told.keys()].map((text) => ({ key: `told ${text}`, text })),
  ];
  fill(byId("banners"), lines, ({ key }) => key, makeBanner, (p, { text }) => setText(p.firstElementChild, text));
  const word = away ? "connection lost" : page.state === null ? "connecting" : page.paused ? "paused" : "live";
  setAttribute(byId("connection"), "data-state", word);
  setText(byId("connection"), word);
}

const aboutLoss = () => page.state === null
  ? "Weir can't be reached, or has as many pages open as it may have. Trying again …"
  : `Connection lost at ${clock.format(connection.lostAt)}. What is shown is of then. Trying again …`;

function makeBanner({ key, action }) {
  const line = make("p", { class: "banner", "data-kind": key.split(" ")[0] }, make("span"));
  if (action && !page.state.config.readOnly) {
    const button = make("button", { type: "button" }, action[0]);
    button.addEventListener("click", action[1]);
    line.append(button);
  }
  return line;
}

function pause() {
  page.paused = !page.paused;
  setAttribute(byId("pause"), "aria-pressed", page.paused);
  showBanners();
  if (!page.paused) {
    showSoon();
  }
}

function choose(gate) {
  page.gate = gate;
  history.replaceState(null, "", gate === ALL ? location.pathname : `?gate=${encodeURIComponent(gate)}`);
  showSoon();
}

const KEYS = {
  g: () => byId("gate").focus(),
  "/": () => byId("filter").focus(),
  e: () => page.state?.gates.length > 0 && openEdit(page.gate === ALL ? page.state.gates[0].name : page.gate),
  p: pause,
  "?": () => byId("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select") || document.querySelector("dialog[open]") !== null;
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

byId("gate").addEventListener("change", (event) => choose(event.target.value));
byId("filter").addEventListener("input", showSoon);
byId("pause").addEventListener("click", pause);
byId("show-keys").addEventListener("click", KEYS["?"]);
prepareDialog(byId("keys"));
document.addEventListener("visibilitychange", showSoon);
for (const query of ["(prefers-color-scheme: dark)", "print"]) {
  matchMedia(query).addEventListener("change", () => {
    charts.forEach((chart) => chart.repaint());
    showSoon();
  });
}
setInterval(watch, 1000);
connect();
