import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './syntax';

/** Names deeper than this, such as `a.b.c`, are not resolved. */
const deepestName = 40;

/** The libraries whose names a star import brings, if there are several. */
const frameworks = /^(?:prefect|airflow|dagster|celery|rq|flask|django|fastapi|starlette|nox)\b/;

/** The names of a Python file: what its imports call them, and which constants they stand for. */
export class Names {
  readonly #imports = new Map<string, string>();
  readonly #stars: string[] = [];
  readonly #constants = new Map<string, SyntaxNode>();
  /** The classes of the file with their first base classes, and its functions without one. */
  readonly #definitions = new Map<string, SyntaxNode | undefined>();

  constructor(private readonly text: string) {}

  /** The value that a name is assigned first. */
  constant(name: string): SyntaxNode | undefined {
    return this.#constants.get(name);
  }

  addConstant(name: string, value: SyntaxNode): void {
    if (!this.#constants.has(name)) this.#constants.set(name, value);
  }

  /** A function or a class of the file hides an imported name, except inside of another one. */
  addDefinition(definition: SyntaxNode): void {
    const name = definition.getChild('VariableName');
    const { parent } = definition;
    const outer = parent?.name === 'DecoratedStatement' ? parent.parent : parent;
    if (!name || outer?.name !== 'Script') return;
    const bases = definition.name === 'ClassDefinition' ? definition.getChild('ArgList') : null;
    const base = bases
      ? childrenOf(bases).find((node) => node.name.endsWith('Name') || node.name === 'MemberExpression')
      : undefined;
    this.#definitions.set(this.text.slice(name.from, name.to), base);
  }

  addImport(statement: SyntaxNode): void {
    const words = childrenOf(statement)
      .filter(({ name }) => name !== '(' && name !== ')' && name !== 'Comment')
      .map((node) => this.text.slice(node.from, node.to));
    const start = words.indexOf('import');
    if (words[0] === 'from') this.#addFrom(words.slice(1, start).join(''), words.slice(start + 1));
    else this.#addModules(words.slice(1));
  }

  /** The full name of a variable or an attribute, such as `prefect.flow` for `p.flow`; empty for other expressions. */
  fullName(node: SyntaxNode | null | undefined, depth = 0): string {
    if (!node || depth > deepestName) return '';
    const word = this.text.slice(node.from, node.to);
    if (node.name === 'VariableName') return this.#resolved(word, depth);
    if (node.name !== 'MemberExpression') return '';
    const owner = this.fullName(node.firstChild, depth + 1);
    const property = node.getChild('PropertyName');
    return owner && property ? `${owner}.${this.text.slice(property.from, property.to)}` : '';
  }

  /** The full name of a decorator, whose parts are beside each other in the tree. */
  fullNameOfDecorator(decorator: SyntaxNode): string {
    const words = childrenOf(decorator)
      .filter(({ name }) => name === 'VariableName' || name === 'PropertyName')
      .map((node) => this.text.slice(node.from, node.to));
    const [first = '', ...rest] = words;
    return [this.#resolved(first, 0), ...rest].join('.');
  }

  /** What a name stands for: the base of a class, what was imported, or what a constant such as `start = prefect.flow` names. */
  #resolved(word: string, depth: number): string {
    if (this.#definitions.has(word)) return this.fullName(this.#definitions.get(word), depth + 1) || word;
    const imported = this.#imports.get(word);
    if (imported !== undefined) return imported;
    const named = this.#constants.get(word)?.name === 'MemberExpression' ? this.#constants.get(word) : undefined;
    const other = this.fullName(named, depth + 1);
    if (other) return other;
    const star = this.#stars.find((module) => frameworks.test(module)) ?? this.#stars[0];
    return star !== undefined && !this.#constants.has(word) ? `${star}.${word}` : word;
  }

  #addFrom(module: string, words: readonly string[]): void {
    for (const [name = '', as, alias] of lists(words)) {
      if (name === '*') this.#stars.push(module);
      else this.#imports.set(as === 'as' && alias ? alias : name, `${module}.${name}`);
    }
  }

  #addModules(words: readonly string[]): void {
    for (const list of lists(words)) {
      const as = list.indexOf('as');
      const name = list.slice(0, as === -1 ? list.length : as);
      // `import a.b` binds `a`.
      if (as === -1) this.#imports.set(name[0] ?? '', name[0] ?? '');
      else this.#imports.set(list[as + 1] ?? '', name.join(''));
    }
  }
}

/** Whether a full name is that of a member of a library: `isMember('airflow.models.DAG', 'airflow', 'DAG')`. */
export function isMember(fullName: string, library: string, name: string): boolean {
  return fullName.startsWith(`${library}.`) && fullName.endsWith(`.${name}`);
}

/** The parts of a list with commas. */
function lists(words: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === ',') parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0);
}
