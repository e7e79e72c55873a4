import { awsStandIn } from './aws.ts';
import type { Call, Order, Told } from './calls.ts';
import { slackStandIn } from './slack.ts';

// A process that is Slack and AWS for whoever forked it, and ends with its parent.

const counts: Record<string, number> = {};
let watched = new Set<string>();
const tell = (told: Told) => process.send?.(told);
const note = (call: Call) => {
  const key = `${call.who} ${call.service === 'ack' ? 'ack' : call.method}`;
  counts[key] = (counts[key] ?? 0) + 1;
  if (call.service === 'ack' || watched.has(call.method)) tell({ kind: 'call', call });
};
const slack = await slackStandIn(note);
const aws = await awsStandIn(note);

process.on('message', (order: Order) => {
  switch (order.kind) {
    case 'watch':
      watched = new Set(order.methods);
      return;
    case 'send': {
      const { appToken, envelopeId, type, payload } = order;
      const at = slack.sockets.send(appToken, { envelope_id: envelopeId, type, payload });
      return tell({ kind: 'sent', envelopeId, at });
    }
    case 'world':
      return aws.set(order.world);
    case 'count':
      return tell({ kind: 'counts', counts });
  }
});
process.once('disconnect', () => {
  slack.close();
  aws.close();
});
tell({ kind: 'listening', slackUrl: slack.url, awsUrl: aws.url });
