import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import { errorIssue, type Issue } from '../../diagnostics';
import { labelValueForm, labelValuePattern } from '../../kubernetes/label-value';
import { fillPatterns } from '../../model/naming';
import { declaredNames } from './flow-names';

/** Finds labels of `naming` that are too long or end wrongly once the placeholders of their patterns have values. */
export function filledLabelIssues(application: DeclaredApplication, flow: DeclaredFlow): Issue[] {
  const names = declaredNames(application, flow);
  if (!names.naming) return [];
  const { selector, labels, objectLabels } = names.naming;
  const places = [
    { place: 'selector', patterns: selector },
    { place: 'labels', patterns: labels },
    ...Object.entries(objectLabels ?? {}).map(([object, patterns]) => ({ place: `objectLabels.${object}`, patterns })),
  ];
  return places.flatMap(({ place, patterns }) =>
    Object.entries(fillPatterns(patterns ?? {}, names, flow.node.id))
      .filter(([, value]) => !labelValuePattern.test(value))
      .map(([key, value]): Issue => {
        const message = `the label \`${key}\` becomes \`${value}\`; expected ${labelValueForm}`;
        const path = `${application.node.id}.${flow.node.id}.naming.${place}`;
        return errorIssue('naming-invalid', message, { hint: 'use a shorter pattern, flow id or `instance`', path });
      }),
  );
}
