import type { Exchange } from '../../aws/types.ts';
import type { Json } from '../../workspace/types.ts';

/** A Web API call as a command; `token` is the sandbox's. */
export function curlOf(apiUrl: string, method: string, args: Json, token: string): string {
  const form = Object.entries(args).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `--data-urlencode ${quoted(`${name}=${text}`)}`;
  });
  return [`curl ${apiUrl}${method}`, `-H ${quoted(`Authorization: Bearer ${token}`)}`, ...form].join(' ');
}

/** A wish to the control API as a command. */
export function controlCurl(url: string, body: Json): string {
  return `curl ${url} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`;
}

/** A call of AWS by the aws command, which signs it; the keys are the sandbox's. */
export function awsCommand(
  aws: { url: string; accessKeyId: string; secretAccessKey: string },
  { call, service }: Exchange,
): string {
  const { Action: _action, Version: _version, ...input } = call.input;
  const parts = [
    `AWS_ACCESS_KEY_ID=${aws.accessKeyId} AWS_SECRET_ACCESS_KEY=${aws.secretAccessKey}`,
    `aws ${service} ${kebab(call.operation)} --endpoint-url ${aws.url} --region ${call.region || 'us-east-1'}`,
  ];
  if (Object.keys(input).length > 0) parts.push(`--cli-input-json ${quoted(JSON.stringify(input))}`);
  return parts.join(' ');
}

function kebab(operation: string): string {
  return operation.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** As one word of a shell's line, whatever stands in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
