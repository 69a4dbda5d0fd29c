import fs from 'node:fs';

// These are used after code of an application ran, which may have replaced them.
const { getOwnPropertyDescriptor, isExtensible } = Object;
const { apply, defineProperty, deleteProperty, ownKeys } = Reflect;
const { toString: nativeText } = Function.prototype;

/** Built-in objects by the name of the variable that refers to each. */
type Named = Readonly<Record<string, object>>;

const arrayIterator: object = Object.getPrototypeOf([][Symbol.iterator]());

const constructors = {
  Array,
  Boolean,
  Date,
  Map,
  Number,
  Object,
  Promise,
  RegExp,
  Set,
  String,
  Symbol,
  WeakMap,
  WeakSet,
};

/** Objects whose functions towpath and cdk8s call. */
const watched: Named = {
  ...constructors,
  ...Object.fromEntries(Object.entries(constructors).map(([name, { prototype }]) => [`${name}.prototype`, prototype])),
  'Error.prototype': Error.prototype,
  'Function.prototype': Function.prototype,
  'the iterator of Array': arrayIterator,
  'the prototype of iterators': Object.getPrototypeOf(arrayIterator),
  JSON,
  Math,
  Reflect,
};

/** Objects of which only some functions are compared. Programs of others replace the rest on good grounds. */
const watchedInPart: readonly (readonly [name: string, object: object, keys: readonly string[]])[] = [
  ['globalThis', globalThis, [...Object.keys(constructors), 'Buffer', 'Error', 'JSON', 'Math', 'Reflect', 'TypeError']],
  ['process', process, ['exit']],
  [
    'fs',
    fs,
    [
      ...['accessSync', 'chmodSync', 'closeSync', 'existsSync', 'fstatSync', 'linkSync', 'lstatSync', 'lutimesSync'],
      ...['mkdirSync', 'mkdtempSync', 'openSync', 'readFileSync', 'readSync', 'readdirSync', 'readlinkSync'],
      ...['realpathSync', 'renameSync', 'rmSync', 'rmdirSync', 'statSync', 'symlinkSync', 'unlinkSync'],
      ...['writeFileSync', 'writeSync'],
    ],
  ],
];

/** An enumerable field in one of these is a field of every object, or of every list. */
const inherited: Named = { 'Object.prototype': Object.prototype, 'Array.prototype': Array.prototype };

/** Functions that programs replace on good grounds: core-js and `seedrandom`. Towpath needs nothing of them. */
const replaceable: ReadonlySet<unknown> = new Set([Function.prototype.toString, Math.random]);

/** Functions that graceful-fs replaces by its own, which do the same. They are put back without a report. */
const replacedByGracefulFs = ['chmodSync', 'closeSync', 'fstatSync', 'lstatSync', 'readSync', 'statSync'];

