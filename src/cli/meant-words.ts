import { fileStem } from '../files/file-stem';
import type { Names } from './completion/names';

/** The names of the workspace, with which the words of a call are compared. */
export type KnownNames = Pick<Names, 'environments' | 'sources' | 'flows' | 'images'>;

export const noNames: KnownNames = { environments: [], sources: new Map(), flows: new Map(), images: new Map() };

/** What the words of a call mean, in their order. */
export interface MeantWords {
  readonly environments: readonly string[];
  readonly numbers: readonly string[];
  /** Applications, flows and images, with the versions that follow them, and words that mean nothing known. */
  readonly subjects: readonly Subject[];
}

interface Subject {
  readonly name: string;
  readonly version?: string;
}

/** Words that people write between names: `promote dev to prod`. */
const between = ['to', 'from', 'in', '->', '=', ':'];

export function meantWords(typed: readonly string[], names: KnownNames): MeantWords {
  const words = typed.filter((word) => !between.includes(word)).flatMap((word) => partsOf(word, names));
  const others = words.filter((word) => environmentOf(word, names) === undefined);
  const environments = words.flatMap((word) => environmentOf(word, names) ?? []);
  return { environments, numbers: others.filter(isNumber), subjects: subjectsOf(others, names) };
}

function isNumber(word: string): boolean {
  return /^\d{1,9}$/.test(word);
}

/** `shop:v2`, `shop@v2` and `dev..prod` are two words each. A word whose first part means nothing stays whole. */
function partsOf(word: string, names: KnownNames): string[] {
  return word.split(',').flatMap((part) => {
    const at = Math.max(0, part.search(/[:=@]|\.\.|->/));
    const first = part.slice(0, at);
    const isKnown = subjectOf(first, names) !== undefined || environmentOf(first, names) !== undefined;
    const rest = part.slice(at).replace(/^[:=@.>-]+/, '');
    return isKnown && rest !== '' ? [first, rest] : [part];
  });
}

/** The environment that a word names, also as its file: `environments/prod.yaml`. */
function environmentOf(word: string, { environments }: KnownNames): string | undefined {
  const name = word.startsWith('environments/') || !word.includes('/') ? fileStem(word) : word;
  return environments.includes(name) ? name : undefined;
}

function subjectsOf(words: readonly string[], names: KnownNames): Subject[] {
  const subjects: (Subject & { readonly isKnown: boolean })[] = [];
  for (const word of words) {
    const name = subjectOf(word, names);
    const last = subjects.at(-1);
    if (name === undefined && last?.isKnown && last.version === undefined)
      subjects.splice(-1, 1, { ...last, version: word });
    else subjects.push({ name: name ?? word, isKnown: name !== undefined });
  }
  return subjects;
}

/** `shop`, and `shop/api` for `shop/api`, `shop.api` and, if no other application has it, `api`. */
function subjectOf(word: string, names: KnownNames): string | undefined {
  if (names.flows.has(word)) return word;
  const [app = '', part, ...more] = word.split(/[./]/);
  if (part === undefined) return ownerOf(word, names) && `${ownerOf(word, names)}/${word}`;
  return names.flows.has(app) && part !== '' && more.length === 0 ? `${app}/${part}` : undefined;
}

/** The one application that has a flow or an image of this name. */
export function ownerOf(name: string, { flows, images }: KnownNames): string | undefined {
  const having = [...flows.keys()].filter((app) => [flows, images].some((table) => table.get(app)?.includes(name)));
  return having.length === 1 ? having[0] : undefined;
}
