import { edit, type Mutant } from './faults-mutant.ts';

/** Mistakes in looking, judging and asking. */
export const LOOKING: Mutant[] = [
  {
    name: 'before the call, "could not look" is read as "not there"',
    edits: [
      edit(
        'src/actions/placing/preflight.ts',
        "if (listing.kind === 'could_not_look') return hold('could_not_look', listing.code, listing.message);",
        "if (listing.kind === 'could_not_look') return { kind: 'clear', session, sameNameIds: [], listedIds: [], lagLinks: null };",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: 'the listing before the call is denied: nothing is sent, and it goes on by itself',
  },
  {
    name: 'after the call, "could not look" is read as "not there"',
    edits: [
      edit(
        'src/actions/placing/reconcile.ts',
        "looked: 'could_not_look',\n  candidates",
        "looked: 'not_there',\n  candidates",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy:
      'reads are denied after the call, made: nobody may order again, and it is found once they are back',
  },
  {
    name: 'Order again needs no complete look-up',
    edits: [
      edit(
        'src/actions/attending/order-again.ts',
        "if (state.looked === 'could_not_look') return { kind: 'not_looked', request };",
        '',
      ),
    ],
    suite: 'test/actions/attending/order-again.test.ts',
    caughtBy: 'waits for one complete look-up',
  },
  {
    name: "another account's listing is believed",
    edits: [
      edit(
        'src/actions/placing/reconcile.ts',
        'accountId: accountAsked(request, attempts) ?? null',
        'accountId: null',
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: "the credentials turn into another account's after the call: its empty listing says nothing",
  },
  {
    name: 'nothing is looked up before a call',
    edits: [
      edit(
        'src/actions/placing/preflight.ts',
        "if (tagged.kind === 'adopt') {",
        "if (tagged.kind !== 'none') void 0;\n    if (false) {",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: 'made, and shown just before people order again: found, not sent',
  },
  {
    name: 'an unknown outcome is taken for not sent',
    edits: [
      edit(
        'src/domain/request/outcome.ts',
        "return { kind: 'unknown', ...trouble };",
        "return { kind: 'not_sent', ...trouble };",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: '502 with HTML, not made',
  },
  {
    name: 'an attempt that was taken over is taken for not sent',
    edits: [
      edit(
        'src/actions/placing/place.ts',
        "kind: 'unknown',\n  code: 'INTERRUPTED'",
        "kind: 'not_sent',\n  code: 'INTERRUPTED'",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy:
      'the clock jumps six hours ahead during a call whose answer is lost, not made: people are asked',
  },
  {
    name: 'errors that nobody knows are taken for refusals',
    edits: [
      edit(
        'src/domain/request/outcome.ts',
        "return { kind: 'unknown', ...trouble };",
        "return { kind: 'refused', ...trouble };",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: '500 DirectConnectServerException, made, shown at once',
  },
  {
    name: 'a 200 without an ID is taken for a refusal',
    edits: [
      edit(
        'src/directconnect/calls/sender.ts',
        "kind: 'unknown',\n      code: 'NoInterconnectId'",
        "kind: 'refused',\n      code: 'NoInterconnectId'",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: '200, empty body, made, shown after 30 s',
  },
  {
    name: 'Order again is not bound to the attempt on its card',
    edits: [
      edit(
        'src/actions/attending/open-decision.ts',
        "state.status !== 'needs_decision' || state.attempt !== attempt",
        "state.status !== 'needs_decision'",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: 'lost again after Order again: a second lead, whose card was of the first call, orders nothing',
  },
];
