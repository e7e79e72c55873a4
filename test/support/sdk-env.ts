type Env = Record<string, string>;
type Before = Record<string, string | undefined>;

/** The environments that stand in this process, latest last, over what was set before the first of them. */
const entered: Env[] = [];
let before: Before = {};

/** What the AWS SDK is told so that it calls one stand-in with its keys, and finds nothing of the machine's own. */
export function sdkEnvOf(aws: { url: string; accessKeyId: string; secretAccessKey: string }): Env {
  return {
    AWS_ENDPOINT_URL_DIRECT_CONNECT: aws.url,
    AWS_ENDPOINT_URL_STS: aws.url,
    AWS_ENDPOINT_URL_IAM: aws.url,
    AWS_ENDPOINT_URL_HEALTH: aws.url,
    AWS_ENDPOINT_URL_CLOUDTRAIL: aws.url,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

/**
 * Sets what the AWS SDK reads from this process's environment; the answer takes it out again, whatever was entered
 * or left meanwhile. Files share their process, so nothing of it may stay.
 */
export function enterEnv(env: Env): () => void {
  if (entered.length === 0) before = {};
  for (const name of Object.keys(env)) if (!(name in before)) before[name] = process.env[name];
  entered.push(env);
  Object.assign(process.env, env);
  return () => {
    const at = entered.indexOf(env);
    if (at < 0) return;
    entered.splice(at, 1);
    for (const [name, value] of Object.entries(Object.assign({ ...before }, ...entered))) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = String(value);
    }
  };
}
