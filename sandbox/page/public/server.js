let queue = Promise.resolve();

/** Tells the server what the visitor did. One at a time and in order, so that what was typed arrives before it is sent. */
export function act(as, kind, details = {}) {
  return inOrder('/api/v1/act', { as, kind, ...details });
}

/** Makes something go wrong from now on, in the same order. */
export function trouble(kind, details) {
  return inOrder('/api/v1/trouble', { kind, ...details });
}

/** Lets time pass or something happen to a port, in the same order. */
export function passTime(kind, details) {
  return inOrder('/api/v1/time', { kind, ...details });
}

/** What a select lists for a query. */
export async function optionsFor(as, block, query) {
  const { options = [], problem } = await post('/api/v1/options', { as, block, query });
  if (problem) throw new Error(problem);
  return options;
}

/** Everything that this person has on screen. */
export async function stateFor(as) {
  const answer = await fetch(`/api/v1/state?as=${encodeURIComponent(as ?? '')}`);
  return answer.json();
}

function inOrder(path, body) {
  const sent = queue.then(() => post(path, body));
  queue = sent.catch(() => {});
  return sent;
}

async function post(path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.json();
}
