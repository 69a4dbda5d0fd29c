/** One part of a PEM text, between its lines `BEGIN` and `END`. */
export interface PemBlock {
  /** The kind of content that the line `BEGIN` names, such as `CERTIFICATE`. */
  readonly label: string;
  readonly text: string;
}

const begin = '-----BEGIN ';

/** The blocks of a PEM text. As OpenSSL and Go do, it passes over text between them. */
export function pemBlocks(text: string): PemBlock[] {
  const parts = text.split(begin).slice(1);
  return parts.map((part) => {
    const label = part.slice(0, Math.max(part.indexOf('-----'), 0));
    const end = `-----END ${label}-----`;
    const length = part.indexOf(end);
    return { label, text: begin + (length === -1 ? part : part.slice(0, length + end.length)) };
  });
}

/** The labels of blocks, to name what is there instead of what is needed. A text that is no PEM has none. */
export function labelsOf(blocks: readonly PemBlock[]): string {
  const labels = [...new Set(blocks.map(({ label }) => label))].filter((label) => /^[A-Z0-9 ]{1,40}$/.test(label));
  return labels.slice(0, 3).join(', ');
}
