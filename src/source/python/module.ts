import type { SyntaxNode } from '@lezer/common';
import { Names } from './names';
import { type Arguments, argumentsOf, childOf, childrenOf } from './syntax';
import { cleanDocstring, textLiteral } from './text-literal';

/** A call such as `Flask(__name__)`. */
export interface Call extends Arguments {
  /** The full name of what is called, such as `flask.Flask`. */
  readonly target: string;
  readonly node: SyntaxNode;
  readonly line: number;
}

/** A function with one of its decorators. */
export interface Decorated extends Arguments {
  /** The full name of the decorator, such as `prefect.flow`. */
  readonly target: string;
  readonly name: string;
  /** The line of `def`. */
  readonly line: number;
  readonly docstring: string;
  readonly node: SyntaxNode;
}

export interface Assignment {
  /** The text on the left, such as `app` or `app.conf.beat_schedule`. */
  readonly target: string;
  readonly value: SyntaxNode;
  readonly line: number;
}

/** What the finders of frameworks read of a Python file. */
export interface PythonModule {
  readonly file: string;
  readonly text: string;
  readonly names: Names;
  readonly calls: readonly Call[];
  readonly decorated: readonly Decorated[];
  readonly assignments: readonly Assignment[];
  /** The text on the left of each assignment, by the position of the value: the first one of `a = b = 1`. */
  readonly targets: ReadonlyMap<number, string>;
  /** The line of a position in the text. */
  readonly lineAt: (position: number) => number;
  /** The blocks that run when the file is started as a program. */
  readonly mains: readonly SyntaxNode[];
  readonly docstring: string;
  /** The first line that is not Python 3. */
  readonly brokenLine?: number;
}

/** Collects the statements of a parsed file, in one pass over its tree. */
export function readModule(file: string, text: string, tree: SyntaxNode): PythonModule {
  const names = new Names(text);
  const lineAt = lineCounter(text);
  const found = { calls: [] as SyntaxNode[], decorated: [] as SyntaxNode[], mains: [] as SyntaxNode[] };
  const assignments: Assignment[] = [];
  let broken: number | undefined;
  let gapEnd = -1;
  tree.cursor().iterate((reference) => {
    const { name } = reference;
    if (name === 'Body' && isForTypesOnly(reference.node, text)) return false;
    if (reference.type.isError) {
      if (isGapOfGrammar(reference.node, text)) gapEnd = endOfNextLine(text, reference.from);
      else if (reference.from > gapEnd) broken ??= reference.from;
    } else if (name === 'ImportStatement') names.addImport(reference.node);
    else if (name === 'CallExpression') found.calls.push(reference.node);
    else if (name === 'FunctionDefinition' || name === 'ClassDefinition') names.addDefinition(reference.node);
    else if (name === 'DecoratedStatement') found.decorated.push(reference.node);
    else if (name === 'AssignStatement') assignments.push(...assignmentsIn(reference.node, text, lineAt));
    else if (name === 'IfStatement' && isMain(reference.node, text)) found.mains.push(reference.node);
    return true;
  });
  for (const { target, value } of assignments) names.addConstant(target, value);
  return {
    file,
    text,
    names,
    calls: found.calls.map((node) => ({
      ...argumentsOf(childOf(node, 'ArgList'), text),
      target: names.fullName(node.firstChild),
      node,
      line: lineAt(node.from),
    })),
    decorated: found.decorated.flatMap((node) => decoratedIn(node, text, names, lineAt)),
    assignments,
    // The last entry for a key counts, so the reversed order keeps the first one.
    targets: new Map(assignments.map(({ target, value }) => [value.from, target] as const).reverse()),
    lineAt,
    mains: found.mains,
    docstring: docstringOf(tree, text),
    ...(broken !== undefined && { brokenLine: lineAt(broken) }),
  };
}

/** The variable that the value of a call is assigned to. */
export function variableOf({ node }: Call, { targets }: PythonModule): string | undefined {
  return targets.get(node.from);
}

function decoratedIn(node: SyntaxNode, text: string, names: Names, lineAt: (at: number) => number): Decorated[] {
  const definition = childOf(node, 'FunctionDefinition');
  const name = definition && childOf(definition, 'VariableName');
  if (!definition || !name) return [];
  const body = childOf(definition, 'Body');
  return node.getChildren('Decorator').map((decorator) => ({
    ...argumentsOf(childOf(decorator, 'ArgList'), text),
    target: names.fullNameOfDecorator(decorator),
    name: text.slice(name.from, name.to),
    line: lineAt(definition.from),
    docstring: body ? docstringOf(body, text) : '',
    node: definition,
  }));
}

function assignmentsIn(node: SyntaxNode, text: string, lineAt: (at: number) => number): Assignment[] {
  const parts = childrenOf(node).filter(({ name }) => name !== 'TypeDef' && name !== 'Comment');
  const value = parts.at(-1);
  if (!value || value.type.isError) return [];
  const targets = parts.slice(0, -1).filter(({ name }) => name === 'VariableName' || name === 'MemberExpression');
  return targets.map(({ from, to }) => ({ target: text.slice(from, to), value, line: lineAt(from) }));
}

function docstringOf(block: SyntaxNode, text: string): string {
  const first = childrenOf(block).find(({ name }) => name !== ':' && name !== 'Comment');
  const literal = first?.name === 'ExpressionStatement' ? childOf(first, 'String') : undefined;
  return cleanDocstring((literal && textLiteral(text.slice(literal.from, literal.to))) ?? '');
}

/** Whether a block is that of `if TYPE_CHECKING:`, which no program runs. */
function isForTypesOnly({ prevSibling, parent }: SyntaxNode, text: string): boolean {
  if (parent?.name !== 'IfStatement' || prevSibling?.from !== parent.firstChild?.nextSibling?.from || !prevSibling)
    return false;
  return /^(?:typing\.|t\.)?TYPE_CHECKING$/.test(text.slice(prevSibling.from, prevSibling.to));
}

function isMain(node: SyntaxNode, text: string): boolean {
  const condition = childOf(node, 'BinaryExpression');
  const words = condition ? text.slice(condition.from, condition.to).replace(/[\s'"]/g, '') : '';
  return words === '__name__==__main__' || words === '__main__==__name__';
}

/** Statements of Python 3 that the grammar does not know, such as `yield` alone, `1.` and `with a() as self.b`. */
function isGapOfGrammar({ from, parent }: SyntaxNode, text: string): boolean {
  if (/^(?:Yield|With|Parenthesized|Match|MatchClause|\w{1,20}Pattern|\w{1,20}Comprehension)/.test(parent?.name ?? ''))
    return true;
  const before = text.slice(Math.max(0, from - 8), from);
  return /(?:\byield\s?|\d\.)$/.test(before);
}

/** The end of the next line. After a statement that the grammar lacks, the parser reads correctly again from there. */
function endOfNextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  const next = end === -1 ? -1 : text.indexOf('\n', end + 1);
  return next === -1 ? text.length : next;
}

function lineCounter(text: string): (at: number) => number {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
