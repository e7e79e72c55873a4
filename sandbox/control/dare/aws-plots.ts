import type { AwsFault } from '../../aws/types.ts';
import { requestOf } from '../request-tag.ts';
import type { Armed, Plot, Trap } from './plot.ts';
import { ASKED, counted } from './words.ts';

const ORDER_AND_APPROVE = 'Order a port as Erin, then approve it as a lead.';
const BUSY: AwsFault = { kind: 'error', name: 'ThrottlingException', status: 400, made: false };
const BUSY_CALLS = 3;
const BUSY_LISTINGS = 2;

export const answerLostPortMade: Plot = {
  id: 'answer-lost-port-made',
  title: 'Answer lost, port made',
  words:
    'AWS makes the port, and its answer is lost on the way: to the bot it looks as if nothing had come of the call.',
  todo: ORDER_AND_APPROVE,
  arm: losing({ kind: 'reset', made: true }),
  verdict: ({ approvals, calls, ports, asksPeople }) =>
    `${counted({ approvals, calls, ports })}: ${
      asksPeople ? ASKED : 'found by its tag and taken over, not ordered again.'
    }`,
};

export const answerLostNoPort: Plot = {
  id: 'answer-lost-no-port',
  title: 'Answer lost, no port',
  words:
    'The call is lost and AWS makes nothing, which the bot cannot know. It looks for the port for a while: 20 seconds here, 20 minutes in use.',
  todo: `${ORDER_AND_APPROVE} Then wait for the bot to have looked long enough.`,
  arm: losing({ kind: 'reset', made: false }),
  verdict: ({ approvals, calls, ports }) =>
    ports === 0
      ? `${counted({ approvals, calls, ports })}: AWS made nothing; the bot looked, found nothing and asked people.`
      : `${counted({ approvals, calls, ports })}: ordered again only because people said so.`,
};

export const awsBusy: Plot = {
  id: 'aws-busy',
  title: 'AWS is busy',
  words: `AWS turns the next ${BUSY_CALLS} orders away with "Throttling", and some listings too.`,
  todo: ORDER_AND_APPROVE,
  arm: ({ options: { aws }, struck }) => {
    const undos = [
      aws.fault('CreateInterconnect', BUSY, BUSY_CALLS),
      aws.fault('DescribeInterconnects', BUSY, BUSY_LISTINGS),
    ];
    return {
      undo() {
        for (const undo of undos) undo();
      },
      onExchange({ call, fault }) {
        if (fault === BUSY && call.operation === 'CreateInterconnect') struck(requestOf(call));
      },
    };
  },
  verdict: ({ approvals, calls, madeNothing, ports, asksPeople }) =>
    `${counted({ approvals, calls, ports })}: ${madeNothing} of the calls made nothing${
      asksPeople ? ', and people are asked.' : '.'
    }`,
};

/** The next order's answer is lost. */
function losing(fault: AwsFault): (armed: Armed) => Trap {
  return ({ options: { aws }, struck }) => {
    // Its own each time, so that it is known again when it strikes.
    const own = { ...fault };
    return {
      undo: aws.fault('CreateInterconnect', own),
      onExchange({ call, fault: present }) {
        if (present === own) struck(requestOf(call));
      },
    };
  };
}
