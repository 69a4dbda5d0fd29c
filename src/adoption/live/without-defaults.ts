import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../data/merge';
import { type Fields, normalize } from '../../equivalence';

/** Fields that have a default and that are written anyway, because the schema requires them or a reader looks for them. */
const written = ['apiVersion', 'kind', 'apiGroup', 'emptyDir'];

/**
 * The object without the fields that a server fills in. A field is left out if the object means the same without it.
 * Entries of lists stay, because their positions may have a meaning.
 */
export function withoutDefaults(object: Fields): Fields {
  const meaning = normalize(object);
  const isSame = (shorter: unknown) => isDeepStrictEqual(normalize(shorter as Fields), meaning);
  return shortened(object, isSame) as Fields;
}

/** @param isSame whether the whole object means the same with another value in the place of this one */
function shortened(value: unknown, isSame: (value: unknown) => boolean): unknown {
  if (Array.isArray(value)) {
    const list = [...value];
    for (const index of list.keys()) list[index] = shortened(list[index], (item) => isSame(list.with(index, item)));
    return list;
  }
  if (!isMap(value)) return value;
  const fields: Record<string, unknown> = { ...value };
  for (const key of Object.keys(value).filter((name) => !written.includes(name))) {
    const { [key]: inner, ...others } = fields;
    if (isSame(others)) delete fields[key];
    else fields[key] = shortened(inner, (changed) => isSame({ ...fields, [key]: changed }));
  }
  return fields;
}
