// Drafts in the browser, one per agency and year. A tab never overwrites what another one has kept.

/** @typedef {{facts: Record<string, string>, text: Record<string, string>, notes: Record<string, string>,
 *   cells: Record<string, string>}} Content what the page edits of a report; a cell that is absent is open */
/** @typedef {{isPublished: boolean, before: Content, source: string, version: string, latest: string, date: string,
 *   reason: string}} Correction the report as it was opened, its source file (empty if it was opened from another file),
 *   the digest of the published one (empty if unknown), the day of its last correction, and when and why it changes */
/** @typedef {Content & {format: string, agency: string, name: string, year: number, form: string,
 *   accepts: import('./accepts.js').Accept[], correction?: Correction}} Draft */
/** @typedef {{draft: Draft, saved: string, revision: string}} Kept */

export const FORMAT = 'gongkai-draft-1';
const PREFIX = 'gongkai-draft:';

/**
 * Whether the text can be the id of an agency, as generator/model/paths.py has it.
 * @param {unknown} text
 */
export function isAgencyId(text) {
  return isText(text) && text.split('/').every((part) => /^(?=.*[a-z])[a-z0-9-]{1,64}$/.test(part));
}

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
 * The name of the file of a draft.
 * @param {Pick<Draft, 'agency' | 'year'>} draft
 */
export function draftFileName({ agency, year }) {
  return `${agency.replaceAll('/', '-')}-${year}.json`;
}

/**
 * The file of a draft, to go on with elsewhere; for `gongkai import`, it holds the report as it would be written now
 * and, if it is corrected, as it was.
 * @param {Draft} draft
 * @param {string} report
 * @param {string} [before]
 */
export function draftFile(draft, report, before) {
  return `${JSON.stringify({ ...draft, report, before }, null, 1)}\n`;
}

/**
 * The draft in an exported file; null if the text is none.
 * @param {string} text
 * @returns {Draft | null}
 */
export function draftIn(text) {
  try {
    const { report: _, before: __, ...draft } = JSON.parse(text);
    return draftOf(draft);
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
    const draft = draftOf(kept?.draft);
    return draft && { ...kept, draft };
  } catch {
    return null;
  }
}

/**
 * @param {any} data those of older drafts lack `accepts`
 * @returns {Draft | null}
 */
function draftOf(data) {
  const draft = { ...data, accepts: data?.accepts ?? [] };
  return isDraft(draft) ? draft : null;
}

/** @param {any} data */
function isDraft(data) {
  return (
    data?.format === FORMAT &&
    isAgencyId(data.agency) &&
    [data.name, data.form].every(isText) &&
    Number.isInteger(data.year) &&
    Array.isArray(data.accepts) &&
    data.accepts.every(isAccept) &&
    isContent(data) &&
    (data.correction === undefined || isCorrection(data.correction))
  );
}

/** @param {any} data */
function isAccept(data) {
  const { check, reason, cell, sides = [] } = data ?? {};
  return Array.isArray(sides) && [check, reason, cell ?? '', ...sides].every(isText);
}

/** @param {any} data */
function isCorrection(data) {
  const { source, version, latest, date, reason, isPublished, before } = data ?? {};
  return [source, version, latest, date, reason].every(isText) && typeof isPublished === 'boolean' && isContent(before);
}

/** @param {any} data */
function isContent(data) {
  const texts = [data?.facts, data?.text, data?.notes, data?.cells];
  return texts.every((each) => each && typeof each === 'object' && Object.values(each).every(isText));
}

/**
 * @param {unknown} each
 * @returns {each is string}
 */
function isText(each) {
  return typeof each === 'string';
}
