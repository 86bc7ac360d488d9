// Elements of the page. What comes from Weir is put in as text, never as HTML.

const byId = (id) => document.getElementById(id);

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

/** Changes nothing that is so already: what is selected stays selected, and nothing is painted again. */
function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/**
 * Makes the children of a box those of these items, in their order. The child of a key stays the same element,
 * so that the focus stays too.
 */
function fill(box, items, key, create, update) {
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  let next = box.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let child = old.get(name);
    if (child) {
      old.delete(name);
    } else {
      child = create(item);
      child.dataset.key = name;
    }
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      box.insertBefore(child, next);
    }
    update(child, item);
  }
  old.forEach((child) => child.remove());
}

/** A table with these columns; one that begins with # has numbers, one with = short words. */
function makeTable(label, columns) {
  const heads = columns.map((column) => make("th", { scope: "col", ...classOf(column) }, column.replace(/^[#=]/, "")));
  const body = make("tbody");
  const table = make("table", { "aria-label": label }, make("thead", {}, make("tr", {}, ...heads)), body);
  return { box: make("div", { class: "box", tabindex: "0", role: "group", "aria-label": label }, table), body, columns };
}

const CLASSES = { "#": "number", "=": "short" };
const classOf = (column) => (CLASSES[column[0]] ? { class: CLASSES[column[0]] } : {});

/** Makes the rows of a table those of these items; each item has a key, and a text for each column. */
function fillTable({ body, columns }, items) {
  const row = () => make("tr", {}, ...columns.map((column) => make("td", classOf(column), make("bdi"))));
  fill(body, items, (item) => item.key, row, (tr, item) => {
    item.cells.forEach((text, at) => setText(tr.cells[at].firstElementChild, text));
  });
}
