import { dashed } from '../../../adoption/words';
import type { SourceFlow } from '../../../source/source-flow';

/** The longest id of a flow that leaves room for the names of its objects. */
const longest = 40;

/** The part that a flow plays beside others of the same name. */
const roles: Partial<Record<SourceFlow['kind'], string>> = { celery: 'worker', rq: 'worker', web: 'web' };

/** The id of a flow: the name that it is found by again, or that name with its role if the name is taken. It is taken then. */
export function flowId({ name, commandFrom, kind }: SourceFlow, ids: Set<string>): string {
  const own = dashed(commandFrom?.name ?? name, longest) || 'web';
  const role = roles[kind] ?? 'flow';
  const wanted = [own, `${dashed(name, longest - 7)}-${role}`].find((id) => !ids.has(id)) ?? own;
  return freeId(wanted, ids);
}

/** The id, or the id with the lowest number that makes it one that is not taken. The result is taken then. */
export function freeId(wanted: string, ids: Set<string>): string {
  let id = wanted;
  for (let number = 2; ids.has(id); number++) id = `${wanted}-${number}`;
  ids.add(id);
  return id;
}
