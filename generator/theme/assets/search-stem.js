// Stems of English words after M. F. Porter (1980); the same rules as generator/searching/stemming.py.
const C = "[^aeiou][^aeiouy]*", V = "[aeiouy][aeiou]*";
const M0 = new RegExp(`^(${C})?${V}${C}`), M1 = new RegExp(`^(${C})?${V}${C}(${V})?$`);
const M2 = new RegExp(`^(${C})?${V}${C}${V}${C}`), VOWEL = new RegExp(`^(${C})?[aeiouy]`);
const DOUBLE = /([^aeiouylsz])\1$/, SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);
const STEP2 = {
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent",
  eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
  ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
};
const STEP3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
const END2 = new RegExp(`^(.+?)(${Object.keys(STEP2).join("|")})$`);
const END3 = new RegExp(`^(.+?)(${Object.keys(STEP3).join("|")})$`);
const END4 = /^(.+?)(ement|ment|able|ible|ance|ence|ate|iti|ion|ism|ive|ize|ous|ant|ent|al|er|ic|ou)$/;

// The stem of a word of three or more letters a to z.
export function stem(word) {
  let found;
  if (/(sses|ies)$/.test(word)) word = word.slice(0, -2);
  else if (/s$/.test(word) && !/ss$/.test(word)) word = word.slice(0, -1);
  if (/eed$/.test(word)) {
    if (M0.test(word.slice(0, -3))) word = word.slice(0, -1);
  } else if ((found = /^(.+)(ed|ing)$/.exec(word)) && VOWEL.test(found[1])) {
    word = found[1];
    if (/(at|bl|iz)$/.test(word)) word += "e";
    else if (DOUBLE.test(word)) word = word.slice(0, -1);
    else if (SHORT.test(word)) word += "e";
  }
  if (/y$/.test(word) && VOWEL.test(word.slice(0, -1))) word = word.slice(0, -1) + "i";
  if ((found = END2.exec(word)) && M0.test(found[1])) word = found[1] + STEP2[found[2]];
  if ((found = END3.exec(word)) && M0.test(found[1])) word = found[1] + STEP3[found[2]];
  if ((found = END4.exec(word)) && M2.test(found[1]) && (found[2] !== "ion" || /[st]$/.test(found[1]))) word = found[1];
  if (/e$/.test(word)) {
    const shorter = word.slice(0, -1);
    if (M2.test(shorter) || (M1.test(shorter) && !SHORT.test(shorter))) word = shorter;
  }
  if (/ll$/.test(word) && M2.test(word)) word = word.slice(0, -1);
  return word;
}
