// Drafts in the browser, one per agency and year. A tab never overwrites what another one has kept.

/** @typedef {{format: string, agency: string, name: string, year: number, form: string,
 *   facts: Record<string, string>, text: Record<string, string>, notes: Record<string, string>,
 *   cells: Record<string, string>}} Draft */
/** @typedef {{draft: Draft, saved: string, revision: string}} Kept */

export const FORMAT = 'gongkai-draft-1';
const PREFIX = 'gongkai-draft:';

/** A browser's storage, or what behaves like it. */
/** @typedef {Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>} DraftStorage */

/**
 * All drafts that are kept, newest first.
 * @param {DraftStorage} storage
 */
export function keptDrafts(storage) {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  const found = keys
    .filter((key) => key.startsWith(PREFIX))
    .flatMap((key) => {
      const kept = readKept(storage.getItem(key));
      return kept ? [{ ...kept, key }] : [];
    });
  return found.sort((one, other) => other.saved.localeCompare(one.saved));
}

/**
 * Put copies of drafts back that are newer than what is kept, as after the browser was killed.
 * @param {DraftStorage} storage
 * @param {[string, string][]} copies key and text
 */
export function restoreDrafts(storage, copies) {
  for (const [key, text] of copies) {
    const [copy, kept] = [text, storage.getItem(key)].map(readKept);
    if (copy && copy.saved > (kept?.saved ?? '')) storage.setItem(key, text);
  }
}

/** Keeps one draft, which one tab edits. */
export class DraftKeeper {
  /**
   * @param {DraftStorage} storage
   * @param {string} key of a draft that is kept; else one for the agency and year is used
   * @param {string} tab what tells this tab from others
   */
  constructor(storage, key, tab) {
    this.storage = storage;
    this.key = key;
    this.tab = tab;
    this.count = 0;
    this.revision = key ? (readKept(storage.getItem(key))?.revision ?? '') : '';
  }

  /**
   * Keep the draft; returns the key under which it is kept. If another tab has kept one in its place since this one was
   * opened, it is kept beside that. Throws if the browser has no room.
   * @param {Draft} draft
   * @param {Date} now
   */
  keep(draft, now) {
    this.key ||= `${PREFIX}${draft.agency}/${draft.year}`;
    const base = this.key;
    for (let copy = 2; (readKept(this.storage.getItem(this.key))?.revision ?? '') !== this.revision; copy += 1) {
      this.key = `${base}#${copy}`;
      this.revision = '';
    }
    this.count += 1;
    const revision = `${this.tab}-${this.count}`;
    const text = JSON.stringify({ draft, saved: now.toISOString(), revision });
    this.storage.setItem(this.key, text);
    if (this.storage.getItem(this.key) !== text) throw new Error('The draft was not kept.');
    this.revision = revision;
    return this.key;
  }
}

/**
 * The file of a draft, to go on with elsewhere; it holds the report as it would be written now, for `gongkai import`.
 * @param {Draft} draft
 * @param {string} report
 */
export function draftFile(draft, report) {
  return `${JSON.stringify({ ...draft, report }, null, 1)}\n`;
}

/**
 * The draft in an exported file; null if the text is none.
 * @param {string} text
 * @returns {Draft | null}
 */
export function draftIn(text) {
  try {
    const { report: _, ...draft } = JSON.parse(text);
    return isDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

/**
 * @param {string | null} text
 * @returns {Kept | null}
 */
function readKept(text) {
  try {
    const kept = JSON.parse(text ?? 'null');
    return kept && isDraft(kept.draft) ? kept : null;
  } catch {
    return null;
  }
}

/** @param {any} data */
function isDraft(data) {
  const texts = [data?.facts, data?.text, data?.notes, data?.cells];
  return (
    data?.format === FORMAT &&
    [data.agency, data.name, data.form].every((each) => typeof each === 'string') &&
    Number.isInteger(data.year) &&
    texts.every(
      (each) => each && typeof each === 'object' && Object.values(each).every((text) => typeof text === 'string'),
    )
  );
}
