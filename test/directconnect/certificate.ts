import { generateKeyPairSync, sign } from 'node:crypto';

// Just enough of DER (X.690) and X.509 (RFC 5280) for a certificate that a test trusts for its own process.

const ECDSA_WITH_SHA256 = '06082a8648ce3d040302';
const COMMON_NAME = '0603550403';
const SUBJECT_ALT_NAME = '0603551d11';
const BASIC_CONSTRAINTS = '0603551d13';
const TRUE = '0101ff';
const DAY = 86_400_000;

type Part = Buffer | string;

const bytes = (part: Part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part);

function tagged(tag: number, ...parts: Part[]): Buffer {
  const content = Buffer.concat(parts.map(bytes));
  const { length } = content;
  const head = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: Part[]) => tagged(0x30, ...parts);
const octets = (...parts: Part[]) => tagged(0x04, ...parts);
const nameOf = (name: string) =>
  sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(name)))));
const time = (at: number) =>
  tagged(0x18, Buffer.from(new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '')));

/** A key and a certificate of its own for these hosts, valid for a day, as PEM. */
export function selfSigned(hosts: readonly string[]): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf('interconnect-bot test');
  const names = hosts.map((host) => tagged(0x82, Buffer.from(host)));
  const body = sequence(
    tagged(0xa0, '020102'),
    '020101',
    sequence(ECDSA_WITH_SHA256),
    name,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        sequence(SUBJECT_ALT_NAME, octets(sequence(...names))),
        sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))),
      ),
    ),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = sequence(body, sequence(ECDSA_WITH_SHA256), tagged(0x03, '00', signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
