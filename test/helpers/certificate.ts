import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A new private key, as clients and servers use them. */
export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** A certificate in PEM that signs itself, for a private key of `newKey`. */
export function certificateOf(privateKey: KeyObject, publicKey: Buffer, from: Date, to: Date): string {
  const algorithm = der(0x30, ecdsaWithSha256);
  const name = der(0x30, der(0x31, der(0x30, commonName, der(0x0c, Buffer.from('towpath test')))));
  const validity = der(0x30, timeOf(from), timeOf(to));
  const signed = der(0x30, der(0x02, Buffer.from([1])), algorithm, name, validity, name, publicKey);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey));
  return pem('CERTIFICATE', der(0x30, signed, algorithm, signature));
}

/** A PEM text with any label and content. */
export function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
const commonName = Buffer.from('0603550403', 'hex');

/** A value of ASN.1 in the form DER: a tag, a length and a content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function timeOf(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}
