// The charts of the last five minutes, with uPlot.

const SHARES = [0.5, 0.9, 0.99];

const CHARTS = [
  {
    title: "Requests per second",
    unit: perSecond,
    lines: ["offered", "goodput", "shed"],
    data: (history, gate) => history.rates(gate),
  },
  {
    title: "Wait of the admitted",
    unit: millis,
    lines: ["p50", "p90", "p99"],
    data: (history, gate) => history.waits(gate, SHARES),
  },
];

const styleOf = (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim();

/** A line has a colour and a dash of its own; the style sheet says which. */
function pen(line) {
  const dash = styleOf(`--${line}-dash`);
  return { stroke: styleOf(`--${line}`), width: rem() / 8, dash: dash === "none" ? [] : dash.split(" ").map(Number) };
}

class Chart {
  #kind;
  #box = make("div", { class: "chart", role: "group", tabindex: "0" });
  #values;
  #legend;
  #time = make("span", { class: "hint" });
  #plot = null;
  #marks = [];

  constructor(kind, place) {
    this.#kind = kind;
    this.#values = kind.lines.map(() => make("span", { class: "number" }));
    this.#legend = make("ul", { class: "legend" }, ...kind.lines.map((line, at) => entry(line, this.#values[at])));
    place.append(make("figure", {}, make("figcaption", {}, make("h2", {}, kind.title, " ", this.#time), this.#legend), this.#box));
    this.#box.addEventListener("keydown", (event) => this.#read(event));
    this.#box.addEventListener("blur", () => this.#plot?.setCursor({ left: -10, top: -10 }));
    new ResizeObserver(() => this.#fit()).observe(this.#box);
  }

  show(history, gate, marks) {
    const data = this.#kind.data(history, gate);
    this.#marks = marks;
    this.#plot ??= this.#make(data);
    this.#plot.batch(() => {
      this.#plot.setData(data, false);
      this.#plot.setScale("x", { min: history.now - SECONDS_KEPT, max: history.now });
    });
    this.#write();
    const last = this.#kind.lines.map((line, at) => `${line} ${this.#kind.unit(data[at + 1].at(-1))}`);
    setAttribute(this.#box, "aria-label", `${this.#kind.title}, five minutes; now ${last.join(", ")}`);
  }

  /** Draws again with the colours of now. */
  repaint() {
    if (this.#plot !== null) {
      this.#plot.destroy();
      this.#plot = null;
    }
  }

  #make(data) {
    const { lines, unit } = this.#kind;
    const axis = {
      stroke: styleOf("--muted"),
      font: `${Math.round(0.75 * rem())}px system-ui, sans-serif`,
      grid: { stroke: styleOf("--hairline"), width: 1 },
      ticks: { show: false },
    };
    return new uPlot({
      width: this.#box.clientWidth,
      height: this.#box.clientHeight,
      padding: [8, rem(), 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: "time" } },
      scales: { x: { time: true, auto: false }, y: { range: (plot, low, high) => [0, 1.15 * Math.max(high ?? 0, 1)] } },
      axes: [
        { ...axis, values: (plot, times) => times.map((time) => shortClock.format(1000 * time)), incrs: [60, 120, 300], size: 2 * rem() },
        { ...axis, values: (plot, ticks) => ticks.map(unit), size: 4.2 * rem() },
      ],
      series: [{}, ...lines.map((line) => ({ label: line, spanGaps: false, points: { show: false }, ...pen(line) }))],
      hooks: { setCursor: [() => this.#write()], drawAxes: [(plot) => this.#drawMarks(plot)] },
    }, data, this.#box);
  }

  /** Writes the values under the cursor and their time, or else the last. */
  #write() {
    const data = this.#plot?.data;
    if (data) {
      const at = this.#plot.cursor.idx ?? data[0].length - 1;
      setText(this.#time, at < data[0].length - 1 ? clock.format(1000 * data[0][at]) : "");
      this.#values.forEach((value, line) => setText(value, this.#kind.unit(data[line + 1][at])));
    }
  }

  #read(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const times = this.#plot?.data[0] ?? [];
    if (way === undefined || times.length === 0) {
      return;
    }
    event.preventDefault();
    const from = this.#plot.cursor.idx ?? times.length - 1;
    const at = Math.min(times.length - 1, Math.max(0, from + way));
    this.#plot.setCursor({ left: this.#plot.valToPos(times[at], "x"), top: 8 });
    setAttribute(this.#box, "aria-label", `${clock.format(1000 * times[at])}: ${this.#legend.textContent}`);
  }

  /** What may have changed the lines: a restart, a change of settings. */
  #drawMarks({ ctx, bbox, valToPos }) {
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = styleOf("--mark");
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.font = `${Math.round(0.7 * rem() * devicePixelRatio)}px system-ui, sans-serif`;
    ctx.textBaseline = "top";
    for (const { at, text } of this.#marks) {
      const left = Math.round(valToPos(at, "x", true));
      if (left >= bbox.left) {
        const room = bbox.left + bbox.width - left;
        ctx.beginPath();
        ctx.moveTo(left, bbox.top);
        ctx.lineTo(left, bbox.top + bbox.height);
        ctx.stroke();
        ctx.textAlign = room > 60 * devicePixelRatio ? "left" : "right";
        ctx.fillText(text, left + (ctx.textAlign === "left" ? 4 : -4) * devicePixelRatio, bbox.top);
      }
    }
    ctx.restore();
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.#box;
    if (this.#plot !== null && (this.#plot.width !== width || this.#plot.height !== height)) {
      this.#plot.setSize({ width, height });
    }
  }
}

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

function entry(line, value) {
  return make("li", { "data-line": line }, make("i", { class: "swatch", "aria-hidden": "true" }), make("span", {}, line), " ", value);
}
