import { answerLostNoPort, answerLostPortMade, awsBusy } from './aws-plots.ts';
import { clickTwice, twoLeads } from './click-plots.ts';
import { killInCall } from './kill-in-call.ts';
import type { Plot } from './plot.ts';
import { archiveChannel, deleteCard, slackAway } from './slack-plots.ts';

/** All that a visitor may dare, in the order of the page. */
export const PLOTS: readonly Plot[] = [
  answerLostPortMade,
  answerLostNoPort,
  killInCall,
  clickTwice,
  twoLeads,
  awsBusy,
  archiveChannel,
  deleteCard,
  slackAway,
];
