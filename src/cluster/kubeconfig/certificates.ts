import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Issue } from '../../diagnostics';
import { type Content, credentialsIssue } from './content';
import { labelsOf, type PemBlock, pemBlocks } from './pem';

/** A certificate and its private key, both in PEM. */
export interface KeyPair {
  readonly cert: Content;
  readonly key: Content;
}

const newLogin = 'log in again, or ask the administrator of the cluster for a new kubeconfig';
const newAuthority = 'ask the administrator of the cluster for its current authority';

/** What makes a client certificate and its private key useless. */
export function pairIssues({ cert, key }: KeyPair, now: Date): Issue[] {
  const certificates = certificatesIn(cert, newLogin);
  const privateKey = keyIn(key);
  const [own] = Array.isArray(certificates) ? certificates : [];
  const unusable = own && outOfTime(own, now);
  const issues = [
    ...(Array.isArray(certificates) ? [] : [certificates]),
    ...(unusable === undefined ? [] : [credentialsIssue(cert, unusable, newLogin)]),
    ...('code' in privateKey ? [privateKey] : []),
  ];
  if (issues.length > 0 || !own || 'code' in privateKey) return issues;
  if (!own.checkPrivateKey(privateKey)) {
    const hint = 'take the certificate and the key from the same login';
    return [credentialsIssue(key, `has a private key that does not belong to the certificate of ${cert.name}`, hint)];
  }
  return refusedBySystem(cert, key);
}

/**
 * What makes the certificates of an authority useless. An authority that is being replaced may have an expired
 * certificate beside a new one.
 */
export function authorityIssues(ca: Content, now: Date): Issue[] {
  const certificates = certificatesIn(ca, newAuthority);
  if (!Array.isArray(certificates)) return [certificates];
  const unusable = certificates.map((certificate) => outOfTime(certificate, now));
  const [first] = unusable;
  return first !== undefined && unusable.every((one) => one !== undefined)
    ? [credentialsIssue(ca, first, newAuthority)]
    : [];
}

function certificatesIn(content: Content, hint: string): X509Certificate[] | Issue {
  const blocks = pemBlocks(content.text);
  const found = blocks.filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0) return credentialsIssue(content, `has no certificate ${insteadOf(blocks)}`, hint);
  const certificates = found.map(certificateIn);
  const broken = certificates.indexOf(undefined);
  if (broken === -1) return certificates as X509Certificate[];
  const which = found.length === 1 ? 'a certificate' : `a certificate (number ${broken + 1} of ${found.length})`;
  return credentialsIssue(content, `has ${which} that is damaged`, hint);
}

function certificateIn({ text }: PemBlock): X509Certificate | undefined {
  try {
    return new X509Certificate(text);
  } catch {
    return undefined;
  }
}

function keyIn(content: Content): KeyObject | Issue {
  const blocks = pemBlocks(content.text);
  const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!found) return credentialsIssue(content, `has no private key ${insteadOf(blocks)}`, newLogin);
  if (found.label.startsWith('ENCRYPTED') || found.text.includes('Proc-Type: 4,ENCRYPTED')) {
    const hint = 'remove the passphrase with `openssl pkey -in KEY -out NEW`, because nobody can enter it here';
    return credentialsIssue(content, 'has a private key that is protected by a passphrase', hint);
  }
  try {
    return createPrivateKey(found.text);
  } catch {
    return credentialsIssue(content, 'has a private key that is damaged', newLogin);
  }
}

function insteadOf(blocks: readonly PemBlock[]): string {
  const labels = labelsOf(blocks);
  return `in the PEM format${labels && `, but ${labels}`}`;
}

function outOfTime({ validFrom, validTo }: X509Certificate, now: Date): string | undefined {
  if (Date.parse(validTo) < now.getTime()) return `has a certificate that expired on ${dayOf(validTo)}`;
  if (Date.parse(validFrom) > now.getTime())
    return `has a certificate that is valid only from ${dayOf(validFrom)}, and this computer's date is ${dayOf(now)}`;
  return undefined;
}

function dayOf(time: string | Date): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** What OpenSSL refuses for reasons of its own, such as a key that is too short. */
function refusedBySystem(cert: Content, key: Content): Issue[] {
  try {
    createSecureContext({ cert: cert.text, key: key.text });
    return [];
  } catch (error) {
    const { reason = 'no reason is known' } = error as { reason?: string };
    return [credentialsIssue(cert, `has a certificate that OpenSSL refuses: ${reason}`, newLogin)];
  }
}
