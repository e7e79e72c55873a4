import type { AwsFault } from '../aws/types.ts';
import type { WebFault } from '../workspace/types.ts';

/** The Slack methods that the page can make go wrong. */
export const METHODS: readonly string[] = [
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'chat.postEphemeral',
  'chat.getPermalink',
  'views.open',
  'views.update',
  'views.publish',
  'conversations.open',
  'conversations.replies',
  'conversations.history',
  'conversations.info',
  'users.info',
  'usergroups.list',
  'usergroups.users.list',
  'auth.test',
  'apps.connections.open',
];

/** The ways in which they can. */
export const WEB_FAULTS: readonly WebFault[] = [
  { kind: 'status', status: 500, when: 'before' },
  { kind: 'status', status: 500, when: 'after' },
  { kind: 'status', status: 503, when: 'before' },
  { kind: 'status', status: 429, when: 'before', retryAfter: 1 },
  { kind: 'status', status: 429, when: 'before', retryAfter: 30 },
  { kind: 'status', status: 429, when: 'before' },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'error', error: 'internal_error' },
  { kind: 'error', error: 'message_not_found' },
  { kind: 'slow', ms: 300 },
  { kind: 'slow', ms: 5000 },
  { kind: 'hang' },
];

/** The AWS operations that the page can make go wrong. */
export const OPERATIONS: readonly string[] = [
  'CreateInterconnect',
  'DescribeInterconnects',
  'DescribeLocations',
  'DescribeLags',
  'DescribeTags',
  'GetCallerIdentity',
];

/** The ways in which they can. */
export const AWS_FAULTS: readonly AwsFault[] = [
  { kind: 'error', name: 'DirectConnectServerException', status: 500, made: false },
  { kind: 'error', name: 'DirectConnectServerException', status: 500, made: true },
  { kind: 'error', name: 'ThrottlingException', status: 400, made: false },
  { kind: 'error', name: 'AccessDeniedException', status: 400, made: false },
  { kind: 'html', status: 502, made: false },
  { kind: 'html', status: 502, made: true },
  { kind: 'reset', made: false },
  { kind: 'reset', made: true },
  { kind: 'cut', made: true },
  { kind: 'truncated', made: true },
  { kind: 'empty', made: true },
  { kind: 'hang', made: false },
  { kind: 'hang', made: true },
  { kind: 'slow', ms: 300 },
  { kind: 'slow', ms: 5000 },
];
