// The figures at the top, and the table of gates and their routes.

const TILES = [
  { title: "Offered", figure: ({ recent }) => perSecond(rate(recent, "offered")) },
  { title: "Goodput", figure: ({ recent }) => perSecond(rate(recent, "served")), more: ({ recent }) => failures(recent) },
  { title: "Shed", figure: ({ recent }) => perSecond(rate(recent, "shed")), more: ({ recent }) => shareShed(recent) },
  { title: "Permits in use", figure: ({ gates }) => count(total(gates, "inside")), more: ({ gates }) => ofLimit(gates, "permits") },
  { title: "Waiting", figure: ({ gates }) => count(total(gates, "waiting")), more: ({ gates }) => ofLimit(gates, "waitingRoom") },
  { title: "p99 wait", figure: ({ recent }) => millis(percentile(recent.waits, 0.99)), more: ({ gates }) => longestWait(gates) },
];

const total = (gates, key) => gates.reduce((all, gate) => all + gate[key], 0);

function failures(recent) {
  const failed = rate(recent, "failed");
  return failed > 0 ? `${perSecond(failed)} failed` : "";
}

const shareShed = (recent) => (recent.offered > 0 ? `${percent(recent.shed / recent.offered)} of the offered` : "");

function ofLimit(gates, key) {
  const limits = gates.map((gate) => gate.limits[key]);
  return limits.every(isThere) ? `of ${count(limits.reduce((one, other) => one + other, 0))}` : "unbounded";
}

function longestWait(gates) {
  const longest = gates.map((gate) => gate.limits.maxWaitMs);
  return longest.every(isThere) ? `at most ${millis(Math.max(...longest))}` : "unbounded";
}

function showTiles(gates, recent) {
  const tile = ({ title }) => make("div", {}, make("dt", {}, title), make("dd", { class: "figure" }), make("dd"));
  fill(byId("tiles"), TILES, ({ title }) => title, tile, (box, { figure, more }) => {
    setText(box.children[1], figure({ gates, recent }));
    setText(box.children[2], more?.({ gates, recent }) ?? "");
  });
}

/** A bar with its numbers: how much of a limit is used, and what is beyond it since the limit became lower. */
function makeMeter() {
  const track = make("span", { class: "track" }, make("i", { class: "used" }), make("i", { class: "beyond" }));
  return make("div", { class: "meter" }, track, make("span", { class: "says" }));
}

function showMeter(meter, label, used, most) {
  const [track, says] = meter.children;
  const bounded = isThere(most);
  const within = bounded ? Math.min(used, most) : 0;
  const scale = Math.max(most ?? 0, used, 1);
  setAttribute(track, "role", "meter");
  setAttribute(track, "aria-label", label);
  setAttribute(track, "aria-valuenow", used);
  setAttribute(track, "aria-valuemin", 0);
  setAttribute(track, "aria-valuemax", scale);
  track.style.setProperty("--used-share", within / scale);
  track.style.setProperty("--beyond-share", bounded ? (used - within) / scale : 0);
  meter.classList.toggle("full", bounded && most > 0 && used >= most);
  meter.classList.toggle("unbounded", !bounded);
  const text = bounded ? `${count(used)} of ${count(most)}` : `${count(used)}, unbounded`;
  setText(says, bounded && used > most ? `${text}: ${count(used - most)} too many` : text);
  setAttribute(track, "aria-valuetext", says.textContent);
}

function showCount(meter, used) {
  setText(meter.children[1], count(used));
}

const CELLS = ["Permits in use", "Waiting room", "Oldest", "Offered", "Goodput", "Shed", "Failed", "p99 wait"];

function makeRow({ gate, route }) {
  const head = make("th", { scope: "row", role: "rowheader" }, make("bdi", { class: "name" }), make("small"));
  const cells = CELLS.map((title, at) =>
    make("td", { role: "cell", "data-title": title, ...(at > 1 && { class: "number" }) }, at < 2 ? makeMeter() : ""));
  const last = make("td", { role: "cell", class: "act" });
  if (!route) {
    const button = make("button", { type: "button" }, "Change");
    button.append(make("span", { class: "unseen" }, ` the limits of ${visible(gate.name)}`));
    button.addEventListener("click", () => openEdit(gate.name));
    last.append(button);
  }
  return make("tr", { role: "row", class: gate && route ? "route" : "gate" }, head, ...cells, last);
}

