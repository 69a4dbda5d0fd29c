import { type Draft, part, remove, type Shaper } from './draft';

/** Gives conditions, tolerations and spreads only members that go together. */
export const placement: Shaper = (flow) => {
  const all = part(flow, 'placement');
  for (const node of entries(all, 'nodes')) {
    if (node.operator === 'Gt' || node.operator === 'Lt') node.values = ['1'];
    else if (node.operator === 'Exists' || node.operator === 'DoesNotExist') remove(node, 'values');
    else node.values = ['media'];
  }
  for (const toleration of entries(all, 'tolerations')) {
    if (toleration.key === undefined) toleration.operator = 'Exists';
    if (toleration.operator === 'Exists') remove(toleration, 'value');
    if (toleration.tolerationSeconds !== undefined) toleration.effect = 'NoExecute';
  }
  for (const spread of entries(all, 'spread')) {
    if (spread.minDomains !== undefined) spread.whenUnsatisfiable = 'DoNotSchedule';
  }
  if (all?.spread !== undefined) all.spread = entries(all, 'spread').slice(0, 1);
};

function entries(group: Draft | undefined, name: string): Draft[] {
  return (group?.[name] ?? []) as Draft[];
}

/** Lets a container get more rights if it has all of them from the start. */
export const privileges: Shaper = (flow) => {
  if (flow.privileged === true && flow.allowPrivilegeEscalation === false) flow.allowPrivilegeEscalation = true;
};
