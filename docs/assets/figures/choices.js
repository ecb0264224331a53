// What can be chosen: the agencies, years, places, kinds and forms of real and of demonstration data.

/**
 * @typedef {object} Choices
 * @property {Map<string, import('./index.js').Form>} forms newest first
 * @property {Map<string, {agency: import('./index.js').Agency, names: Set<string>, demo: boolean}>} agencies by id, with all
 *   their names
 * @property {Map<string, string>} places
 * @property {Map<string, string>} kinds
 * @property {number[]} years newest first
 */

/** @param {import('./index.js').Index[]} indexes */
export function choicesOf(indexes) {
  const years = [...new Set(indexes.flatMap(({ reports }) => [...reports.keys()]))].sort((a, b) => b - a);
  /** @type {Choices} */
  const all = { forms: new Map(), agencies: new Map(), places: new Map(), kinds: new Map(), years };
  for (const year of years) {
    for (const { reports, forms } of indexes) {
      for (const id of new Set(reports.get(year)?.map(({ form }) => form))) {
        const form = forms.get(id);
        if (form) all.forms.set(id, form);
      }
    }
  }
  for (const { agencies, places, kinds, reports, demo } of indexes) {
    for (const [id, agency] of agencies) all.agencies.set(id, { agency, names: new Set(), demo });
    for (const [id, name] of places) all.places.set(id, demo ? `${name}（示例数据）` : name);
    for (const [id, name] of kinds) all.kinds.set(id, name);
    for (const { agency, name } of [...reports.values()].flat()) all.agencies.get(agency.id)?.names.add(name);
  }
  return all;
}
