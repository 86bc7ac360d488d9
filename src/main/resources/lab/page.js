"use strict";

// What is said: from the results to elements. All text comes in as text, never as markup.

const { report, setup, pairs } = JSON.parse(document.getElementById("results").textContent);
const strategies = [...new Set(pairs.map((pair) => pair.strategy))];
const isThere = (value) => value !== null && value !== undefined;

/** Makes an element of these attributes and children; those that are not there are left out. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes)
    .filter(([, value]) => isThere(value))
    .forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}

/** A paragraph, if there is something to say. */
const paragraph = (style, text) => (text ? make("p", { class: style }, text) : null);

/** A piece of the strategy's line. */
const swatch = () => document.getElementById("line").content.cloneNode(true);
const strategyName = (name) => make("span", { class: "strategy", "data-strategy": name }, swatch(), name);
const strategyNames = (names) => names.flatMap((name) => [strategyName(name), " "]);

const idOf = (scenario) => `scenario-${scenario}`;
const link = (scenario, text) => make("a", { href: `#${encodeURIComponent(idOf(scenario))}` }, text);

function fillHeader() {
  document.title = report.title;
  document.querySelector("h1").append(report.title);
  document.querySelector(".lead").append(report.lead);
  const scenarios = report.chapters.slice(1);
  const facts = make("ul", { class: "facts" }, report.facts.map((fact) => make("li", {}, fact)));
  const nav = make("nav", { "aria-label": "Scenarios" }, scenarios.map(({ name, title }) => link(name, title)));
  document.querySelector("header").append(...[paragraph("shortfall", report.shortfall), facts, nav].filter(isThere));
}

function choiceItem({ question, scenario, measure, best, worst, leftOut }) {
  return make("li", {},
    make("h3", {}, link(scenario, question)),
    make("p", { class: "figure" }, `${measure} `, make("b", {}, best.text)),
    make("p", { class: "good" }, strategyNames(best.strategies)),
    make("p", { class: "bad" },
      worst ? ["worst ", strategyNames(worst.strategies), make("span", { class: "figure" }, worst.text)] : null,
      leftOut.length > 0 ? make("span", { class: "out" }, "not compared ", strategyNames(leftOut)) : null));
}

function choicesSection() {
  return make("section", { id: "choices" },
    make("h2", {}, "Which one?"),
    paragraph("story", "What you may have to deal with, what was best at it here (or so near that another run might"
      + " turn it around), and what was worst. Not compared is a strategy whose goodput in that scenario was below"
      + " 90\u00a0% of the best."),
    make("ul", { class: "choices" }, report.choices.map(choiceItem)));
}

function tableCell({ text, mark, bar }) {
  const style = isThere(bar) ? `--share:${Math.min(Math.max(bar, 0), 1).toFixed(3)}` : null;
  if (!mark) {
    return make("td", { style }, text);
  }
  const [kind, title] = mark === "★" ? ["best", "the best of its column"] : ["short", "below the aim"];
  return make("td", { class: kind, style }, make("b", {}, make("i", { title }, mark), ` ${text}`));
}

/** A table in a box of its own, which scrolls where the screen is narrow. */
function tableBox({ caption, subject, heads, rows, note }) {
  const nameOf = (name) => (subject === "strategy" ? strategyName(name) : link(name, name));
  const table = make("table", {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {},
      make("th", { scope: "col" }, subject),
      heads.map(({ text, meaning }) => make("th", { scope: "col", title: meaning }, text)))),
    make("tbody", {}, rows.map(({ name, cells }) =>
      make("tr", {}, make("th", { scope: "row" }, nameOf(name)), cells.map(tableCell)))));
  return [
    make("div", { class: "box", role: "region", "aria-label": caption, tabindex: 0 }, table),
    paragraph("note", note),
  ];
}

/** What each column of a table is exactly. */
const meanings = ({ heads }) =>
  make("dl", { class: "meanings" }, heads.map(({ text, meaning }) =>
    make("div", {}, make("dt", {}, text), make("dd", {}, meaning))));

function overviewSection({ name, title, text, tables }) {
  const [first, ...others] = tables;
  return make("section", { id: name },
    make("h2", {}, title),
    paragraph("story", text),
    tableBox(first),
    meanings(first),
    others.map(tableBox));
}

function scenarioSection({ name, title, text, plots, tables }) {
  const measured = pairs.filter((pair) => pair.scenario === name);
  return make("section", { id: idOf(name) },
    make("h2", {}, title),
    paragraph("story", text),
    make("div", { class: "plots" }, plotsOf(measured, plots).map(figure)),
    paragraph("finding", shareOfFixedLimit(measured)),
    tables.map(tableBox));
}

