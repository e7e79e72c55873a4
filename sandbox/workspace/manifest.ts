import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { flag, isJson, obj, objs, str } from './json.ts';
import type { AppFeatures, Json } from './types.ts';

const MANIFEST = resolve(import.meta.dirname, '../../manifest.yml');

/** What an app's manifest says, as far as the workspace goes by it. */
export interface Manifest {
  /** The bot user's name. */
  name: string;
  /** The bot token's. */
  scopes: string[];
  features: AppFeatures;
  /** Where interactions go where there is no Socket Mode. */
  requestUrl: string | undefined;
}

let project: Manifest | undefined;

/** Read once, however many workspaces a process starts. */
function projectManifest(): Manifest {
  project ??= readManifest(MANIFEST);
  return project;
}

/** The bot scopes that the project's manifest asks for: what an app that is installed from it may do. */
export function manifestScopes(): string[] {
  return [...projectManifest().scopes];
}

/** What an app that is installed from the project's manifest has. */
export function manifestFeatures(): AppFeatures {
  return structuredClone(projectManifest().features);
}

/** Reads a manifest in YAML or JSON; throws if the file is none. */
export function readManifest(file: string): Manifest {
  const manifest: unknown = parse(readFileSync(file, 'utf8'));
  if (!isJson(manifest) || !isJson(manifest.display_information))
    throw new Error(`${file} is no manifest of a Slack app: it has no display_information.`);
  const features = obj(manifest, 'features');
  const settings = obj(manifest, 'settings') ?? {};
  return {
    name:
      str(obj(features, 'bot_user'), 'display_name') ??
      str(obj(manifest, 'display_information'), 'name') ??
      '',
    scopes: words(obj(obj(manifest, 'oauth_config'), 'scopes')?.bot),
    features: featuresOf(features, settings),
    requestUrl: flag(settings, 'socket_mode_enabled')
      ? undefined
      : str(obj(settings, 'interactivity'), 'request_url'),
  };
}

function featuresOf(features: Json | undefined, settings: Json): AppFeatures {
  const home = obj(features, 'app_home') ?? {};
  return {
    homeTab: flag(home, 'home_tab_enabled'),
    messagesTab: flag(home, 'messages_tab_enabled'),
    events: words(obj(settings, 'event_subscriptions')?.bot_events),
    shortcuts: objs(features, 'shortcuts')
      .filter(({ type }) => type === 'global')
      .map((one) => ({ name: str(one, 'name') ?? '', callbackId: str(one, 'callback_id') ?? '' })),
    commands: objs(features, 'slash_commands').map((one) => ({
      command: str(one, 'command') ?? '',
      description: str(one, 'description') ?? '',
      usageHint: str(one, 'usage_hint') ?? '',
    })),
  };
}

function words(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
