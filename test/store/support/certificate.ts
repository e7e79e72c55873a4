import { generateKeyPairSync, sign } from 'node:crypto';

const DAY = 86_400_000;
/** ASN.1's tags, as far as a certificate needs them. */
const [BOOLEAN, INTEGER, BITS, OCTETS, OID, UTF8, SEQUENCE, SET, UTC_TIME] = [
  0x01, 0x02, 0x03, 0x04, 0x06, 0x0c, 0x30, 0x31, 0x17,
];

function der(tag: number, ...parts: (Buffer | string | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const oid = (...bytes: number[]) => der(OID, bytes);
const time = (at: number) =>
  der(UTC_TIME, `${new Date(at).toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`);
const extension = (id: Buffer, value: Buffer) => der(SEQUENCE, id, der(OCTETS, value));

/** A key and a certificate that it signed itself, good for a day, for an IPv4 address. PEM. Source: RFC 5280. */
export function selfSigned(address: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(SEQUENCE, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid(0x55, 0x04, 0x03), der(UTF8, 'database'))));
  const address4 = der(0x87, address.split('.').map(Number));
  const content = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, [2])),
    der(INTEGER, [1]),
    ecdsaWithSha256,
    name,
    der(SEQUENCE, time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        extension(oid(0x55, 0x1d, 0x11), der(SEQUENCE, address4)),
        extension(oid(0x55, 0x1d, 0x13), der(SEQUENCE, der(BOOLEAN, [255]))),
      ),
    ),
  );
  const signature = der(BITS, [0], sign('sha256', content, privateKey));
  const base64 = der(SEQUENCE, content, ecdsaWithSha256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
  };
}
