import { randomUUID } from 'node:crypto';
import type { AwsError } from './errors.ts';
import { SIMULATE } from './iam/simulate.ts';
import { isRecord } from './input.ts';
import type { AwsRequest } from './request.ts';

/** An answer that is ready to be sent, and what the log says of it. */
export interface Reply {
  status: number;
  contentType: string;
  requestId: string;
  body: string;
  /** `ok` or the error's name. */
  outcome: string;
}

type Protocol = AwsRequest['protocol'];

const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const IAM_NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** A success. The members of a query answer are strings, or hold or list some, and stand in `<operation>Result`. */
export function success(protocol: Protocol, operation: string, answer: Record<string, unknown>): Reply {
  const requestId = randomUUID();
  const body = protocol === 'json' ? JSON.stringify(answer) : resultXml(operation, answer, requestId);
  return { status: 200, contentType: contentTypeOf(protocol), requestId, body, outcome: 'ok' };
}

/** An error in the words of the protocol it was asked in. */
export function failure(protocol: Protocol, error: AwsError): Reply {
  const requestId = randomUUID();
  const body =
    protocol === 'json'
      ? JSON.stringify({ __type: error.name, message: error.message })
      : errorXml(error, requestId);
  return {
    status: error.status,
    contentType: contentTypeOf(protocol),
    requestId,
    body,
    outcome: error.name,
  };
}

function contentTypeOf(protocol: Protocol): string {
  return protocol === 'json' ? 'application/x-amz-json-1.1' : 'text/xml';
}

function resultXml(operation: string, answer: Record<string, unknown>, requestId: string): string {
  const result = element(`${operation}Result`, membersXml(answer));
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  const namespace = operation === SIMULATE ? IAM_NAMESPACE : STS_NAMESPACE;
  return `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
}

function membersXml(members: Record<string, unknown>): string {
  return Object.entries(members)
    .map(([name, value]) => element(name, valueXml(value)))
    .join('');
}

function valueXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => element('member', valueXml(one))).join('');
  return isRecord(value) ? membersXml(value) : escapeXml(String(value));
}

function errorXml(error: AwsError, requestId: string): string {
  const type = element('Type', error.status < 500 ? 'Sender' : 'Receiver');
  const what = element('Code', escapeXml(error.name)) + element('Message', escapeXml(error.message));
  const inner = element('Error', type + what) + element('RequestId', requestId);
  return `<ErrorResponse xmlns="${STS_NAMESPACE}">${inner}</ErrorResponse>`;
}

function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