/** What an adaptive limit serves of what the best fixed one does, if both were measured. */
function shareOfFixedLimit(measured) {
  const { shareOfFixedLimit: overall, lowestShareOfFixedLimit: lowest } =
    measured.find(({ strategy }) => strategy === "adaptive") ?? {};
  if (!isThere(overall)) {
    return "";
  }
  const worst = isThere(lowest) ? `, and ${units.share(lowest)} in the worst part after the first` : "";
  return `Of what the best fixed limit serves, adaptive serves ${units.share(overall)}${worst}.`;
}

// What is drawn: from the results to plots. A plot has lines over common places.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const units = {
  share: (value) => `${whole.format(value * 100)}\u00a0%`,
  perSecond: (value) => `${whole.format(value)}/s`,
  millis: (value) => `${whole.format(value)}\u00a0ms`,
  count: (value) => whole.format(value),
};
const axes = {
  seconds: (value) => `${short.format(value)}\u00a0s`,
  loads: (value) => `${short.format(value)}×`,
};

const courses = {
  goodput: { title: "Goodput, requests per second", unit: "perSecond", value: (point) => point.goodputPerSecond },
  p99: { title: "p99 of those served, ms", unit: "millis", value: (point) => point.p99Ms },
  waiting: { title: "Waiting in the queue", unit: "count", value: (point) => point.waiting },
  permits: { title: "Permits", unit: "count", value: (point) => point.permits },
};

/** The plots of a scenario, but for those of which there are no data. */
function plotsOf(measured, names) {
  return ["loads", ...Object.keys(courses)]
    .filter((name) => name === "goodput" || names.includes(name))
    .map((name) => (name === "loads" ? overLoads(measured) : overTime(measured, courses[name])))
    .filter((plot) => plot.lines.length > 0);
}

function overLoads(measured) {
  return {
    title: "Goodput at each load, as a share of the capacity",
    axis: "loads",
    unit: "share",
    events: [],
    reference: 1,
    ...lines(measured, (pair) => pair.steps.map((step) => [step.load, step.goodputShare])),
  };
}

/** Where little is offered, a line at the capacity would leave no room for the others. */
function overTime(measured, { title, unit, value }) {
  const nearCapacity = ({ points }) => points.some((point) => 2 * point.offeredPerSecond > setup.capacityPerSecond);
  return {
    title,
    axis: "seconds",
    unit,
    events: measured[0].events,
    reference: unit === "perSecond" && measured.some(nearCapacity) ? setup.capacityPerSecond : undefined,
    ...lines(measured, ({ points }) => inner(points).map((point) => [point.second, value(point)])),
  };
}

/** The first span and the last are left out: what begins or ends there is not whole. */
const inner = (points) => (points.length < 3 ? points : points.slice(1, -1));

/** A line for each pair that has values, and the places of all. */
function lines(measured, spots) {
  const all = measured
    .map((pair) => ({ strategy: pair.strategy, values: new Map(spots(pair)) }))
    .filter(({ values }) => [...values.values()].some(isThere));
  const places = [...new Set(all.flatMap(({ values }) => [...values.keys()]))].sort((one, other) => one - other);
  return {
    places,
    lines: all.map(({ strategy, values }) => ({ strategy, values: places.map((place) => values.get(place) ?? null) })),
  };
}

/** What is to be drawn in each box. */
const plotIn = new Map();

function figure(plot) {
  const box = make("div", { class: "plot", role: "img", "aria-label": plot.title });
  plotIn.set(box, plot);
  return make("figure", {}, make("figcaption", {}, plot.title), box);
}

// How it is drawn, with uPlot.

const legend = document.querySelector(".legend");
const hidden = new Set();
const charts = [];

const canvasFont = `${12 * devicePixelRatio}px system-ui, sans-serif`;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const buttonOf = (strategy) => [...legend.querySelectorAll("[value]")].find((button) => button.value === strategy);

/** A line is drawn as the legend shows it. */
function pen(strategy) {
  const style = getComputedStyle(buttonOf(strategy).querySelector("path"));
  const dash = style.strokeDasharray === "none" ? [] : style.strokeDasharray.match(/[\d.]+/g).map(Number);
  return { stroke: style.stroke, width: parseFloat(style.strokeWidth) - 0.25, dash };
}

/** Values with neither neighbour have no line: they get a dot. */
function lonely(values) {
  return [...values.keys()].filter((at) => isThere(values[at]) && !isThere(values[at - 1]) && !isThere(values[at + 1]));
}

function series(line, plot) {
  return {
    label: line.strategy,
    show: !hidden.has(line.strategy),
    ...pen(line.strategy),
    stroke: () => pen(line.strategy).stroke,
    points: {
      show: true,
      size: 5,
      fill: () => pen(line.strategy).stroke,
      filter: (chart, at) => plot.axis === "loads" ? null : lonely(chart.data[at]),
    },
  };
}

