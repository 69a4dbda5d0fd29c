import { isMap } from '../../src/data/merge';
import { children, type Steps, textOf } from './leaves';
import type { Type } from './type';

/** What becomes of a value when another one is applied to it: maps and lists with keys are merged, all else replaced. */
export function merge(live: unknown, applied: unknown, type: Type): unknown {
  const [before, after] = [children(live, type), children(applied, type)];
  if (!before || !after || Array.isArray(live) !== Array.isArray(applied)) return applied;
  const known = new Map(before.map(([step, value]) => [step, value]));
  const merged = after.map(([step, value, inner]) => [step, merge(known.get(step), value, inner)] as const);
  const steps = new Set(merged.map(([step]) => step));
  const others = before.filter(([step]) => !steps.has(step)).map(([step, value]) => [step, value] as const);
  return built([...merged, ...others], Array.isArray(live));
}

/**
 * A value without some of its fields. A map that is empty without them goes too, and an entry of a list with all that
 * is in it, unless somebody still owns a part of it.
 *
 * @param gone fields that go
 * @param owned fields that others own
 */
export function without(
  value: unknown,
  type: Type,
  gone: ReadonlySet<string>,
  owned: ReadonlySet<string>,
  steps: Steps = [],
): unknown {
  if (gone.has(textOf(steps))) return undefined;
  const inner = children(value, type);
  if (!inner) return value;
  const left = inner.flatMap(([step, item, itemsType]) => {
    const place = [...steps, step];
    if (gone.has(textOf([...place, '.'])) && !isOwned(place, owned)) return [];
    // Somebody owns a part of the entry: its keys stay, or nobody could find it.
    const goes = step.startsWith('k:') ? except(gone, keysOf(step, place)) : gone;
    const rest = without(item, itemsType, goes, owned, place);
    return rest === undefined ? [] : [[step, rest] as const];
  });
  if (left.length === 0 && inner.length > 0) return undefined;
  return built(left, Array.isArray(value));
}

function built(parts: readonly (readonly [step: string, value: unknown])[], isList: boolean): unknown {
  if (isList) return parts.map(([, value]) => value);
  return Object.fromEntries(parts.map(([step, value]) => [step.slice(2), value]));
}

function isOwned(place: Steps, owned: ReadonlySet<string>): boolean {
  const start = textOf(place).slice(0, -1);
  return [...owned].some((key) => key.startsWith(`${start},`));
}

function keysOf(step: string, place: Steps): string[] {
  const said: unknown = JSON.parse(step.slice(2));
  return isMap(said) ? Object.keys(said).map((key) => textOf([...place, `f:${key}`])) : [];
}

function except(all: ReadonlySet<string>, some: readonly string[]): ReadonlySet<string> {
  return new Set([...all].filter((one) => !some.includes(one)));
}
