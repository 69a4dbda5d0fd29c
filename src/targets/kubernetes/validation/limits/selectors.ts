import { all, each, fields, type Limit, type Limits, needs, notEmpty, oneOf, together } from './limit';
import { labels, labelValue, objectName, qualifiedName } from './texts';

/** How many values go with an operator. */
type Count = 'some' | 'none' | 'one';

const counts: Readonly<Record<Count, { readonly words: string; readonly fits: (count: number) => boolean }>> = {
  some: { words: 'entries in `values`', fits: (count) => count > 0 },
  none: { words: 'no `values`', fits: (count) => count === 0 },
  one: { words: 'one entry in `values`', fits: (count) => count === 1 },
};

const ofSets = { In: 'some', NotIn: 'some', Exists: 'none', DoesNotExist: 'none' } as const;
const ofNumbers = { Gt: 'one', Lt: 'one' } as const;

/** A condition with one of several operators, and the values that the operator needs. */
function conditionWith(operators: Readonly<Record<string, Count>>): Limit {
  return all(
    needs('operator'),
    fields({ operator: oneOf(...Object.keys(operators)) }),
    together(({ operator, values }, say) => {
      const count = Object.hasOwn(operators, String(operator)) ? operators[String(operator)] : undefined;
      if (count === undefined || counts[count].fits(Array.isArray(values) ? values.length : 0)) return;
      say(`${counts[count].words}, because \`operator\` is \`${operator}\``);
    }),
  );
}

/** A condition of a selector whose operators compare sets. */
export const condition = conditionWith(ofSets);

const ofLabel = all(needs('key'), fields({ key: qualifiedName, values: each(labelValue) }));

/** The only field that nodes are selected by is their name. */
const ofName: Limit = all(
  fields({ key: oneOf('metadata.name'), values: each(all(objectName, notEmpty('the name of a node'))) }),
  conditionWith({ In: 'one', NotIn: 'one' }),
);

/** How objects are selected by their labels. */
export const selectors: Limits = {
  'apimachinery.pkg.apis.meta.v1.LabelSelector': fields({ matchLabels: labels }),
  'apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement': all(ofLabel, condition),
  'api.core.v1.NodeSelector': needs('nodeSelectorTerms'),
  'api.core.v1.NodeSelectorTerm': fields({ matchFields: each(ofName) }),
  'api.core.v1.NodeSelectorRequirement': all(ofLabel, conditionWith({ ...ofSets, ...ofNumbers })),
};
