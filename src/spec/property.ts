import type { z } from 'zod';

/**
 * Who decides a property: the application's code, the deployment (an environment file),
 * or both (the code says a value and an environment may set another).
 */
export type Decider = 'application' | 'deployment' | 'both';

/** One property of the model. Types, JSON Schema, errors and docs derive from it. */
export interface Property {
  readonly schema: z.ZodType;
  readonly decidedBy: Decider;
  /** Shape, unit and meaning, in one or two sentences. */
  readonly description: string;
  /** A flow without it is an error. */
  readonly required: boolean;
  /** Where the rule comes from: a page of Kubernetes, an RFC. */
  readonly source?: string | undefined;
  /** TypeScript text of the type in code, where the schema alone cannot say it. */
  readonly codeType?: string | undefined;
  /** Said for one flow, never for all of them. */
  readonly notByDefault?: boolean | undefined;
}

/** Properties that belong together under one name, each decided on its own. */
export interface Group {
  readonly description: string;
  readonly members: Properties;
  readonly source?: string | undefined;
  /** A name for a group that stands in several places: it is written once, and pointed at. */
  readonly name?: string | undefined;
  /** What is said for all flows tunes it where a flow has it, and never brings it: a probe, a disk. */
  readonly notByDefault?: boolean | undefined;
}

/** Any number of entries with the same properties, each under a name of its own. */
export interface Table extends Group {
  readonly key: z.ZodType<string>;
}

export interface Properties {
  readonly [name: string]: Property | Group | Table;
}

type Options = Partial<Pick<Property, 'required' | 'source' | 'codeType' | 'notByDefault'>>;

const property =
  (decidedBy: Decider) =>
  (schema: z.ZodType, description: string, options: Options = {}): Property => ({
    schema,
    decidedBy,
    description,
    required: false,
    ...options,
  });

export const application = property('application');
export const deployment = property('deployment');
export const both = property('both');

export function group(
  description: string,
  members: Properties,
  options: Pick<Group, 'source' | 'name' | 'notByDefault'> = {},
): Group {
  return { description, members, ...options };
}

export function table(description: string, key: z.ZodType<string>, members: Properties, name?: string): Table {
  return { description, key, members, name };
}

export function isGroup(entry: Property | Group): entry is Group {
  return 'members' in entry;
}

/** Whether the application's code decides that the group is there: an environment can tune it, and not take it away. */
export function isAnchored({ members }: Group): boolean {
  return Object.values(members).some(
    (member) => !isGroup(member) && member.required && member.decidedBy === 'application',
  );
}

export function isTable(entry: Property | Group): entry is Table {
  return 'key' in entry;
}
