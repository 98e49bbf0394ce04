// Small things that every part needs: elements, words with something filled in, numbers as people write them.

/** An element with attributes and children; what is null, undefined or false is left out. */
export function create(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that runs something. */
export function button(text, run, attributes) {
  const element = create("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", run);
  return element;
}

/** A template with its {names} filled in. */
export const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

/** A whole number with its groups. */
export const grouped = (number, mark) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, mark);

/** A text as it is searched: as `folded` in writing/explore/shards.py writes what is searched. */
export const fold = (text) => text.normalize("NFKC").toLowerCase();
