// The filing page: choose an agency and year, or a draft, and fill in its report.

import { button, element, part } from '../element.js';
import { saveFile } from '../save-file.js';
import { backUp, backups } from './backup.js';
import { draftOfPublished } from './correcting.js';
import { isAgencyId, keptDrafts, restoreDrafts } from './drafts.js';
import { Editor } from './editor.js';
import { officialForm } from './form.js';
import { openFile } from './opened.js';
import { recordCells } from './record.js';
import { newDraft } from './session.js';
import { isCopy, isPublished, loadForm, loadForms, loadIndex, loadReport } from './sources.js';
import { wholePage } from './whole-page.js';

/** @typedef {import('./drafts.js').Draft} Draft */

const NOT_IN_COPY =
  '下载的网页里没有公布的报告。要更正，请打开它的报告文件（.yml），或者从网站下载、在 Excel 里改过的表。';

const form = part('gk-file-choice', HTMLFormElement);
const fields = {
  name: part('gk-file-name', HTMLInputElement),
  id: part('gk-file-id', HTMLInputElement),
  year: part('gk-file-year', HTMLInputElement),
};
const said = part('gk-file-said', HTMLElement);
const drafts = part('gk-file-drafts', HTMLElement);
const correctButton = part('gk-file-correct', HTMLButtonElement);

/** @type {File | null} a source file whose agency or year is still to be told */
let waiting = null;

/**
 * Open a draft below; `key` is where it is kept, empty for one that is not kept yet.
 * @param {Draft} draft
 * @param {string} key
 */
async function open(draft, key) {
  const forms = await loadForms();
  const record = await loadReport(draft.agency, draft.year - 1);
  const isThere = await isPublished(draft.agency, draft.year);
  const editor = new Editor({
    form: await loadForm(draft.form),
    draft,
    key,
    previous: record && recordCells(record),
    isFormNamed: officialForm(forms, draft.year)?.form !== draft.form,
    isPublished: isThere,
    reopen: open,
  });
  editor.open(part('gk-file-report', HTMLElement));
  form.hidden = true;
  drafts.hidden = true;
  const place = isCopy ? '下载的网页里' : '本站';
  const before = record
    ? `上年的数取自本站 ${record.year} 年度的报告。`
    : `${place}没有上年的报告，上年的数请自己核对。`;
  say(isThere && !draft.correction ? `${before}这一年的报告已经公布；要改它，请用“更正已公布的报告”打开。` : before);
}

/** The agency and year that are chosen; null if one is missing. */
function chosen() {
  const [agency, name, year] = [fields.id.value.trim(), fields.name.value.trim(), Number(fields.year.value)];
  return isAgencyId(agency) && year ? { agency, name, year } : null;
}

/**
 * What is kept of the report, or of its correction.
 * @param {import('./correcting.js').Whose} whose
 * @param {boolean} isCorrection
 */
function keptDraft({ agency, year }, isCorrection) {
  return keptDrafts(localStorage).find(
    ({ draft }) => draft.agency === agency && draft.year === year && !!draft.correction === isCorrection,
  );
}

/** Begin the report that is chosen, or go on with its draft. */
async function begin() {
  const whose = chosen(); // the form requires a year
  if (!whose) return say('代号是机关在网站上的地址，用小写英文字母、数字和连字符，例如 example/zjj。');
  const kept = keptDraft(whose, false);
  if (kept) return open(kept.draft, kept.key);
  const official = officialForm(await loadForms(), whose.year);
  if (!official) return say(`${whose.year} 年度没有统一格式。`);
  const record = await loadReport(whose.agency, whose.year - 1);
  return open(newDraft(await loadForm(official.form), whose, record && recordCells(record)), '');
}

/** Correct the published report that is chosen, or go on with the draft of its correction. */
async function correct() {
  const whose = chosen();
  if (!whose) return;
  const kept = keptDraft(whose, true);
  if (kept) return open(kept.draft, kept.key);
  const draft = await draftOfPublished(whose.agency, whose.year);
  if (draft) return open(draft, '');
  say(isCopy ? NOT_IN_COPY : '没有读到公布的报告。');
}

/**
 * Open a file; a source file waits for its agency and year.
 * @param {File} file
 */
async function openChosen(file) {
  const [, year] = /(?:^|\D)((?:19|20)\d\d)\.ya?ml$/.exec(file.name) ?? [];
  if (year) fields.year.value = year;
  const opened = await openFile(file, chosen());
  waiting = null;
  if ('draft' in opened) return open(opened.draft, '');
  if ('fault' in opened) return say(opened.fault);
  waiting = file;
  say('请在上面写明这是哪个机关、哪一年度的报告，再按“开始填报”。');
}

/** Offer to correct the report that is chosen, if it is published. */
async function offerCorrection() {
  const whose = chosen();
  correctButton.hidden = !whose || !(await isPublished(whose.agency, whose.year));
}

/** @param {string} text */
function say(text) {
  said.textContent = text;
}

/** @param {Error} error */
function sayNotOpened({ message }) {
  say(`没有打开：${message}`);
}

function listDrafts() {
  const items = keptDrafts(localStorage).map(({ draft, saved, key }) => {
    const go = button('接着填', () => open(draft, key).catch(sayNotOpened));
    const drop = button('删除', () => {
      if (!confirm(`删除 ${draft.name} ${draft.year} 年度的草稿？删除以后不能恢复。`)) return;
      localStorage.removeItem(key);
      backUp(localStorage, key);
      listDrafts();
      fields.name.focus();
    });
    const when = new Date(saved).toLocaleString('zh-CN');
    const kind = draft.correction ? '（更正）' : '';
    return element('li', {}, `${draft.name || draft.agency} ${draft.year} 年度${kind}，${when} 保存 `, go, ' ', drop);
  });
  const title = items.length ? [element('h2', {}, '这个浏览器里的草稿')] : [];
  drafts.replaceChildren(...title, element('ul', {}, ...items));
}

async function listAgencies() {
  const agencies = (await loadIndex())?.agencies ?? [];
  const list = part('gk-file-names', HTMLDataListElement);
  list.append(...agencies.map(({ id, name }) => element('option', { value: name }, id)));
  fields.name.addEventListener('input', () => {
    const known = agencies.find(({ name }) => name === fields.name.value.trim());
    if (known) fields.id.value = known.id;
  });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const opening = waiting ? openChosen(waiting) : begin();
  opening.catch(sayNotOpened);
});
form.addEventListener('input', () => offerCorrection());
correctButton.addEventListener('click', () => correct().catch(sayNotOpened));

part('gk-file-file', HTMLInputElement).addEventListener('change', async ({ target }) => {
  const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
  if (file) await openChosen(file).catch(sayNotOpened);
});

const copyButton = part('gk-file-copy', HTMLButtonElement);
copyButton.hidden = isCopy;
copyButton.addEventListener('click', async () => {
  const page = await wholePage(new URL('../assets/filing/page.js', location.href).href);
  saveFile('报送.html', page, 'text/html');
});

fields.year.value ||= String(new Date().getFullYear() - 1);
backups()
  .then((copies) => restoreDrafts(localStorage, copies))
  .catch(() => say('浏览器没有地方了，有的草稿没有取回。请删去不要的草稿，再打开本页。'))
  .then(() => {
    form.hidden = false;
    listDrafts();
  });
listAgencies();
