// Who waits, why requests are shed, and what else there is to know.

const panels = {};

/** The table of a section, which is made when it is needed first. */
function panel(id, label, columns) {
  if (!panels[id]) {
    panels[id] = makeTable(label, columns);
    byId(id).append(panels[id].box, make("p", { class: "hint" }));
  }
  return panels[id];
}

/** Shows these rows, or instead of a table without rows what that means. */
function showPanel(table, items, nothing) {
  table.box.hidden = items.length === 0;
  setText(table.box.nextElementSibling, items.length === 0 ? nothing : "");
  fillTable(table, items);
}

function showCallers(gates) {
  const rows = gates
    .flatMap((gate) => gate.waitingByCaller.map((each) => ({ ...each, gate: gate.name })))
    .sort((one, other) => other.waiting - one.waiting || (other.inside ?? 0) - (one.inside ?? 0))
    .slice(0, 20)
    .map(({ gate, caller, waiting, inside, oldestMs }) => ({
      key: `${gate} ${caller}`,
      cells: [visible(caller), visible(gate), count(waiting), count(inside), millis(oldestMs)],
    }));
  const table = panel("callers", "Who waits", ["Caller", "=Gate", "#waiting", "#permits", "#oldest"]);
  showPanel(table, rows, "No request waits.");
}

function showReasons(gates, recent) {
  const reasons = new Set(gates.flatMap((gate) => Object.keys(gate.totals.shed)));
  const rows = [...reasons]
    .map((reason) => ({ reason, all: gates.reduce((all, gate) => all + (gate.totals.shed[reason] ?? 0), 0), last: lastShed(gates, reason) }))
    .filter(({ all }) => all > 0)
    .sort((one, other) => other.all - one.all)
    .map(({ reason, all, last }) => ({
      key: reason,
      cells: [reason, perSecond(rate(recent, `shed ${reason}`)), count(all), REASONS[reason] ?? "", aboutShed(last)],
    }));
  const table = panel("reasons", "Why requests are shed", ["=Reason", "#now", "#in all", "Meaning", "Last one"]);
  showPanel(table, rows, "Nothing was shed since the start.");
}

function lastShed(gates, reason) {
  const some = gates.flatMap((gate) => gate.lastShed.filter((each) => each.reason === reason));
  return some.sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
}

function aboutShed(last) {
  if (!last) {
    return NOTHING;
  }
  const told = isThere(last.retryAfterMs) ? `, to come back in ${millis(last.retryAfterMs)}` : "";
  return `${moment(last.at)}: ${visible(last.caller)}, route ${visible(last.route)}, after ${millis(last.waitedMs)}${told}`;
}

function showUpstreams(upstreams) {
  byId("upstreams").hidden = upstreams.length === 0;
  const table = panel("upstreams", "Upstreams", ["Upstream", "=Health", "#calls", "#idle connections"]);
  showPanel(table, upstreams.map((each) => ({
    key: each.name,
    cells: [visible(each.name), each.healthy ? "✓ healthy" : "✗ ejected", count(each.active), count(each.idle)],
  })), "");
}

function showShadows(gates) {
  const rows = gates.flatMap((gate) => gate.shadow.map((each) => ({
    key: `${gate.name} ${each.strategy}`,
    cells: [
      `${visible(each.strategy)}${each.estimate ? " (estimate)" : ""}`, visible(gate.name), count(each.admitted), wouldShed(each),
      count(each.waiting), millis(each.waitP99Ms), perSecond(each.goodput),
    ],
  })));
  byId("shadows").hidden = rows.length === 0;
  const columns = ["=Strategy", "=Gate", "#would admit", "Would shed", "#waiting", "#p99 wait", "#goodput"];
  showPanel(panel("shadows", "Shadow strategies", columns), rows, "");
}

function wouldShed({ shed }) {
  const some = Object.entries(shed).filter(([, value]) => value > 0);
  return some.map(([reason, value]) => `${count(value)} ${reason}`).join(", ") || "none";
}

const CHANGED_BY = { file: "settings file", signal: "settings file, by a signal", api: "API" };

function showChanges(changes) {
  const rows = changes.map((change) => ({
    key: `${change.at} ${change.by}`,
    cells: [moment(change.at), [CHANGED_BY[change.by] ?? change.by, change.who].filter(Boolean).map((each) => visible(each)).join(", "), aboutChange(change)],
  }));
  showPanel(panel("changes", "Last changes", ["=When", "Who", "What"]), rows, "Nothing has changed since the start.");
}

function aboutChange({ what, temporary, result, error }) {
  if (result === "refused") {
    return `✗ refused: ${sentence(error ?? "")}`;
  }
  return `${what.map(inWords).join("; ")}${temporary ? " (temporary)" : ""}`;
}

/** One value before and after. */
const inWords = ({ key, before, after }) => `${visible(key)}: ${visible(before ?? "none")} → ${visible(after ?? "none")}`;