/** From zero to a little above what is shown, and above the reference. */
function height(plot) {
  return (chart, min, max) => [0, 1.1 * Math.max(max ?? 0, plot.reference ?? 0, Number.MIN_VALUE) || 1];
}

/** Leaves out labels that would touch: fractions where it is narrow, then each too near the next. */
function labels(format, room) {
  return (chart, ticks) => {
    let next = Infinity;
    const fits = (tick, at) => {
      const wanted = chart.width > 480 || at === 0 || Number.isInteger(tick);
      return wanted && next - chart.valToPos(tick, "x") >= room;
    };
    return ticks.reduceRight((texts, tick, at) => {
      if (!fits(tick, at)) {
        return ["", ...texts];
      }
      next = chart.valToPos(tick, "x");
      return [format(tick), ...texts];
    }, []);
  };
}

function axis(more) {
  return {
    stroke: () => colour("--muted"),
    grid: { stroke: () => colour("--hairline"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
    ...more,
  };
}

function across(plot) {
  const loads = plot.axis === "loads";
  return axis({
    grid: { show: loads, stroke: () => colour("--hairline"), width: 1 },
    values: labels(axes[plot.axis], 34),
    size: 32,
    ...(loads && { splits: () => plot.places, filter: (chart, ticks) => ticks }),
  });
}

function upward(plot) {
  const format = plot.unit === "share" ? units.share : whole.format;
  return axis({ values: (chart, ticks) => ticks.map(format), size: 52 });
}

function scale(plot) {
  const [first, last] = [plot.places[0], plot.places[plot.places.length - 1]];
  return plot.axis === "loads"
    ? { time: false, distr: 3, range: [first / 1.04, last * 1.04] }
    : { time: false, range: [0, last + first] };
}

/** What happened to the backend or to the load is a shade behind the lines, with its name at the top. */
function shadeEvents(chart, plot) {
  const { ctx, bbox } = chart;
  for (const { what, fromSecond, untilSecond } of plot.events) {
    const [left, right] = [fromSecond, untilSecond].map((place) => chart.valToPos(place, "x", true));
    ctx.save();
    ctx.fillStyle = colour("--event");
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.fillStyle = colour("--warn");
    ctx.font = canvasFont;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    ctx.fillText(what, left + 5 * devicePixelRatio, bbox.top + 3 * devicePixelRatio);
    ctx.restore();
  }
}

/** Where the lines end, from the top; a name for each, moved so far that none covers another. */
function ends(chart) {
  const ends = chart.series
    .map(({ label, show }, index) => ({ label, show, values: chart.data[index] }))
    .slice(1)
    .filter(({ show }) => show)
    .map(({ label, values }) => ({ label, value: values.findLast(isThere) }))
    .filter(({ value }) => isThere(value))
    .map(({ label, value }) => ({ label, end: chart.valToPos(value, "y", true) }))
    .sort((one, other) => one.end - other.end);
  const step = 13 * devicePixelRatio;
  let next = chart.bbox.top;
  for (const each of ends) {
    each.at = Math.max(next, each.end);
    next = each.at + step;
  }
  let last = chart.bbox.top + chart.bbox.height;
  for (const each of ends.toReversed()) {
    each.at = Math.min(last, each.at);
    last = each.at - step;
  }
  return ends;
}

function nameLines(chart) {
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  ctx.save();
  ctx.font = canvasFont;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineWidth = devicePixelRatio;
  for (const { label, end, at } of ends(chart)) {
    ctx.strokeStyle = ctx.fillStyle = pen(label).stroke;
    ctx.globalAlpha = 0.5;
    ctx.beginPath();
    ctx.moveTo(right + 2 * devicePixelRatio, end);
    ctx.lineTo(right + 12 * devicePixelRatio, at);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.fillText(label, right + 15 * devicePixelRatio, at);
  }
  ctx.restore();
}

/** Room for the names; where the screen is narrow, the legend has to do. */
const nameRoom = (box) => (box.clientWidth > 480 ? 112 : 8);

function drawReference(chart, plot) {
  const { ctx, bbox } = chart;
  const at = chart.valToPos(plot.reference, "y", true);
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour("--muted");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, at);
  ctx.lineTo(bbox.left + bbox.width, at);
  ctx.stroke();
  ctx.font = canvasFont;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.fillText("capacity", bbox.left + 4 * devicePixelRatio, at - 2 * devicePixelRatio);
  ctx.restore();
}

/** The values under the cursor, the highest first. */
function showTip(chart, plot, tip) {
  const at = chart.cursor.idx;
  const shown = chart.series
    .map(({ label, show }, index) => ({ label, show, value: chart.data[index][at] }))
    .slice(1)
    .filter(({ show, value }) => show && isThere(value))
    .sort((one, other) => other.value - one.value);
  tip.hidden = !isThere(at) || chart.cursor.left < 0 || shown.length === 0;
  if (tip.hidden) {
    return;
  }
  tip.replaceChildren(
    paragraph("", axes[plot.axis](chart.data[0][at])),
    ...shown.map(({ label, value }) => make("p", {}, strategyName(label), units[plot.unit](value))));
  placeTip(chart, tip);
}

/** Beside the cursor, and never beyond the edge. */
function placeTip(chart, tip) {
  const box = tip.parentElement;
  const start = chart.over.getBoundingClientRect().left - box.getBoundingClientRect().left;
  const cursor = start + chart.cursor.left;
  const right = cursor + 14;
  const left = Math.max(0, cursor - 14 - tip.offsetWidth);
  tip.style.left = `${right + tip.offsetWidth <= box.clientWidth ? right : left}px`;
}

function draw(plot, box) {
  // What is drawn last lies on top: the thickest.
  const lines = [...plot.lines].sort((one, other) => pen(one.strategy).width - pen(other.strategy).width);
  const tip = make("div", { class: "tip", hidden: "" });
  const options = {
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [8, () => nameRoom(box), 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, focus: { prox: 16 } },
    focus: { alpha: 0.2 },
    scales: { x: scale(plot), y: { range: height(plot) } },
    axes: [across(plot), upward(plot)],
    series: [{}, ...lines.map((line) => series(line, plot))],
    hooks: {
      drawClear: [(chart) => shadeEvents(chart, plot)],
      drawAxes: plot.reference ? [(chart) => drawReference(chart, plot)] : [],
      setCursor: [(chart) => showTip(chart, plot, tip)],
      draw: [(chart) => nameRoom(box) > 8 && nameLines(chart), () => drawn(box)],
    },
  };
  const data = [plot.places, ...lines.map((line) => line.values)];
  const chart = new uPlot(options, data, box);
  box.append(tip);
  charts.push(chart);
  new ResizeObserver(() => fit(chart, box)).observe(box);
}

/** Says on the root element when all plots are drawn, and how many they are. */
function drawn(box) {
  plotIn.delete(box);
  if (plotIn.size === 0) {
    document.documentElement.dataset.charts = charts.length;
  }
}

function fit(chart, box) {
  if (chart.width !== box.clientWidth || chart.height !== box.clientHeight) {
    chart.setSize({ width: box.clientWidth, height: box.clientHeight });
  }
}

const seriesOf = (chart, strategy) => chart.series.findIndex(({ label }, at) => at > 0 && label === strategy);

const all = legend.querySelector(".all");

function show(strategy, shown) {
  shown ? hidden.delete(strategy) : hidden.add(strategy);
  buttonOf(strategy).setAttribute("aria-pressed", shown);
  for (const chart of charts) {
    const at = seriesOf(chart, strategy);
    if (at > 0) {
      chart.setSeries(at, { show: shown });
    }
  }
  all.textContent = hidden.size > 0 ? "show all" : "hide all";
}

function highlight(strategy) {
  for (const chart of charts) {
    const at = strategy === null ? null : seriesOf(chart, strategy);
    chart.setSeries(at === -1 ? null : at, { focus: at !== null && at !== -1 });
  }
}

function fillLegend() {
  for (const strategy of strategies) {
    const button = make("button", { type: "button", "aria-pressed": true, value: strategy }, strategyName(strategy));
    button.addEventListener("click", () => show(strategy, hidden.has(strategy)));
    button.addEventListener("pointerenter", () => highlight(strategy));
    button.addEventListener("pointerleave", () => highlight(null));
    all.before(button);
  }
  all.addEventListener("click", () => {
    const shown = hidden.size > 0;
    strategies.forEach((strategy) => show(strategy, shown));
  });
}

function fillPage() {
  const [overview, ...scenarios] = report.chapters;
  const plotted = document.querySelector(".plotted");
  fillHeader();
  fillLegend();
  if (report.choices.length > 0) {
    plotted.before(choicesSection());
  }
  if (overview) {
    plotted.before(overviewSection(overview));
  }
  plotted.append(...scenarios.map(scenarioSection));
  [...plotIn].forEach(([box, plot]) => draw(plot, box));
  if (charts.length === 0) {
    document.documentElement.dataset.charts = 0;
  }
}

for (const query of ["(prefers-color-scheme: dark)", "print"]) {
  matchMedia(query).addEventListener("change", () => charts.forEach((chart) => chart.redraw(false, true)));
}

fillPage();
