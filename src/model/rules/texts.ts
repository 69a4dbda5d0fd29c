import { expectedOfProcess, fitForProcess } from '../../kubernetes/process-text';
import { isToken } from '../reference';
import { unusualText } from '../unusual';
import { invalid, meant, type Rule, type RuleViolation } from './rule';

type Path = RuleViolation['path'];

/** Properties that hold the words of a command line. */
const lines = ['command', 'args', 'exec'];

/** Checks that processes can get their arguments and variables, and warns of characters in text that nobody sees. */
export const textsAreMeant: Rule = (spec) => violations(spec, []);

function violations(value: unknown, path: Path): RuleViolation[] {
  if (typeof value === 'string' || isToken(value)) return ofText(value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => violations(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => violations(inner, [...path, key]));
}

function ofText(value: unknown, path: Path): RuleViolation[] {
  const text = fixedText(value);
  if (text === '') return [];
  const [name, above] = [path.at(-1), path.at(-2)];
  const isVariable = above === 'env';
  const isProcess = isVariable || lines.includes(String(above));
  const expected = isProcess ? expectedOfProcess(text, isVariable ? String(name) : undefined) : undefined;
  if (expected === undefined) return meant(path, text, unusualText);
  return [invalid(path, `no process can get this text; expected ${expected}`, fitForProcess)];
}

/** The parts of a text that are known now. */
function fixedText(value: unknown): string {
  if (typeof value === 'string') return value;
  const { parts = [] } = Object(value) as { readonly parts?: readonly unknown[] };
  return parts.filter((part) => typeof part === 'string').join('');
}
