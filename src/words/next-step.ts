import type { Line } from '../domain/request/line.ts';

/** What anybody does about light that is not there. */
export const CHECK_BOTH_ENDS = 'have the cross connect and the optics at both ends checked.';

type PortLine = Extract<Line, { kind: 'port_state' }>;

/** The one thing that somebody can do next about a port in its state; undefined where there is nothing. */
export function nextStep({
  state,
  lostLight,
  lit = false,
}: Pick<PortLine, 'state' | 'lostLight' | 'lit'>): string | undefined {
  switch (state) {
    case 'requested':
      return "Next: read the account's root mailbox until it is pending.";
    case 'pending':
      return lit
        ? 'Next: set the same MACsec keys at the other end.'
        : 'Next: send the LOA-CFA to the colocation provider, who connects the port.';
    case 'down':
      return lostLight
        ? `Next: ${CHECK_BOTH_ENDS}`
        : 'Next: have the cross connect made, and the port at its other end switched on.';
    case 'available':
      return lit
        ? 'Next: check that what runs over it has come back.'
        : 'Next: hosted connections can be put on it.';
    case 'deleting':
    case 'deleted':
      return 'Next: find out who deleted it. If it is still needed, order a new one.';
    default:
      return undefined;
  }
}

const RIGHTS = "Give the bot's role the rights of docs/iam-policy.json, then Try again.";
const CREDENTIALS = 'Give the bot credentials that AWS takes, then Try again.';
const DEFECT = 'The bot sent what AWS does not read: tell its operators, then Request again.';

const MEND: Readonly<Record<string, string>> = {
  DirectConnectClientException:
    'Mend what AWS names: Request again with other values, or Try again once AWS can.',
  DuplicateTagKeysException: 'Request again with each tag key once.',
  TooManyTagsException: 'Request again with fewer tags.',
  AccessDeniedException: RIGHTS,
  AccessDenied: RIGHTS,
  UnauthorizedOperation: RIGHTS,
  NotAuthorized: RIGHTS,
  OptInRequired:
    'Have the account signed up as a Direct Connect Partner and the Region switched on, then Try again.',
  ValidationException: 'Request again with other values.',
  ValidationError: 'Request again with other values.',
  UnrecognizedClientException: CREDENTIALS,
  InvalidClientTokenId: CREDENTIALS,
  IncompleteSignature: CREDENTIALS,
  IncompleteSignatureException: CREDENTIALS,
  InvalidSignatureException: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  MissingAuthenticationToken: CREDENTIALS,
  MissingAuthenticationTokenException: CREDENTIALS,
  InvalidAction: DEFECT,
  UnknownOperationException: DEFECT,
  MalformedHttpRequestException: DEFECT,
  RequestEntityTooLargeException: DEFECT,
  SerializationException: DEFECT,
};

/** What to do about an order that AWS refused with this code. */
export function mendText(code: string): string {
  return MEND[code] ?? 'Try again once that is mended, or Request again with other values.';
}