/** A property of a built-in object that is a function, a getter or another object. */
interface Builtin {
  /** The name of the object that has it, such as `Array.prototype`. */
  readonly parent: string;
  readonly owner: object;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

/** The built-in functions of JavaScript and Node at a moment. */
export interface Builtins {
  readonly functions: readonly Builtin[];
  /** The keys of `Object.prototype` and `Array.prototype`. */
  readonly keys: readonly (readonly PropertyKey[])[];
  /** Which of the watched objects can be extended. */
  readonly extensible: readonly boolean[];
}

const watchedNames = Object.keys(watched);
const inheritedNames = Object.keys(inherited);

/** Notes the built-ins as they are now. */
export function builtinsNow(): Builtins {
  const functions: Builtin[] = [];
  for (const parent of watchedNames) {
    const owner = watched[parent] as object;
    for (const key of ownKeys(owner)) note(functions, parent, owner, key);
  }
  for (const [parent, owner, keys] of watchedInPart) for (const key of keys) note(functions, parent, owner, key);
  return {
    functions,
    keys: inheritedNames.map((name) => ownKeys(inherited[name] as object)),
    extensible: watchedNames.map((name) => isExtensible(watched[name] as object)),
  };
}

function note(functions: Builtin[], parent: string, owner: object, key: PropertyKey): void {
  const descriptor = getOwnPropertyDescriptor(owner, key);
  if (!descriptor || replaceable.has(descriptor.value)) return;
  if (typeof descriptor.value === 'function' || typeof descriptor.value === 'object' || descriptor.get)
    functions.push({ parent, owner, key, descriptor });
}

interface Restored {
  readonly changes: readonly string[];
  /** False if code of an application has made the change of a function permanent. */
  readonly isWhole: boolean;
}

/** Whether something may have changed since a moment. It runs after all code of applications, so it is quick. */
export function mayHaveChanged({ functions, keys, extensible }: Builtins): boolean {
  try {
    for (let at = 0; at < functions.length; at++) {
      const { owner, key, descriptor } = functions[at] as Builtin;
      const isSame = descriptor.get
        ? getOwnPropertyDescriptor(owner, key)?.get === descriptor.get
        : (owner as Record<PropertyKey, unknown>)[key] === descriptor.value;
      if (!isSame) return true;
    }
    for (let at = 0; at < inheritedNames.length; at++)
      if (ownKeys(inherited[inheritedNames[at] as string] as object).length !== keys[at]?.length) return true;
    for (let at = 0; at < watchedNames.length; at++)
      if (extensible[at] !== isExtensible(watched[watchedNames[at] as string] as object)) return true;
    return false;
  } catch {
    // Reading a property throws if an application has replaced a function by a getter that throws.
    return true;
  }
}

/**
 * Puts back what was changed since a moment, and says what that was: functions that were replaced or removed, enumerable
 * fields that every object would inherit, and objects that were frozen. A function that says it is the native one is a
 * polyfill, such as those of core-js, and stays.
 *
 * It uses nothing that may have been replaced, such as `for (… of …)` and `Array.prototype.push`.
 *
 * @returns what was changed, such as `Array.prototype.map is replaced`, and whether all functions are back
 */
export function restoreBuiltins({ functions, keys, extensible }: Builtins): Restored {
  let isWhole = true;
  const changes: string[] = [];
  for (let at = 0; at < functions.length; at++) {
    const builtin = functions[at] as Builtin;
    const { owner, key, descriptor } = builtin;
    const now = getOwnPropertyDescriptor(owner, key);
    if (now && now.value === descriptor.value && now.get === descriptor.get) continue;
    if (now && isPolyfill(descriptor, now)) continue;
    const isBack = defineProperty(owner, key, descriptor);
    if (!isBack) isWhole = false;
    if (isBack && owner === fs && isIn(replacedByGracefulFs, key)) continue;
    append(changes, `\`${nameOf(builtin)}\` is ${now ? 'replaced' : 'removed'}`);
  }
  for (let at = 0; at < inheritedNames.length; at++) {
    const name = inheritedNames[at] as string;
    const owner = inherited[name] as object;
    const [before, now] = [keys[at] as readonly PropertyKey[], ownKeys(owner)];
    for (let index = 0; now.length !== before.length && index < now.length; index++) {
      const key = now[index] as PropertyKey;
      if (isIn(before, key) || !getOwnPropertyDescriptor(owner, key)?.enumerable) continue;
      deleteProperty(owner, key);
      append(changes, `\`${name}\` has a new enumerable field, \`${String(key)}\``);
    }
  }
  for (let at = 0; at < watchedNames.length; at++) {
    const name = watchedNames[at] as string;
    if (extensible[at] && !isExtensible(watched[name] as object)) append(changes, `\`${name}\` is frozen`);
  }
  return { changes, isWhole };
}

function append(list: string[], text: string): void {
  defineProperty(list, list.length, { value: text, configurable: true, enumerable: true, writable: true });
}

function isIn(list: readonly PropertyKey[], key: PropertyKey): boolean {
  for (let at = 0; at < list.length; at++) if (list[at] === key) return true;
  return false;
}

/** Whether a function says that it is the native one. The text is that of the application's own `toString`. */
function isPolyfill(native: PropertyDescriptor, now: PropertyDescriptor): boolean {
  const before: unknown = native.value ?? native.get;
  const after: unknown = now.value ?? now.get;
  if (typeof before !== 'function' || typeof after !== 'function') return false;
  try {
    return apply(Function.prototype.toString, after, []) === apply(nativeText, before, []);
  } catch {
    return false;
  }
}

function nameOf({ parent, key }: Builtin): string {
  if (parent === 'globalThis') return String(key);
  return typeof key === 'symbol' ? `${parent}[${key.description}]` : `${parent}.${String(key)}`;
}
