"use strict";

const plots = JSON.parse(document.getElementById("plots").textContent);
const legend = document.querySelector(".legend");
const buttons = [...legend.querySelectorAll("button[value]")];
const hidden = new Set();
const charts = [];

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const units = {
  share: (value) => `${whole.format(value * 100)} %`,
  per_second: (value) => `${whole.format(value)}/s`,
  millis: (value) => `${whole.format(value)} ms`,
  count: (value) => whole.format(value),
};
const axes = {
  seconds: (value) => `${short.format(value)} s`,
  loads: (value) => `${short.format(value)}×`,
};

const canvasFont = `${12 * devicePixelRatio}px system-ui, sans-serif`;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A line is drawn as the legend shows it. */
function pen(strategy) {
  const button = buttons.find((each) => each.value === strategy);
  const style = getComputedStyle(button.querySelector("path"));
  const dash = style.strokeDasharray === "none" ? [] : style.strokeDasharray.match(/[\d.]+/g).map(Number);
  return { stroke: style.stroke, width: parseFloat(style.strokeWidth) - 0.25, dash };
}

/** Values with neither neighbour have no line: they get a dot. */
function lonely(values) {
  const isThere = (at) => values[at] !== null && values[at] !== undefined;
  return [...values.keys()].filter((at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1));
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

function scale(plot) {
  const [first, last] = [plot.places[0], plot.places[plot.places.length - 1]];
  return plot.axis === "loads"
    ? { time: false, distr: 3, range: [first / 1.04, last * 1.04] }
    : { time: false, range: [0, last + first] };
}

/** What happened to the backend or to the load is a shade behind the lines, with its name at the top. */
function shadeEvents(chart, plot) {
  const { ctx, bbox } = chart;
  for (const { what, from, until } of plot.events) {
    const [left, right] = [from, until].map((place) => chart.valToPos(place, "x", true));
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
    .map(({ label, values }) => ({ label, value: values.findLast((value) => value !== null && value !== undefined) }))
    .filter(({ value }) => value !== undefined)
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
    .filter(({ show, value }) => show && value !== null && value !== undefined)
    .sort((one, other) => other.value - one.value);
  tip.hidden = at === null || at === undefined || chart.cursor.left < 0 || shown.length === 0;
  if (tip.hidden) {
    return;
  }
  const row = (...cells) => {
    const p = document.createElement("p");
    p.append(...cells);
    return p;
  };
  const swatch = (label) => buttons.find((each) => each.value === label).firstElementChild.cloneNode(true);
  tip.replaceChildren(
    row(axes[plot.axis](chart.data[0][at])),
    ...shown.map(({ label, value }) => row(swatch(label), units[plot.unit](value))));
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

function draw(box) {
  const plot = plots[box.dataset.plot];
  // What is drawn last lies on top: the thickest.
  const lines = [...plot.lines].sort((one, other) => pen(one.strategy).width - pen(other.strategy).width);
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  const options = {
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [8, () => nameRoom(box), 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, focus: { prox: 16 } },
    focus: { alpha: 0.2 },
    scales: { x: scale(plot), y: { range: height(plot) } },
    axes: [across(plot), axis({ values: (chart, ticks) => ticks.map(plot.unit === "share" ? units.share : whole.format), size: 52 })],
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

function drawn(box) {
  box.dataset.drawn = "";
  const all = document.querySelectorAll("[data-plot]").length;
  const done = document.querySelectorAll("[data-plot][data-drawn]").length;
  if (done === all) {
    document.documentElement.dataset.charts = done;
  }
}

function fit(chart, box) {
  if (chart.width !== box.clientWidth || chart.height !== box.clientHeight) {
    chart.setSize({ width: box.clientWidth, height: box.clientHeight });
  }
}

const seriesOf = (chart, strategy) => chart.series.findIndex(({ label }, at) => at > 0 && label === strategy);

function show(strategy, shown) {
  shown ? hidden.delete(strategy) : hidden.add(strategy);
  buttons.find((each) => each.value === strategy).setAttribute("aria-pressed", shown);
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

const all = legend.querySelector(".all");
all.hidden = false;
all.addEventListener("click", () => {
  const shown = hidden.size > 0;
  buttons.forEach((button) => show(button.value, shown));
});

for (const button of buttons) {
  button.addEventListener("click", () => show(button.value, hidden.has(button.value)));
  button.addEventListener("pointerenter", () => highlight(button.value));
  button.addEventListener("pointerleave", () => highlight(null));
}

for (const query of ["(prefers-color-scheme: dark)", "print"]) {
  matchMedia(query).addEventListener("change", () => charts.forEach((chart) => chart.redraw(false, true)));
}

document.querySelectorAll("[data-plot]").forEach(draw);
if (plots.length === 0) {
  document.documentElement.dataset.charts = 0;
}
