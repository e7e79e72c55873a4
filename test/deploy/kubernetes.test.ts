import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../src/settings/settings.ts';
import { SETTINGS } from '../../src/settings/table.ts';
import { openFolder } from '../support/folder.ts';
import { filesUnder, ROOT, read } from '../support/source.ts';
import type { Kinds, Patch } from './support/kinds.ts';
import { fileOf, KNOWN, STOP_SECONDS, withFiles } from './support/product.ts';
import { typeErrors } from './support/type-errors.ts';

const BASE = 'deploy/kubernetes/base';
const HTTP = 'deploy/kubernetes/http';
const LABELS = { 'app.kubernetes.io/name': 'interconnect-bot' };

interface Kustomization {
  namespace: string;
  resources: string[];
  configMapGenerator?: { name: string; envs?: string[]; files?: string[] }[];
  images?: { name: string }[];
  patches?: { path: string }[];
}
const yaml = <T>(path: string) => parse(read(path)) as T;
const kustomization = (folder: string) => yaml<Kustomization>(`${folder}/kustomization.yaml`);
const base = kustomization(BASE);
const http = kustomization(HTTP);

const deployment = yaml<Kinds['Deployment']>(`${BASE}/deployment.yaml`);
const pod = deployment.spec?.template.spec;
const bot = pod?.containers[0];
const change = yaml<Patch<Kinds['Deployment']>>(`${HTTP}/deployment.yaml`).spec?.template?.spec
  ?.containers?.[0];

const manifests = [BASE, HTTP].flatMap((folder) =>
  filesUnder(folder)
    .filter((path) => path.endsWith('.yaml') && !/(kustomization|interconnect-bot)\.yaml$/.test(path))
    .map((path) => {
      const content = yaml<{ kind: string }>(path);
      const isPatch = http.patches?.some((patch) => path === `${HTTP}/${patch.path}`);
      return {
        path,
        content,
        type: isPatch ? `Patch<Kinds['${content.kind}']>` : `Kinds['${content.kind}']`,
      };
    }),
);

let folder: ReturnType<typeof openFolder>;
beforeAll(() => {
  folder = openFolder('kubernetes-');
});
afterAll(() => folder.remove());

/** The environment of the bot's container; the settings file beside it. */
function environment(): Record<string, string> {
  const own = bot?.env?.map(({ name, value = '' }) => [name, value]) ?? [];
  return {
    ...(parseEnv(read(`${BASE}/settings.env`)) as Record<string, string>),
    ...Object.fromEntries(own),
  };
}

describe('the manifests', () => {
  test('have no member and no value that Kubernetes does not know, and slips in them are found', () => {
    const slips = [
      { ...deployment, spec: { ...deployment.spec, replica: 2 } },
      { ...deployment, spec: { ...deployment.spec, minReadySeconds: '10' } },
    ].map((content) => ({ path: 'a slip', content, type: "Kinds['Deployment']" }));
    const errors = typeErrors([...manifests, ...slips]);
    const wrong = manifests.map(({ path }, index) => [path, errors[index]]);
    expect(wrong.filter(([, found]) => found?.length !== 0)).toEqual([]);
    expect(errors.slice(manifests.length)).toEqual([
      [expect.stringContaining(`'"replica"' does not exist`)],
      [expect.stringContaining("'string' is not assignable to type 'number'")],
    ]);
  });

  test('are all used, and nothing is named that is not there', () => {
    for (const [at, { resources, configMapGenerator = [], patches = [] }] of [
      [BASE, base],
      [HTTP, http],
    ] as const) {
      const generated = configMapGenerator.flatMap(({ envs = [], files = [] }) => [...envs, ...files]);
      const named = [...resources, ...generated, ...patches.map(({ path }) => path)];
      expect(named.filter((path) => !existsSync(join(ROOT, at, path)))).toEqual([]);
      const there = filesUnder(at).map((path) => basename(path));
      expect(there.toSorted()).toEqual(
        [...named.filter((path) => path !== '../base'), 'kustomization.yaml'].toSorted(),
      );
    }
    expect(base.images).toMatchObject([{ name: bot?.image }]);
    expect([base.namespace, http.namespace]).toEqual([
      yaml<Kinds['Namespace']>(`${BASE}/namespace.yaml`).metadata?.name,
      base.namespace,
    ]);
  });

  test('mean the same pods, ports and accounts', () => {
    const budget = yaml<Kinds['PodDisruptionBudget']>(`${BASE}/disruption-budget.yaml`).spec;
    const service = yaml<Kinds['Service']>(`${HTTP}/service.yaml`).spec;
    const policies = [BASE, HTTP].map((at) => yaml<Kinds['NetworkPolicy']>(`${at}/network-policy.yaml`).spec);
    const selectors = [
      deployment.spec?.selector,
      budget?.selector,
      ...policies.map((one) => one?.podSelector),
    ];
    for (const selector of [
      ...selectors,
      ...(pod?.topologySpreadConstraints ?? []).map((one) => one.labelSelector),
    ])
      expect(selector).toEqual({ matchLabels: LABELS });
    expect(deployment.spec?.template.metadata?.labels).toEqual(LABELS);
    expect(service?.selector).toEqual(LABELS);
    const ports = [...(bot?.ports ?? []), ...(change?.ports ?? [])].map(({ name }) => name);
    expect(
      policies.flatMap((one) => one?.ingress?.flatMap((rule) => rule.ports?.map(({ port }) => port))),
    ).toEqual(ports);
    expect(service?.ports).toMatchObject([{ name: 'slack', targetPort: 'slack' }]);
    const [rule] = yaml<Kinds['Ingress']>(`${HTTP}/ingress.yaml`).spec?.rules ?? [];
    expect(rule?.http?.paths).toMatchObject([
      {
        path: '/slack/events',
        pathType: 'Exact',
        backend: { service: { name: 'interconnect-bot', port: { name: 'slack' } } },
      },
    ]);
    expect(pod?.serviceAccountName).toBe(
      yaml<Kinds['ServiceAccount']>(`${BASE}/service-account.yaml`).metadata?.name,
    );
  });
});

