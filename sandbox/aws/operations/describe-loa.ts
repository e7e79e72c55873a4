import { clientException } from '../errors.ts';
import { requiredText, text } from '../input.ts';
import { isGone } from '../life.ts';
import { pdf } from '../pdf.ts';
import { findPort, type Operation } from '../state.ts';

/** The Letter of Authorization as a PDF. Every call dates the letter anew, which is why nobody may poll with it. */
export const describeLoa: Operation = (state, caller, input) => {
  const contentType = text(input, 'loaContentType') ?? 'application/pdf';
  if (contentType !== 'application/pdf') throw clientException('loaContentType must be application/pdf.');
  const port = findPort(state, caller, requiredText(input, 'connectionId'));
  if (port.interconnectState === 'requested' || isGone(port)) {
    throw clientException(`Connection ${port.interconnectId} is in a transitioning state.`);
  }
  port.loaIssueTime = state.clock.now();
  const letter = pdf([
    'Letter of Authorization and Connecting Facility Assignment',
    `Port: ${port.interconnectId} (${port.interconnectName})`,
    `Facility: ${port.location}, ${port.region}`,
    `Bandwidth: ${port.bandwidth}`,
    `Provider: ${text(input, 'providerName') ?? port.providerName ?? 'none'}`,
    `Issued: ${new Date(port.loaIssueTime).toISOString()}, valid for 90 days`,
    'Embedded Direct Connect: not a letter from AWS.',
  ]);
  port.letter = letter;
  return { loaContent: letter.toString('base64'), loaContentType: contentType };
};
