// Words with something filled in, numbers and lengths in the page's language.
const language = document.documentElement.lang;

/** A template with its {names} filled in. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** A number with at most so many decimals. */
export function number(value, digits) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** Metres as people say them. */
export function length(words, metres) {
  return metres < 1000
    ? fill(words.metres, { n: number(Math.round(metres / 10) * 10, 0) })
    : fill(words.kilometres, { n: number(metres / 1000, metres < 10000 ? 1 : 0) });
}
