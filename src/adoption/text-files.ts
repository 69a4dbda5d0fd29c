import { isMap } from '../data/merge';
import type { ApplicationDraft, PartCode } from './draft';

/** How many lines a text of a ConfigMap may have in the code. */
const mostLines = 20;

/**
 * Takes long texts of ConfigMaps out of the code, into files of a folder beside it.
 *
 * @returns the application without these texts, and the texts by the paths of their files
 */
export function withTextFiles(draft: ApplicationDraft): {
  readonly draft: ApplicationDraft;
  readonly texts: ReadonlyMap<string, string>;
} {
  const texts = new Map<string, string>();
  const parts = draft.parts.map((part): PartCode => {
    const { data, ...props } = part.props;
    if (part.kind !== 'config' || !isMap(data)) return part;
    const own = Object.entries(data);
    const long = own.filter((entry): entry is [string, string] => isLongText(...entry));
    if (long.length === 0) return part;
    const folder = `${draft.id}/${part.id}`;
    for (const [key, text] of long) texts.set(`apps/${folder}/${key}`, text);
    const left = Object.fromEntries(own.filter(([key, value]) => !isLongText(key, value)));
    return { ...part, props: { ...props, folder, ...(Object.keys(left).length > 0 && { data: left }) } };
  });
  return { draft: { ...draft, parts }, texts };
}

/** Git may change the line ends of a file, so a text with carriage returns stays in the code. */
function isLongText(key: string, value: unknown): value is string {
  const isFileName = /^[a-zA-Z0-9][-._a-zA-Z0-9]{0,200}$/.test(key);
  return isFileName && typeof value === 'string' && !value.includes('\r') && value.split('\n').length > mostLines;
}
