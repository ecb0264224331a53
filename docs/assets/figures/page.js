// The page of figures; its whole state is its address.

import { part } from '../element.js';
import { choicesOf } from './choices.js';
import { figureOf } from './figure.js';
import { loadIndex } from './files.js';
import { connectForm, showQuestion } from './form.js';
import { readQuestion, writeQuestion } from './question.js';
import { sectionOf } from './section.js';
import { faultsOf, questionText } from './words.js';

/** @typedef {import('./question.js').Question} Question */

const status = part('gk-figures-status', HTMLElement);
const results = part('gk-figures-results', HTMLElement);
const help = part('gk-figures-help', HTMLElement);
const siteTitle = document.title;

/** @type {Question} the newest question; what older ones still await is dropped */
let current = readQuestion(location.search);

/** @type {import('./choices.js').Choices} */
let choices;

/** @param {Question} question */
function go(question) {
  const target = location.pathname + writeQuestion(question);
  if (target !== location.pathname + location.search) history.pushState(null, '', target);
  return show(question);
}

/** @param {Question} question */
async function show(question) {
  current = question;
  showQuestion(question, choices, go);
  const figures = question.figures.map(({ key }) => figureOf(key, choices.forms));
  const known = figures.filter((each) => each !== null);
  const isAsked = question.figures.length > 0;
  help.hidden = isAsked;
  const faults = faultsOf(question, figures);
  const text = faults ? '' : questionText(question, known);
  document.title = text ? `${text} - ${siteTitle}` : siteTitle;
  if (!isAsked || faults) return finish(faults || '请选择要查的项目。', []);
  status.textContent = '正在查…';
  results.setAttribute('aria-busy', 'true');
  try {
    const sections = await Promise.all([false, true].map((demo) => sectionOf(question, choices.forms, demo, text, go)));
    if (current !== question) return undefined;
    const found = sections.filter((each) => each !== null);
    return finish(
      found.map(({ words }) => words).join('') || '所选的年度、地区、类别、机关没有收录报告。',
      found.map(({ content }) => content),
    );
  } catch (error) {
    console.error(error);
    if (current !== question) return undefined;
    return finish('数据没有读出来。请检查网络后刷新本页。', []);
  }
}

/**
 * @param {string} text
 * @param {HTMLElement[]} sections
 */
function finish(text, sections) {
  status.textContent = text;
  results.replaceChildren(...sections);
  results.setAttribute('aria-busy', 'false');
}

async function start() {
  try {
    choices = choicesOf(await Promise.all([false, true].map(loadIndex)));
  } catch (error) {
    console.error(error);
    return finish('数据没有读出来。请检查网络后刷新本页。', []);
  }
  if (!choices.years.length) return finish('本站还没有收录报告。', []);
  connectForm(choices, () => current, go);
  part('gk-figures-form', HTMLFormElement).hidden = false;
  part('gk-figures-form', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('popstate', () => show(readQuestion(location.search)));
  return show(current);
}

start();
