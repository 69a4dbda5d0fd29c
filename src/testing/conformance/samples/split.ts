import { isMap } from '../../../data/merge';
import { type Group, isGroup, isTable, type Properties, type Property } from '../../../model/property';
import type { Values } from './values';

/** The values that code sets and the values that an environment sets. */
export interface Said {
  readonly code: Values;
  readonly overlay: Values;
}

/** Assigns each property to code or environment. `inCode` decides for a property that both may set. */
export function split(properties: Properties, values: Values, inCode: (path: string) => boolean, path = ''): Said {
  const code: Record<string, unknown> = {};
  const overlay: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const entry = properties[name];
    const where = `${path}.${name}`;
    if (entry && isGroup(entry) && isMap(value)) {
      const parts = isTable(entry)
        ? splitTable(entry.members, value, inCode, where)
        : split(entry.members, value, inCode, where);
      const [isInCode, isInOverlay] = [parts.code, parts.overlay].map((said) => Object.keys(said).length > 0);
      if (isInCode) code[name] = parts.code;
      if (isInOverlay) overlay[name] = parts.overlay;
      // An empty group is assigned to code if code may set one of its members.
      if (!isInCode && !isInOverlay) (concernsCode(entry) ? code : overlay)[name] = {};
    } else if (entry && !isGroup(entry) && isOfDeployment(entry, () => inCode(where))) overlay[name] = value;
    else code[name] = value;
  }
  return { code, overlay };
}

function splitTable(members: Properties, table: Values, inCode: (path: string) => boolean, path: string): Said {
  const rows = Object.entries(table).map(
    ([key, row]) => [key, split(members, row as Values, inCode, `${path}.${key}`)] as const,
  );
  const spoken = rows.filter(([, { overlay }]) => Object.keys(overlay).length > 0);
  return {
    code: Object.fromEntries(rows.map(([key, { code }]) => [key, code])),
    overlay: Object.fromEntries(spoken.map(([key, { overlay }]) => [key, overlay])),
  };
}

function concernsCode(entry: Property | Group): boolean {
  if (!isGroup(entry)) return entry.decidedBy !== 'deployment';
  return Object.values(entry.members).some(concernsCode);
}

/** Whether the environment sets a property. A required property is set in code if code may set it. */
function isOfDeployment({ decidedBy, required }: { decidedBy: string; required: boolean }, inCode: () => boolean) {
  if (decidedBy !== 'both') return decidedBy === 'deployment';
  return !required && !inCode();
}
