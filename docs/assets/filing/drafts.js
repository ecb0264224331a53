// Drafts in the browser, one per agency and year. A tab never overwrites what another one has kept.

/** @typedef {{format: string, agency: string, name: string, year: number, form: string,
 *   facts: Record<string, string>, text: Record<string, string>, notes: Record<string, string>,
 *   cells: Record<string, string>, accepts: import('./accepts.js').Accept[]}} Draft */
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
      const kept = read(storage, key);
      return kept ? [{ ...kept, key }] : [];
    });
  return found.sort((one, other) => other.saved.localeCompare(one.saved));
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
    this.revision = key ? (read(storage, key)?.revision ?? '') : '';
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
    for (let copy = 2; (read(this.storage, this.key)?.revision ?? '') !== this.revision; copy += 1) {
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
    return draftOf(draft);
  } catch {
    return null;
  }
}

/**
 * @param {DraftStorage} storage
 * @param {string} key
 * @returns {Kept | null}
 */
function read(storage, key) {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null');
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
  const texts = [data?.facts, data?.text, data?.notes, data?.cells];
  return (
    data?.format === FORMAT &&
    [data.agency, data.name, data.form].every((each) => typeof each === 'string') &&
    Number.isInteger(data.year) &&
    Array.isArray(data.accepts) &&
    data.accepts.every(isAccept) &&
    texts.every(
      (each) => each && typeof each === 'object' && Object.values(each).every((text) => typeof text === 'string'),
    )
  );
}

/** @param {any} data */
function isAccept(data) {
  const texts = [data?.check, data?.reason, data?.cell ?? ''].concat(data?.sides ?? []);
  return texts.every((each) => typeof each === 'string');
}