describe('the pods', () => {
  test('have every file that their settings name, and are enough to start with in both modes', () => {
    const env = environment();
    expect(Object.keys(env).filter((name) => !KNOWN.includes(name))).toEqual([]);
    const mounts = Object.fromEntries(
      bot?.volumeMounts?.map(({ name, mountPath }) => [name, mountPath]) ?? [],
    );
    expect(pod?.volumes?.map(({ name }) => name).toSorted()).toEqual(Object.keys(mounts).toSorted());
    expect(base.configMapGenerator?.map(({ name }) => name)).toEqual([
      bot?.envFrom?.[0]?.configMapRef?.name,
      pod?.volumes?.find(({ name }) => name === 'rules')?.configMap?.name,
    ]);
    expect(env.INTERCONNECT_BOT_CONFIG).toBe(`${mounts.rules}/${base.configMapGenerator?.[1]?.files?.[0]}`);
    const own = Object.entries({ ...env, SLACK_SIGNING_SECRET_FILE: change?.env?.[1]?.value });
    const secrets = own.filter(([name]) => name.endsWith('_FILE'));
    expect(secrets.map(([, path]) => path)).toEqual(
      secrets.map(([name]) => `${mounts.secrets}/${fileOf(name)}`),
    );

    const rules = { INTERCONNECT_BOT_CONFIG: `${ROOT}/${BASE}/interconnect-bot.yaml` };
    const socket = { ...withFiles(env, folder.path), ...rules };
    expect(readSettings(socket)).toMatchObject({ slack: { connection: { mode: 'socket' } }, warnings: [] });
    expect(change?.env).toMatchObject([
      { name: 'SLACK_APP_TOKEN_FILE', $patch: 'delete' },
      { name: 'SLACK_SIGNING_SECRET_FILE' },
    ]);
    const { SLACK_APP_TOKEN_FILE: _, ...left } = env;
    const called = withFiles({ ...left, SLACK_SIGNING_SECRET_FILE: 'there' }, folder.path);
    expect(readSettings({ ...called, ...rules })).toMatchObject({ slack: { connection: { mode: 'http' } } });
  });

  test('go one by one, and are given longer to stop than an order may take', () => {
    const { replicas = 0, strategy } = deployment.spec ?? {};
    expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
    const budget = yaml<Kinds['PodDisruptionBudget']>(`${BASE}/disruption-budget.yaml`).spec;
    expect(replicas).toBeGreaterThan(Number(budget?.maxUnavailable));
    const pause = change?.lifecycle?.preStop?.sleep?.seconds ?? 0;
    expect(pause).toBeGreaterThan(0);
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(STOP_SECONDS + pause);
  });

  test('are asked where they answer', () => {
    expect(bot?.ports).toEqual([
      { name: 'operators', containerPort: Number(SETTINGS.OPERATOR_PORT.standard) },
    ]);
    expect(change?.ports).toEqual([{ name: 'slack', containerPort: Number(SETTINGS.PORT.standard) }]);
    const asked = [bot?.startupProbe, bot?.livenessProbe, bot?.readinessProbe, change?.readinessProbe];
    expect(asked.map((probe) => `${probe?.httpGet?.port}${probe?.httpGet?.path}`)).toEqual([
      'operators/healthz',
      'operators/healthz',
      'operators/readyz',
      'slack/healthz',
    ]);
    // A start waits for its database.
    const { periodSeconds = 0, failureThreshold = 0 } = bot?.startupProbe ?? {};
    expect(periodSeconds * failureThreshold).toBeGreaterThan(Number(SETTINGS.DATABASE_WAIT_SECONDS.standard));
  });

  test('may do nothing that the bot does not need', () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(bot?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(yaml<Kinds['Namespace']>(`${BASE}/namespace.yaml`).metadata?.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    const egress = yaml<Kinds['NetworkPolicy']>(`${BASE}/network-policy.yaml`).spec?.egress;
    expect(egress?.map(({ ports = [] }) => ports.map(({ port }) => port))).toEqual([[53, 53], [443], [5432]]);
  });
});
