import type { SyntaxNode } from '@lezer/common';
import type { PythonModule } from './module';
import { argumentsOf, childOf, childrenOf } from './syntax';
import { textLiteral } from './text-literal';

/** How many names lead from one to the next, at most. */
const longestChain = 10;

/** The text that an expression stands for: a string, strings side by side, or a constant of the file. */
export function textValue(node: SyntaxNode | undefined, module: PythonModule, depth = 0): string | undefined {
  if (!node || depth > longestChain) return undefined;
  const source = module.text.slice(node.from, node.to);
  if (node.name === 'String') return textLiteral(source);
  if (node.name === 'FormatString' && !childOf(node, 'FormatReplacement'))
    return textLiteral(source.replace(/^[fF]|(?<=^[rR])[fF]/, ''));
  if (node.name === 'ContinuedString') {
    const parts = childrenOf(node).map((part) => textValue(part, module, depth + 1));
    return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
  }
  if (node.name === 'ParenthesizedExpression') return textValue(innerOf(node), module, depth + 1);
  if (node.name === 'VariableName') return textValue(module.names.constant(source), module, depth + 1);
  return undefined;
}

/**
 * The name that an argument sets, or the default if there is none.
 * @returns undefined for a name that is computed
 */
export function givenName(node: SyntaxNode | undefined, module: PythonModule, usual: string): string | undefined {
  return node && node.name !== 'None' ? textValue(node, module) : usual;
}

/** The texts of a list, a tuple or a single text. Parts that are no texts are left out. */
export function textValues(node: SyntaxNode | undefined, module: PythonModule): string[] {
  const isList = node?.name === 'ArrayExpression' || node?.name === 'TupleExpression';
  const parts = node && isList ? childrenOf(node) : [node];
  return parts.flatMap((part) => textValue(part, module) ?? []);
}

/** The entries of a map whose keys are texts, or of a call of `dict`. */
export function mapEntries(node: SyntaxNode | undefined, module: PythonModule): (readonly [string, SyntaxNode])[] {
  if (node?.name === 'CallExpression' && module.names.fullName(node.firstChild) === 'dict')
    return [...argumentsOf(childOf(node, 'ArgList'), module.text).keywords];
  if (node?.name === 'VariableName') {
    const constant = module.names.constant(module.text.slice(node.from, node.to));
    return constant?.name === 'VariableName' ? [] : mapEntries(constant, module);
  }
  if (node?.name !== 'DictionaryExpression') return [];
  const parts = childrenOf(node).filter(({ name }) => name !== 'Comment');
  return parts.flatMap((part, position) => {
    const [key, value] = [parts[position - 1], parts[position + 1]];
    const text = part.name === ':' && value ? textValue(key, module) : undefined;
    return text !== undefined && value ? [[text, value] as const] : [];
  });
}

/**
 * The schedule that an expression stands for, as text. A cron schedule is its five fields. Another one is shown as the
 * code has it, such as `timedelta(hours=1)`.
 */
export function scheduleValue(given: SyntaxNode | undefined, module: PythonModule): string | undefined {
  const source = given && module.text.slice(given.from, given.to);
  const node = given?.name === 'VariableName' && source ? module.names.constant(source) : given;
  if (!node || source === undefined || node.name === 'None') return undefined;
  const text = textValue(node, module);
  if (text !== undefined) return text;
  if (node.name === 'Number') return `every ${module.text.slice(node.from, node.to)} seconds`;
  if (node.name === 'ArrayExpression') return joined(childrenOf(node).map((part) => scheduleValue(part, module)));
  if (node.name === 'CallExpression') return scheduleOfCall(node, module);
  return /Expression$/.test(node.name) ? shortSource(node, module) : undefined;
}

function scheduleOfCall(node: SyntaxNode, module: PythonModule): string {
  const target = module.names.fullName(node.firstChild);
  const { positional, keywords } = argumentsOf(childOf(node, 'ArgList'), module.text);
  if (target.endsWith('crontab')) {
    const field = (name: string, position: number) => fieldOf(keywords.get(name) ?? positional[position], module);
    const [minute, hour] = [field('minute', 0), field('hour', 1)];
    return [minute, hour, field('day_of_month', 3), field('month_of_year', 4), field('day_of_week', 2)].join(' ');
  }
  const cron = textValue(keywords.get('cron') ?? positional[0], module);
  return /cron/i.test(target) && cron !== undefined ? cron : shortSource(node, module);
}

function fieldOf(node: SyntaxNode | undefined, module: PythonModule): string {
  return node ? (textValue(node, module) ?? shortSource(node, module)) : '*';
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length > 0 ? known.join('; ') : undefined;
}

/** The code of an expression on one line. */
function shortSource(node: SyntaxNode, { text }: PythonModule): string {
  return text.slice(node.from, Math.min(node.to, node.from + 100)).replace(/\s{1,100}/g, ' ');
}

function innerOf(node: SyntaxNode): SyntaxNode | undefined {
  return childrenOf(node).find(({ name }) => name !== '(' && name !== ')' && name !== 'Comment');
}
