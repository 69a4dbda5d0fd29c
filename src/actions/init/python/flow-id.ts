import { dashed } from '../../../adoption/words';
import type { SourceFlow } from '../../../source/source-flow';

/** The longest id of a flow that leaves room for the names of its objects. */
const longest = 40;

/** The part that a flow plays beside others of the same name. */
const roles: Partial<Record<SourceFlow['kind'], string>> = { celery: 'worker', rq: 'worker', web: 'web' };

/** Chooses the id of a flow, its name or its name with its role, and adds it to the ids that are taken. */
export function flowId({ name, commandFrom, kind }: SourceFlow, ids: Set<string>): string {
  const own = dashed(commandFrom?.name ?? name, longest) || 'web';
  const role = roles[kind] ?? 'flow';
  const wanted = [own, `${dashed(name, longest - 7)}-${role}`].find((id) => !ids.has(id)) ?? own;
  return freeId(wanted, ids);
}

/** Chooses the wanted id, with the lowest number that makes it free if it is taken, and adds it to the ids. */
export function freeId(wanted: string, ids: Set<string>): string {
  let id = wanted;
  for (let number = 2; ids.has(id); number++) id = `${wanted}-${number}`;
  ids.add(id);
  return id;
}
