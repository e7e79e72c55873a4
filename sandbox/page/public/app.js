import { block } from './blocks.js';
import { element, keepingFocus, reconcile } from './dom.js';
import { menuButton } from './menu.js';
import { drawMessages } from './messages.js';
import { confirmed, drawModal, wireModal } from './modal.js';
import { act, optionsFor, stateFor } from './server.js';
import { drawTime, wireTime } from './time.js';
import { drawTrouble, wireTrouble } from './trouble.js';

const $ = (id) => document.getElementById(id);

let as;
let place = 'channel';
let state;

/** Does something as the present person, says what went wrong, and shows what came of it. */
async function perform(kind, details) {
  try {
    const { problem } = await act(as, kind, details);
    $('notice').textContent = problem ? `Slack: ${problem}` : '';
  } catch (error) {
    $('notice').textContent = `The demo does not answer. Was it stopped? (${error.message})`;
  }
  await refresh();
  // Fields say themselves what is wrong with them.
  if (kind === 'submit' && Object.keys(state.modal?.errors ?? {}).length > 0) $('notice').textContent = '';
}

const context = {
  choose: (chosen, value, query) => perform('choose', { block: chosen, value, query }),
  type: (typed, text) => perform('type', { block: typed, text }),
  options: (asked, query) => optionsFor(as, asked, query),
};

async function press(kind, button, where = {}) {
  if (await confirmed(button.confirm)) {
    await perform(kind, { ...where, button: button.text.text, value: button.value });
  }
}

async function pick(kind, menu, option, where = {}) {
  if (await confirmed(menu.confirm)) {
    await perform(kind, { ...where, actionId: menu.action_id, value: option.value });
  }
}

const placeOf = ({ channel, ts }) => ({ channel, ts });
const onMessages = {
  pressOn: (message, button) => press('press', button, placeOf(message)),
  pickOn: (message, menu, option) => pick('chooseOn', menu, option, placeOf(message)),
};

let drawing;
let again = false;

/** Fetches and draws; a wish that comes meanwhile is granted once afterwards, for all who wished. */
function refresh() {
  again = true;
  drawing ??= redraw().finally(() => {
    drawing = undefined;
  });
  return drawing;
}

async function redraw() {
  while (again) {
    again = false;
    try {
      state = await stateFor(as);
      keepingFocus(draw);
    } catch (error) {
      $('notice').textContent = `The demo does not answer. Was it stopped? (${error.message})`;
    }
  }
}

function draw() {
  as ??= state.as;
  if (state.as !== as) return;
  $('sentence').textContent = state.sentence;
  reconcile($('steps'), state.steps, String, (step) => element('li', {}, step));
  drawCounters();
  drawPeople();
  drawPlaces();
  drawPlace();
  const inModal = {
    ...context,
    names: state.names,
    press: (button) => press('pressInModal', button),
    pick: ({ confirm }, { text, value }) => press('pressInModal', { confirm, text, value }),
  };
  drawModal(state.modal, inModal);
  drawTime(state.time, state.ports);
  drawTrouble(state.trouble);
}

function drawCounters() {
  const { ports, createCalls } = state.counters;
  const each = state.ports.map((port) => `${port.interconnectId} is ${port.interconnectState}`);
  const counts = [`Ports at AWS: ${ports}`, `CreateInterconnect calls: ${createCalls}`];
  reconcile($('counters'), [...counts, ...each], String, (text) => element('span', {}, text));
}

function drawPeople() {
  reconcile(
    $('people'),
    state.people,
    (one) => one.id,
    (one) => {
      const radio = element('input', {
        type: 'radio',
        name: 'as',
        value: one.id,
        onchange: () => become(one.id),
      });
      return element('label', { class: 'choice' }, radio, element('strong', {}, one.name), ` ${one.role}`);
    },
  );
  for (const radio of $('people').querySelectorAll('input')) radio.checked = radio.value === as;
}

async function become(id) {
  as = id;
  $('notice').textContent = '';
  await arrive();
}

function drawPlaces() {
  const places = [
    ['channel', `#${state.channel.name}`],
    ['dm', `From the bot (${state.dm?.messages.length ?? 0})`],
    ...(state.features.homeTab ? [['home', 'Home']] : []),
  ];
  const key = ([id, label]) => `${label}${id === place}`;
  reconcile($('places'), places, key, ([id, label]) =>
    element(
      'button',
      { type: 'button', value: id, 'aria-pressed': String(id === place), onclick: () => go(id) },
      label,
    ),
  );
}

async function go(to) {
  place = to;
  await arrive();
  $('places').querySelector('[aria-pressed="true"]')?.focus();
}

/** What the app is told when somebody comes to one of its tabs. */
const OPENS = { home: 'openHome', dm: 'openMessages' };

async function arrive() {
  const told = { home: state.features.homeTab, dm: state.features.messagesTab }[place];
  if (told) await perform(OPENS[place]);
  else await refresh();
}

/** The app's shortcuts, at the message box. */
function drawShortcuts() {
  const { shortcuts } = state.features;
  reconcile($('shortcuts'), shortcuts.length > 0 ? [shortcuts] : [], JSON.stringify, (all) =>
    menuButton(
      '⚡',
      all.map(({ name, callbackId }) => ({ text: name, act: () => perform('shortcut', { callbackId }) })),
      { 'aria-label': 'Shortcuts', title: 'Shortcuts' },
    ),
  );
}

function drawPlace() {
  const titles = { channel: `#${state.channel.name}`, dm: 'From the bot, to you alone', home: 'Home' };
  $('place').textContent = titles[place];
  $('composer').hidden = place !== 'channel';
  drawShortcuts();
  const here = { ...context, names: state.names, ...onMessages };
  if (place !== 'home') {
    drawMessages($('messages'), place === 'dm' ? (state.dm?.messages ?? []) : state.messages, here);
    return;
  }
  const blocks = state.home?.view.blocks ?? [{ type: 'header', text: { text: 'Nothing here yet.' } }];
  const onHome = {
    ...here,
    values: {},
    press: (button) => press('pressInHome', button),
    pick: (menu, option) => pick('chooseInHome', menu, option),
  };
  reconcile($('messages'), blocks, JSON.stringify, (data) => block(data, onHome));
}

$('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = $('line').value;
  $('line').value = '';
  await perform('write', { text, channel: state.channel.id });
});
addEventListener('hashchange', () => {
  const id = location.hash.slice(1);
  if (id === '') return;
  // The same permalink works again next time.
  history.replaceState(null, '', location.pathname);
  place = id.startsWith(`${state.channel.id}/`) ? 'channel' : 'dm';
  draw();
  document.getElementById(id)?.scrollIntoView();
});
wireModal({ submit: () => perform('submit'), close: () => perform('close') });
wireTime(refresh);
wireTrouble(refresh);
// A phone has no room for what is read once.
$('todo').open = matchMedia('(min-width: 44rem)').matches;
new EventSource('/api/v1/events').addEventListener('message', refresh);
