import { join } from 'node:path';
import { parseToObject } from 'hcl2-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { filesUnder, read } from '../support/source.ts';

const FOLDER = 'deploy/terraform';

interface Blocks {
  data?: Record<string, Record<string, object[]>>;
  locals?: Record<string, string>[];
  output?: Record<string, { value: string }[]>;
  resource?: Record<string, Record<string, object[]>>;
  terraform?: object[];
  variable?: Record<string, { default: unknown; description: string }[]>;
}

/** The blocks of a text in HCL; throws for what is none. */
function blocks(text: string): Blocks {
  const [content, wrong] = parseToObject(text) as [Blocks | null, unknown];
  if (content === null) throw new Error(`This is no HCL: ${JSON.stringify(wrong)}`);
  return content;
}

const files = filesUnder(FOLDER).map((path) => blocks(read(path)));
const variables = Object.assign({}, ...files.map(({ variable }) => variable)) as NonNullable<
  Blocks['variable']
>;
const whole = JSON.stringify(files);

describe('the role in Terraform', () => {
  test('is HCL, and what is none is found', () => {
    expect(files.map((file) => Object.keys(file).toSorted().join()).toSorted()).toEqual([
      'data,locals,resource,terraform',
      'output',
      'variable',
    ]);
    expect(() => blocks('variable "name" {')).toThrow('no HCL');
  });

  test('has the policies of the documents, and none of its own', () => {
    const read = [...whole.matchAll(/file\(\\"\$\{path\.module\}\/([^"\\]+)\\"\)/g)].map(([, path = '']) =>
      join(FOLDER, path),
    );
    const policies = filesUnder('docs').filter((path) => /iam-policy.*\.json$/.test(path));
    expect(policies.length).toBeGreaterThan(3);
    expect(read.toSorted()).toEqual(policies.toSorted());
    expect(whole).not.toMatch(/directconnect:|health:|cloudtrail:/);
  });

  test('names only what it declares, and all of it', () => {
    const used = [...whole.matchAll(/\bvar\.(\w+)/g)].map(([, name = '']) => name);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(variables).toSorted());
    const declared = files.flatMap(({ data = {}, resource = {} }) => [
      ...Object.entries(resource).flatMap(([type, all]) => Object.keys(all).map((name) => `${type}.${name}`)),
      ...Object.entries(data).flatMap(([type, all]) =>
        Object.keys(all).map((name) => `data.${type}.${name}`),
      ),
    ]);
    const named = [...whole.matchAll(/\b((?:data\.)?aws_\w+\.\w+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !declared.includes(name))).toEqual([]);
    for (const [name, [variable]] of Object.entries(variables))
      expect(variable?.description, name).toBeTruthy();
  });

  test("trusts the pods' own account by its name", () => {
    const base = 'deploy/kubernetes/base';
    const { namespace } = parse(read(`${base}/kustomization.yaml`)) as { namespace: string };
    const { metadata } = parse(read(`${base}/service-account.yaml`)) as { metadata: { name: string } };
    expect(variables.service_account?.[0]?.default).toBe(`${namespace}:${metadata.name}`);
  });
});