/** The gates that are shown, each followed by its routes; those without a gate come last. */
function rowsOf(state, filter) {
  const rows = state.gates.flatMap((gate) => [{ gate }, ...routesIn(state, gate.name).map((route) => ({ gate, route }))]);
  const all = [...rows, ...routesIn(state, null).map((route) => ({ gate: null, route }))];
  const wanted = filter.toLowerCase();
  return all.filter(({ gate, route }) => `${gate?.name ?? ""} ${route?.name ?? ""}`.toLowerCase().includes(wanted));
}

/** One route that all requests take says no more than its gate. */
function routesIn(state, gate) {
  const routes = state.routes.filter((route) => route.gate === gate);
  return routes.length === 1 && routes[0].name === gate ? [] : routes;
}

function showGates(state, history) {
  const rows = rowsOf(state, byId("filter").value);
  const key = ({ gate, route }) => `${gate?.name ?? ""} ${route ? `/${route.name}` : ""}`;
  byId("narrow").hidden = state.gates.length + state.routes.length < 8;
  fill(byId("gates").tBodies[0], rows, key, makeRow, (tr, row) =>
    row.route ? showRoute(tr, row, history) : showGate(tr, row.gate, history));
}

function showGate(tr, gate, history) {
  const recent = history.recent(gate.name);
  setText(tr.cells[0].children[0], visible(gate.name));
  setText(tr.cells[0].children[1], aboutGate(gate));
  showMeter(tr.cells[1].firstElementChild, `Permits of ${visible(gate.name)} in use`, gate.inside, gate.limits.permits);
  showMeter(tr.cells[2].firstElementChild, `Requests waiting at ${visible(gate.name)}`, gate.waiting, gate.limits.waitingRoom);
  setText(tr.cells[3], oldest(gate.waitingByRoute));
  showRates(tr, rate(recent, "offered"), recent);
  setText(tr.cells[8], millis(percentile(recent.waits, 0.99)));
}

function aboutGate(gate) {
  const parts = [gate.strategy];
  if (gate.limits.maxWaitMs !== null) {
    parts.push(`max wait ${millis(gate.limits.maxWaitMs)}`);
  }
  if (gate.surplus > 0) {
    parts.push(`up to ${count(gate.surplus)} more until calls of an earlier limit end`);
  }
  if (gate.lease) {
    parts.push(`lease ${count(gate.lease.share)} of ${count(gate.lease.capacity)} (${visible(gate.lease.mode)})`);
  }
  if (gate.overridden.length > 0) {
    parts.push(`temporary: ${gate.overridden.join(", ")}`);
  }
  return parts.join(" · ");
}

function oldest(waiting) {
  const ages = waiting.map((each) => each.oldestMs).filter(isThere);
  return ages.length > 0 ? millis(Math.max(...ages)) : NOTHING;
}

function showRates(tr, offered, recent) {
  setText(tr.cells[4], perSecond(offered));
  setText(tr.cells[5], perSecond(rate(recent, "served")));
  setText(tr.cells[6], perSecond(rate(recent, "shed")));
  setText(tr.cells[7], perSecond(rate(recent, "failed")));
}

function showRoute(tr, { gate, route }, history) {
  const part = gate?.partitions.find((each) => each.name === route.name);
  const waiting = gate?.waitingByRoute.filter((each) => each.route === route.name) ?? [];
  const recent = history.recentOfRoute(route);
  setText(tr.cells[0].children[0], visible(route.name));
  setText(tr.cells[0].children[1], gate === null ? "no gate" : "");
  if (part) {
    showMeter(tr.cells[1].firstElementChild, `Permits of ${visible(route.name)} in use`, part.inside, part.permits);
    showMeter(tr.cells[2].firstElementChild, `Requests waiting for ${visible(route.name)}`, part.waiting, part.waitingRoom);
  } else {
    showCount(tr.cells[1].firstElementChild, null);
    showCount(tr.cells[2].firstElementChild, gate === null ? null : total(waiting, "waiting"));
  }
  setText(tr.cells[3], oldest(waiting));
  showRates(tr, rate({ ...recent, offered: ended({ rejected: 0, gone: 0, ...recent }) }, "offered"), recent);
}
