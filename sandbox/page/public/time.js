import { element, reconcile } from './dom.js';
import { passTime } from './server.js';

const $ = (id) => document.getElementById(id);

/** What the time was when it was last told, and what this machine's clock said then. */
let told = { now: 0, at: 0, pace: 1 };

/** Draws what the time is, how it passes, what comes next, and which ports there are. */
export function drawTime(time, ports) {
  told = { now: time.now, at: Date.now(), pace: time.pace };
  showNow();
  const { words } = time.paces.find(({ pace }) => pace === time.pace);
  $('timehow').textContent = time.isJumping ? '(it passes at once)' : time.pace > 1 ? `(${words})` : '';
  reconcile(
    $('paces'),
    time.paces,
    ({ pace }) => pace,
    ({ pace, words: name }) =>
      element('button', { type: 'button', value: pace, onclick: () => work('pace', { pace }, name) }, name),
  );
  press('paces', String(time.pace));
  $('timenext').textContent = time.next
    ? `Next at AWS: something about ${time.next.interconnectId}, ${dateTime(time.next.at)}.`
    : 'Nothing more happens at AWS by itself.';
  press('lengths', time.slowPorts ? 'slowPorts' : 'quickPorts');
  reconcile(
    $('timeport'),
    ports,
    ({ interconnectId }) => interconnectId,
    ({ interconnectId }) => element('option', {}, interconnectId),
  );
  for (const button of $('happenings').querySelectorAll('button')) button.disabled = ports.length === 0;
}

/** Shows which of the buttons in a row holds now. */
function press(row, value) {
  for (const button of $(row).querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.value === value));
  }
}

let refresh;

/** Sends what the visitor wants to happen; `refreshed` then shows it. */
export function wireTime(refreshed) {
  refresh = refreshed;
  for (const button of $('time').querySelectorAll('#jumps button, #lengths button')) {
    button.addEventListener('click', () => work(button.value, {}, button.textContent));
  }
  for (const button of $('happenings').querySelectorAll('button')) {
    button.addEventListener('click', () => {
      const port = $('timeport').value;
      return work(button.value, { port }, `${button.textContent}, ${port}`);
    });
  }
  // Whole seconds are too short to be shown, but a minute ends some time.
  setInterval(showNow, 1000);
}

async function work(kind, details, words) {
  try {
    const { problem } = await passTime(kind, details);
    $('timenotice').textContent = problem ?? `Done: ${words}.`;
  } catch (error) {
    $('timenotice').textContent = `The demo does not answer. Was it stopped? (${error.message})`;
  }
  await refresh();
}

/** Between two tellings it goes on as this machine's clock does; faster time is told often. */
function showNow() {
  const now = told.now + Date.now() - told.at;
  $('timenow').dateTime = new Date(now).toISOString();
  $('timenow').textContent = dateTime(now);
}

function dateTime(time) {
  const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  return new Date(time).toLocaleString('en-GB', parts);
}
