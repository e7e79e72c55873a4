import { element, reconcile } from './dom.js';
import { trouble } from './server.js';

const $ = (id) => document.getElementById(id);

/** Slack and AWS, whose parts of the panel are alike. */
const SIDES = ['slack', 'aws'];

/** Draws what can be set, what is set and what has struck. */
export function drawTrouble(shown) {
  for (const side of SIDES) {
    const { calls, faults, percent } = shown[side];
    reconcile($(`${side}call`), calls, String, (call) => element('option', {}, call));
    reconcile($(`${side}kind`), faults, String, (fault) => element('option', {}, fault));
    drawShare(side, percent);
  }
  const archive = $('archive');
  archive.value = shown.archived ? 'unarchive' : 'archive';
  archive.textContent = shown.archived ? 'Unarchive the channel' : 'Archive the channel';
  list($('troubleset'), shown.set);
  list($('troublestruck'), [...counts('Slack', shown.slack.struck), ...counts('AWS', shown.aws.struck)]);
}

/** Sends what the visitor sets; `refresh` then shows it. What came of it is said below what was used. */
export function wireTrouble(refresh) {
  const make = async (below, kind, details, words) => {
    below.after($('troublenotice'));
    try {
      const { problem } = await trouble(kind, details);
      $('troublenotice').textContent = problem ?? `Done: ${words}.`;
    } catch (error) {
      $('troublenotice').textContent = `The demo does not answer. Was it stopped? (${error.message})`;
    }
    await refresh();
  };
  for (const side of SIDES) wireSide(side, make);
  for (const button of $('troubleacts').querySelectorAll('button')) {
    button.addEventListener('click', () => make($('troubleacts'), button.value, {}, button.textContent));
  }
}

function wireSide(side, make) {
  const form = $(`${side}fault`);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [call, fault, times] = ['call', 'kind', 'times'].map((part) => $(`${side}${part}`).value);
    make(form, `${side}Fault`, { call, fault, times: Number(times) }, `${call}, ${fault}`);
  });
  const range = $(`${side}share`);
  range.addEventListener('input', () => sayPercent(side));
  range.addEventListener('change', () => {
    make(range.closest('fieldset'), `${side}Share`, { percent: Number(range.value) }, `${range.value} %`);
  });
}

/** A slider that somebody holds is left alone. */
function drawShare(side, percent) {
  const range = $(`${side}share`);
  if (range === document.activeElement) return;
  range.value = percent;
  sayPercent(side);
}

function sayPercent(side) {
  $(`${side}percent`).textContent = `${$(`${side}share`).value} %`;
}

function counts(side, struck) {
  return Object.entries(struck).map(([what, count]) => `${side}, ${what}: ${count}`);
}

function list(parent, lines) {
  reconcile(parent, lines.length > 0 ? lines : ['Nothing'], String, (line) => element('li', {}, line));
}
