import { startAws } from '../aws/index.ts';
import { startPage } from '../page/index.ts';
import { startWorkspace, type Workspace } from '../workspace/index.ts';
import { type Manifest, readManifest } from '../workspace/manifest.ts';
import type { Options } from './options.ts';
import { populate } from './people.ts';
import { awsTime } from './time.ts';
import { SENTENCE, STEPS, settingsOf } from './words.ts';

/** Every key may do everything: whoever tries an app is no administrator. */
const ANYTHING = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Serves Slack, AWS and the page until it is interrupted; throws what keeps it from that, in one line. */
export async function runSandbox(
  options: Options,
  interrupted: Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one);
    return one;
  };
  try {
    const { port, speed } = options;
    const manifest = options.manifest === undefined ? undefined : readManifest(options.manifest);
    const aws = keep(await startAws({ policy: ANYTHING, ...portAfter(port, 2) }));
    const workspace = keep(await startWorkspace({ ...appOf(manifest), ...portAfter(port, 1) }));
    const town = populate(workspace);
    const page = keep(
      await startPage({
        ...portAfter(port, 0),
        ...town,
        workspace,
        aws,
        time: awsTime(aws, speed),
        sentence: SENTENCE,
        steps: STEPS,
      }),
    );
    say(SENTENCE);
    say(`Page and control API: ${page.url} (${page.url}/api/v1 says what there is)`);
    for (const line of settingsOf(workspace, aws, town)) say(line);
    say(deliveredTo(workspace, manifest));
    await interrupted;
    say('The sandbox has ended.');
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}

function portAfter(port: number | undefined, after: number): { port?: number } {
  return port === undefined ? {} : { port: port + after };
}

function appOf(manifest: Manifest | undefined): Parameters<typeof startWorkspace>[0] {
  if (manifest === undefined) return {};
  const { name, scopes, features } = manifest;
  return { appName: name, scopes, features };
}

/** Sends payloads to the manifest's address, if it is one of this machine, and says where they go. */
function deliveredTo(workspace: Workspace, manifest: Manifest | undefined): string {
  const url = manifest?.requestUrl;
  if (url === undefined) return 'Commands, clicks and events go to your app by Socket Mode.';
  if (!URL.canParse(url) || !LOOPBACK.has(new URL(url).hostname))
    return `The manifest's request URL, ${url}, is not on this machine: use Socket Mode, or 127.0.0.1 in its place.`;
  workspace.setRequestUrl(url);
  return `Commands, clicks and events go to ${url}, signed.`;
}
