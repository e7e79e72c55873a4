import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { flag, obj, objs, str } from './json.ts';
import type { AppFeatures, Json } from './types.ts';

const MANIFEST = resolve(import.meta.dirname, '../../manifest.yml');

/** The bot scopes that the project's manifest asks for: what an app that is installed from it may do. */
export function manifestScopes(): string[] {
  return words(obj(obj(manifest(), 'oauth_config'), 'scopes')?.bot);
}

/** What an app that is installed from the project's manifest has. */
export function manifestFeatures(): AppFeatures {
  const features = obj(manifest(), 'features');
  const home = obj(features, 'app_home') ?? {};
  return {
    homeTab: flag(home, 'home_tab_enabled'),
    messagesTab: flag(home, 'messages_tab_enabled'),
    events: words(obj(obj(manifest(), 'settings'), 'event_subscriptions')?.bot_events),
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

function manifest(): Json {
  return parse(readFileSync(MANIFEST, 'utf8')) as Json;
}

function words(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
