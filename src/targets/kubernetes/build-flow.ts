import { ApiObject } from 'cdk8s';
import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import type { Locate, Overrides } from '../../applications/object-builder';
import { merge, withoutNulls } from '../../data/merge';
import type { Issue } from '../../diagnostics';
import { runsBeforeOthers } from '../../model/flow-spec';
import { markBuilt } from './built-objects';
import { configAnnotation } from './config-annotation';
import type { FlowContext } from './flow-context';
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
  for (const [name, manifest] of Object.entries(flowObjects(flowContext(application), spec))) {
    const object = withoutNulls(merge(manifest, overrides[name])) as Manifest;
    const isNamedByContent = name === 'job' && runsBeforeOthers(spec);
    markBuilt(isNamedByContent ? nameByContent(flow, object) : new ApiObject(flow, name, object), overrides[name]);
    issues.push(...podSecurityIssues(flow, spec, object));
  }
  return issues;
}

/** The application's names and configs, from which the objects of its flows are built. */
export function flowContext({ names, configs }: DeclaredApplication): FlowContext {
  return { ...names, configAnnotation: (spec) => configAnnotation(configs, spec) };
}
