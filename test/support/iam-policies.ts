import { read } from './source.ts';

/** An IAM policy document. */
export interface IamDocument {
  Version: string;
  Statement: { Sid?: string; Effect: string; Action: string | string[]; Resource: unknown }[];
}

/** What several of the policies under docs grant together, by their names. */
export function iamPolicies(...names: string[]): IamDocument {
  const documents = names.map((name) => JSON.parse(read(`docs/${name}.json`)) as IamDocument);
  return { Version: '2012-10-17', Statement: documents.flatMap(({ Statement }) => Statement) };
}

/** The same without an action. */
export function withoutAction({ Version, Statement }: IamDocument, action: string): IamDocument {
  const rest = Statement.map((one) => ({
    ...one,
    Action: [one.Action].flat().filter((name) => name !== action),
  }));
  return { Version, Statement: rest };
}
