import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import type { Locate, Overrides } from '../../applications/object-builder';
import { merge, withoutNulls } from '../../data/merge';
import type { Issue } from '../../diagnostics';
import { type FlowSpec, runsBeforeOthers } from '../../model/flow-spec';
import { addBuilt, withOwnLabels } from './add-built';
import { markBuilt } from './built-objects';
import { configAnnotation } from './config-annotation';
import type { FlowContext } from './flow-context';
import { declaredSelector, flowNames } from './flow-names';
import { flowObjects } from './flow-objects';
import type { Manifest } from './manifest';
import { nameByContent } from './named-by-content';
import { overrideIssues } from './override-issues';
import { podSecurityIssues } from './pod-security-issues';

/** Adds the objects of a flow below it, with the user's overrides. @returns the issues of both */
export function buildFlow(
  application: DeclaredApplication,
  flow: DeclaredFlow,
  overrides: Overrides,
  locate: Locate,
): Issue[] {
  const issues = overrideIssues(flow, overrides, locate);
  if (!flow.isValid) return issues;
  const { spec } = flow;
  for (const [name, planned] of Object.entries(flowObjects(flowContext(application, spec), spec))) {
    const override = overrides[name];
    const isNamedByContent = name === 'job' && runsBeforeOthers(spec);
    // cdk8s renders the content that names a Job. In jest it resolves only maps that come from its own realm, as copies do.
    const isCopied = override !== undefined || isNamedByContent;
    const object = isCopied ? (withoutNulls(merge(planned, override)) as Manifest) : planned;
    const from = { planned, override, locate };
    if (isNamedByContent) markBuilt(nameByContent(flow, withOwnLabels(flow, object)), from);
    else addBuilt(flow, name, object, from);
    issues.push(...podSecurityIssues(flow, spec, object));
  }
  return issues;
}

/**
 * The data from which the objects of a flow are built: the flow's names, and the configs and other flows of its
 * application.
 */
export function flowContext(application: DeclaredApplication, flow: FlowSpec): FlowContext {
  return {
    ...flowNames(application.names, flow),
    configAnnotation: (spec) => configAnnotation(application.configs, spec),
    selectorOf: (id) => declaredSelector(application, id),
  };
}
